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
    public bool LiesIn(SendWindowRule rule)
    {
        if (rule.Countries.Count == 0 && rule.Regions.Count == 0)
            return true;
        return Countries.Any(rule.Countries.Contains)
            || rule.Regions.Any(r => _regions.Contains(r) || _open.Any(c => r.StartsWith(c, StringComparison.Ordinal)));
    }
}
