using Notify.Sdk.Audience;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>
/// Where somebody may be: the zones, and the countries and parts of countries whose rules count. Shared by all people with the same
/// evidence.
/// </summary>
/// <param name="zones">The candidate zones.</param>
/// <param name="countries">Every country that some evidence names, and those whose law reaches them.</param>
/// <param name="regions">The parts of them that some evidence names (ISO 3166-2).</param>
/// <param name="open">The countries of which it is not known in which part: the rules of all their parts count.</param>
/// <param name="story">Tells how it is known.</param>
internal sealed class Place(ZoneEvidence zones, IReadOnlyList<string> countries, IReadOnlyList<string> regions,
    IReadOnlyList<string> open, IPlaceStory story) : IPlace
{
    private IReadOnlyList<Reason>? _reasons;
    private string? _evidence;

    public ZoneEvidence Zones => zones;

    public IReadOnlyList<string> Countries => countries;

    public IReadOnlyList<string> Regions => regions;

    public IReadOnlyList<string> Open => open;

    /// <summary>What was not understood or differs, for decisions; usually empty. Made when it is first read.</summary>
    public IReadOnlyList<Reason> Reasons => _reasons ??= story.Reasons(this);

    /// <summary>Countries and parts, each with the fields that name it, in words. Made when it is first read.</summary>
    public string Evidence => _evidence ??= story.Evidence(this);

    public bool IsCountryOpen => (zones.Unsettled & PlaceFields.Country) != 0;

    /// <summary>
    /// Whether a rule of a place counts here. Any evidence is enough, so that a rule is never avoided by a foreign number;
    /// where the part of a country is unknown, the rules of all its parts count.
    /// </summary>
    public bool LiesIn(SendWindowRule rule) => LiesIn(rule.Countries, rule.Regions);

    /// <inheritdoc cref="LiesIn(SendWindowRule)"/>
    public bool LiesIn(IReadOnlyList<string> inCountries, IReadOnlyList<string> inRegions)
    {
        // Asked for every message under caps of the law, so nothing is allocated.
        if (inCountries.Count == 0 && inRegions.Count == 0)
            return true;
        for (var i = 0; i < inCountries.Count; i++)
        {
            if (Holds(countries, inCountries[i]))
                return true;
        }

        for (var i = 0; i < inRegions.Count; i++)
        {
            if (Holds(regions, inRegions[i]) || HoldsCountryOf(open, inRegions[i]))
                return true;
        }

        return false;
    }

    private static bool Holds(IReadOnlyList<string> list, string code)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (string.Equals(list[i], code, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool HoldsCountryOf(IReadOnlyList<string> list, string region)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (region.StartsWith(list[i], StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
