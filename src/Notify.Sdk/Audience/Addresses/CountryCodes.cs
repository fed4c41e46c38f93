namespace Notify.Sdk.Audience;

/// <summary>Checks the codes of countries and their parts that rules name, which are written by developers and must be exact.</summary>
internal static class CountryCodes
{
    /// <summary>The codes of a rule, each known: a rule for "UK" or "gb" would never match anybody, and nobody would notice.</summary>
    /// <exception cref="ArgumentException">A code is not one; the message says which and what is expected.</exception>
    public static IReadOnlyList<string> Checked(IReadOnlyList<string> codes)
    {
        foreach (var code in codes)
        {
            if (!CountryTable.IsKnown(code))
                throw new ArgumentException(
                    $"'{code}' is not an ISO 3166-1 alpha-2 country in upper case, such as \"GB\" (not \"UK\") or \"US\".", nameof(codes));
        }

        return codes;
    }

    /// <summary>The parts of countries of a rule, each of the form of ISO 3166-2.</summary>
    /// <exception cref="ArgumentException">One is not; the message says which and what is expected.</exception>
    public static IReadOnlyList<string> CheckedParts(IReadOnlyList<string> regions)
    {
        foreach (var region in regions)
        {
            var parts = region.Split('-', 2);
            if (parts.Length != 2 || !CountryTable.IsKnown(parts[0]) || parts[1].Length is < 1 or > 3 || !parts[1]
                .All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)))
                throw new ArgumentException($"'{region}' is not an ISO 3166-2 subdivision in upper case, such as \"US-TX\".",
                    nameof(regions));
        }

        return regions;
    }
}
