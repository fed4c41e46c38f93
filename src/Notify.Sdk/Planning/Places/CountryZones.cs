using System.Collections.Frozen;
using Notify.Sdk.PhoneNumbers;

namespace Notify.Sdk.Planning;

/// <summary>The zones of each country by the TZDB, with zones that tell the same time listed once. Immutable.</summary>
internal sealed class CountryZones : ITimeZoneDirectory
{
    private readonly FrozenDictionary<string, ZoneSet> _byCountry;
    private readonly FrozenDictionary<string, string> _countryOf;
    private readonly FrozenDictionary<string, IReadOnlyList<string>> _idsByCountry;
    private readonly TimeZoneData _data;

    public CountryZones(TimeZoneData data, ZoneSets book)
    {
        // The time zone database has no line for Kosovo, which keeps the time of Belgrade.
        var located = (data.Source.ZoneLocations ?? []).Select(l => (l.CountryCode, l.ZoneId))
            .Append((CountryCode: "XK", ZoneId: "Europe/Belgrade")).ToList();
        _data = data;
        _idsByCountry = located.GroupBy(l => l.CountryCode, StringComparer.Ordinal)
            .ToFrozenDictionary(country => country.Key, country => (IReadOnlyList<string>)[.. country.Select(l => l.ZoneId)],
                StringComparer.Ordinal);
        _byCountry = _idsByCountry.ToFrozenDictionary(
            country => country.Key, country => book.SetOf(country.Value.Select(id => data.Zones[id])), StringComparer.Ordinal);
        _countryOf = located.DistinctBy(l => l.ZoneId).ToFrozenDictionary(l => l.ZoneId, l => l.CountryCode, StringComparer.Ordinal);
    }

    /// <summary>The country that a zone is named for; null when it is none's, or a former name.</summary>
    public string? CountryOf(string zone) => _countryOf.GetValueOrDefault(zone);

    /// <summary>The zones of an ISO 3166-1 alpha-2 country; empty for an unknown one.</summary>
    public ZoneSet Of(string? country) => country is not null && _byCountry.TryGetValue(country, out var zones) ? zones : ZoneSet.Empty;

    IReadOnlyList<string> ITimeZoneDirectory.ZonesOfRegion(string region) => _idsByCountry.GetValueOrDefault(region, []);

    string ITimeZoneDirectory.Canonical(string zoneId) =>
        _data.Source.CanonicalIdMap.TryGetValue(zoneId, out var canonical) ? canonical : zoneId;
}
