using System.Collections.Frozen;
using NodaTime;
using NodaTime.TimeZones;
using Notify.Sdk.PhoneNumbers;

namespace Notify.Sdk.Planning;

/// <summary>The zones of each country by the TZDB, with zones that tell the same time listed once.</summary>
internal sealed class CountryZones : ITimeZoneDirectory
{
    // Zones that agree over these years are one candidate: Germany's two, say. Older history has no bearing on a message.
    private static readonly Interval ComparedYears = new(Instant.FromUtc(2020, 1, 1, 0, 0), Instant.FromUtc(2040, 1, 1, 0, 0));

    private readonly FrozenDictionary<string, IReadOnlyList<DateTimeZone>> _byCountry;
    private readonly FrozenDictionary<string, string> _countryOf;
    private readonly FrozenDictionary<string, IReadOnlyList<string>> _idsByCountry;
    private readonly TzdbDateTimeZoneSource _source;

    public CountryZones(TzdbDateTimeZoneSource source)
    {
        // The time zone database has no line for Kosovo, which keeps the time of Belgrade.
        var located = (source.ZoneLocations ?? []).Select(l => (l.CountryCode, l.ZoneId))
            .Append((CountryCode: "XK", ZoneId: "Europe/Belgrade")).ToList();
        _source = source;
        _idsByCountry = located.GroupBy(l => l.CountryCode, StringComparer.Ordinal)
            .ToFrozenDictionary(country => country.Key, country => (IReadOnlyList<string>)[.. country.Select(l => l.ZoneId)],
                StringComparer.Ordinal);
        _byCountry = located
            .GroupBy(location => location.CountryCode, StringComparer.Ordinal)
            .ToFrozenDictionary(
                country => country.Key,
                country => Distinct(country.Select(location => source.ForId(location.ZoneId))),
                StringComparer.Ordinal);
        _countryOf = located.DistinctBy(l => l.ZoneId).ToFrozenDictionary(l => l.ZoneId, l => l.CountryCode, StringComparer.Ordinal);
    }

    /// <summary>The country that a zone is named for; null when it is none's, or a former name.</summary>
    public string? CountryOf(string zone) => _countryOf.GetValueOrDefault(zone);

    /// <summary>The zones of an ISO 3166-1 alpha-2 country; empty for an unknown one.</summary>
    public IReadOnlyList<DateTimeZone> Of(string? country) =>
        country is not null && _byCountry.TryGetValue(country, out var zones) ? zones : [];

    IReadOnlyList<string> ITimeZoneDirectory.ZonesOfRegion(string region) => _idsByCountry.GetValueOrDefault(region, []);

    string ITimeZoneDirectory.Canonical(string zoneId) =>
        _source.CanonicalIdMap.TryGetValue(zoneId, out var canonical) ? canonical : zoneId;

    /// <summary>Lists zones that tell the same time once, ordered by id.</summary>
    public static IReadOnlyList<DateTimeZone> Distinct(IEnumerable<DateTimeZone> zones)
    {
        List<DateTimeZone> distinct = [];
        foreach (var zone in zones.OrderBy(z => z.Id, StringComparer.Ordinal))
        {
            if (!distinct.Exists(known => TellTheSameTime(known, zone)))
                distinct.Add(zone);
        }

        return distinct;
    }

    /// <summary>Whether each of some zones tells the same time as one of others.</summary>
    public static bool AreAmong(IReadOnlyList<DateTimeZone> some, IReadOnlyList<DateTimeZone> others) =>
        some.All(one => others.Any(other => TellTheSameTime(one, other)));

    private static bool TellTheSameTime(DateTimeZone a, DateTimeZone b) => ReferenceEquals(a, b) || Offsets(a).SequenceEqual(Offsets(b));

    private static IEnumerable<(Instant, Offset)> Offsets(DateTimeZone zone)
    {
        Offset? last = null;
        foreach (var interval in zone.GetZoneIntervals(ComparedYears))
        {
            if (interval.WallOffset == last)
                continue;
            last = interval.WallOffset;
            var start = interval.HasStart ? Instant.Max(interval.Start, ComparedYears.Start) : ComparedYears.Start;
            yield return (start, interval.WallOffset);
        }
    }
}
