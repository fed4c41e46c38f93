using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>Where somebody may be: the zones, and the countries and parts of countries whose rules count. Shared by all people with the same evidence.</summary>
internal sealed class Place
{
    private readonly IReadOnlyList<string> _regions;
    private readonly IReadOnlyList<string> _open;

    /// <param name="zones">The candidate zones.</param>
    /// <param name="countries">Every country that some evidence names.</param>
    /// <param name="regions">The parts of them that some evidence names (ISO 3166-2).</param>
    public Place(ZoneEvidence zones, IReadOnlyList<string> countries, IReadOnlyList<string> regions)
    {
        Zones = zones;
        // "US" by way of a territory is no country whose part is unknown: the states have no say there.
        Countries = UsTerritories.WithUnitedStates(countries);
        _regions = [.. regions.Union(UsTerritories.AsParts(countries))];
        _open = [.. countries.Where(c => !regions.Any(r => r.StartsWith(c, StringComparison.Ordinal)))];
    }

    public ZoneEvidence Zones { get; }

    public IReadOnlyList<string> Countries { get; }

    /// <summary>
    /// Whether a rule of a place counts here. Any evidence is enough, so that a rule is never avoided by a foreign number;
    /// where the part of a country is unknown, the rules of all its parts count.
    /// </summary>
    public bool LiesIn(SendWindowRule rule) => LiesIn(rule.Countries, rule.Regions);

    /// <inheritdoc cref="LiesIn(SendWindowRule)"/>
    public bool LiesIn(IReadOnlyList<string> countries, IReadOnlyList<string> regions)
    {
        // Asked for every message under caps of the law, so nothing is allocated.
        if (countries.Count == 0 && regions.Count == 0)
            return true;
        for (var i = 0; i < countries.Count; i++)
        {
            if (Holds(Countries, countries[i]))
                return true;
        }

        for (var i = 0; i < regions.Count; i++)
        {
            if (Holds(_regions, regions[i]) || HoldsCountryOf(_open, regions[i]))
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

    private static bool HoldsCountryOf(IReadOnlyList<string> countries, string region)
    {
        for (var i = 0; i < countries.Count; i++)
        {
            if (region.StartsWith(countries[i], StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
