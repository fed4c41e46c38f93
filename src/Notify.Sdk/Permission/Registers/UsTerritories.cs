namespace Notify.Sdk.Permission;

/// <summary>
/// Places with a country code of their own that are United States all the same: 47 U.S.C. 153 counts territories and
/// possessions, so registers and federal rules of the United States reach them.
/// </summary>
internal static class UsTerritories
{
    private const string UnitedStates = "US";

    /// <summary>Whether a country is named, or is a territory of one that is.</summary>
    /// <param name="country">ISO 3166-1, two capital letters; or null.</param>
    /// <param name="named">The countries of a register or rule.</param>
    public static bool AreReachedBy(string? country, IReadOnlyCollection<string> named) =>
        country is not null && (named.Contains(country) || (Include(country) && named.Contains(UnitedStates)));

    /// <summary>The countries, and the United States where a territory is among them.</summary>
    public static IReadOnlyList<string> WithUnitedStates(IReadOnlyList<string> countries) =>
        countries.Any(Include) && !countries.Contains(UnitedStates) ? [.. countries, UnitedStates] : countries;

    /// <summary>The codes (ISO 3166-2) that territories among the countries have as parts of the United States.</summary>
    public static IEnumerable<string> AsParts(IReadOnlyList<string> countries) =>
        countries.Where(Include).Select(c => $"{UnitedStates}-{c}");

    private static bool Include(string country) => country is "PR" or "GU" or "VI" or "AS" or "MP";
}
