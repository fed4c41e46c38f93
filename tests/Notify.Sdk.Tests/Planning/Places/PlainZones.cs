using System.Collections.Concurrent;
using NodaTime;
using NodaTime.TimeZones;
using Notify.Sdk.Audience;
using Notify.Sdk.PhoneNumbers;
using Notify.Sdk.Planning;

namespace Notify.Sdk.Tests.Planning;

/// <summary>Zones of countries, parts and areas, compared by their offsets, as a referee of <see cref="PlaceZones"/>.</summary>
internal sealed class PlainZones : ITimeZoneDirectory
{
    private static readonly TzdbDateTimeZoneSource Source = TzdbDateTimeZoneSource.Default;
    private static readonly ConcurrentDictionary<string, string> Clocks = new();
    private static readonly List<(string Country, string Id)> Located = [.. Source.ZoneLocations!.Select(l => (l.CountryCode, l.ZoneId)),
        ("XK", "Europe/Belgrade")];

    private readonly ConcurrentDictionary<string, List<DateTimeZone>> _countries = new();

    public static List<DateTimeZone> Distinct(IEnumerable<DateTimeZone> zones) =>
        [.. zones.OrderBy(z => z.Id, StringComparer.Ordinal).DistinctBy(Clock)];

    public static bool AreAmong(List<DateTimeZone> some, List<DateTimeZone> others) =>
        some.All(s => others.Exists(o => Clock(s) == Clock(o)));

    public static string? CountryOf(string id) => Located.FirstOrDefault(l => l.Id == id).Country;

    public List<DateTimeZone> OfCountry(string country) => _countries.GetOrAdd(country,
        c => Distinct(Located.Where(l => l.Country == c).Select(l => DateTimeZoneProviders.Tzdb[l.Id])));

    public List<DateTimeZone> OfPart(string part, string country) => PlaceTables.IsMilitary(part) ? []
        : PlaceTables.ZonesOf(part) is { Count: > 0 } zones ? Known(zones) : OfCountry(CountryTable.OfPart(part) ?? country);

    public List<DateTimeZone> OfArea(PostcodeArea area, string country) => area.Zones.Count > 0 ? Known(area.Zones)
        : area.Territory is { } territory ? OfCountry(territory)
        : area.Regions.Count == 0 ? OfCountry(country) : Distinct(area.Regions.SelectMany(r => OfPart(r, country)));

    public List<DateTimeZone> OfPhone(Address? phone) => phone?.PhoneRegion is { } region
        ? Known(PhoneTimeZones.Candidates(region, phone.PhoneTimeZones, this)) : [];

    IReadOnlyList<string> ITimeZoneDirectory.ZonesOfRegion(string region) => [.. Located.Where(l => l.Country == region).Select(l => l.Id)];

    string ITimeZoneDirectory.Canonical(string zoneId) => Source.CanonicalIdMap.TryGetValue(zoneId, out var id) ? id : zoneId;

    private static List<DateTimeZone> Known(IEnumerable<string> ids) => Distinct(ids.Where(Source.CanonicalIdMap.ContainsKey)
        .Select(id => Source.CanonicalIdMap[id]).Where(id => id != "Etc/Unknown").Select(id => DateTimeZoneProviders.Tzdb[id]));

    private static string Clock(DateTimeZone zone) => Clocks.GetOrAdd(zone.Id, _ => string.Join(';', Offsets(zone)));

    private static IEnumerable<string> Offsets(DateTimeZone zone)
    {
        var (from, to) = (Instant.FromUtc(2020, 1, 1, 0, 0), Instant.FromUtc(2040, 1, 1, 0, 0));
        for (var at = from; at < to; at += Duration.FromMinutes(30 * 24))
            yield return zone.GetUtcOffset(at).Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
