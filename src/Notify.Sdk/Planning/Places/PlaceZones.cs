using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.PhoneNumbers;

namespace Notify.Sdk.Planning;

/// <summary>
/// The zones of countries, parts, areas of postcodes and phone numbers under one time zone data, each worked out once. Shared by all
/// who use the same data; thread-safe.
/// </summary>
internal sealed class PlaceZones
{
    private const int Room = 10_000;

    private static readonly ConditionalWeakTable<TimeZoneData, PlaceZones> Known = [];

    private readonly TimeZoneData _data;
    private readonly CountryZones _countries;
    private readonly ZoneSet?[] _byArea = new ZoneSet?[Postcodes.All.Count];
    private readonly ConcurrentDictionary<string, ZoneSet> _byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ZoneSet> _byRegion = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<PhonePlace, ZoneSet> _byPhone = new();
    private readonly ConcurrentDictionary<(ZoneSet, ZoneSource, PlaceFields), ZoneEvidence> _evidence = new();

    private PlaceZones(TimeZoneData data)
    {
        _data = data;
        _countries = new(data, Book);
    }

    public ZoneSets Book { get; } = new();

    public static PlaceZones Of(TimeZoneData data) => Known.GetValue(data, static d => new(d));

    public ZoneSet OfCountry(string country) => _countries.Of(country);

    /// <summary>The country that a zone is named for, or null.</summary>
    public string? CountryOf(string zone) => _countries.CountryOf(zone);

    /// <summary>The zone of an id, former names included; empty for none.</summary>
    public ZoneSet OfId(string? id)
    {
        if (id is null)
            return ZoneSet.Empty;
        if (_byId.TryGetValue(id, out var known))
            return known;
        if (_byId.Count >= Room)
            _byId.Clear();
        return _byId.GetOrAdd(id, _data.Zones.GetZoneOrNull(id) is { } zone ? Book.SetOf([zone]) : ZoneSet.Empty);
    }

    /// <summary>The zone that an id names today; it exists.</summary>
    public ZoneSet OfName(string id) => Book.SetOf([_data.Zones[_data.Source.CanonicalIdMap[id]]]);

    public ZoneSet OfRegion(string region) => _byRegion.TryGetValue(region, out var known) ? known
        : _byRegion.GetOrAdd(region, MakeRegion(region));

    /// <summary>The zones of an area of postcodes.</summary>
    public ZoneSet OfArea(int number, string country) => _byArea[number] ??= MakeArea(Postcodes.Of(number), country);

    public ZoneSet OfPhone(in PhonePlace phone)
    {
        if (phone.Region is null)
            return ZoneSet.Empty;
        if (_byPhone.TryGetValue(phone, out var known))
            return known;
        if (_byPhone.Count >= Room)
            _byPhone.Clear();
        return _byPhone.GetOrAdd(phone, SetOf(PhoneTimeZones.Candidates(phone.Region, phone.Zones, _countries)));
    }

    /// <summary>The evidence of zones, one object for all who have the same.</summary>
    public ZoneEvidence EvidenceOf(ZoneSet zones, ZoneSource source, PlaceFields unsettled)
    {
        if (_evidence.TryGetValue((zones, source, unsettled), out var known))
            return known;
        if (_evidence.Count >= Room)
            _evidence.Clear();
        return _evidence.GetOrAdd((zones, source, unsettled), new ZoneEvidence(zones.Zones, source) { Unsettled = unsettled });
    }

    private ZoneSet MakeRegion(string region)
    {
        if (PlaceTables.IsMilitary(region))
            return ZoneSet.Empty;
        return PlaceTables.ZonesOf(region) is { Count: > 0 } zones ? SetOf(zones) : OfCountry(CountryTable.OfPart(region) ?? region[..2]);
    }

    private ZoneSet MakeArea(PostcodeArea area, string country)
    {
        if (area.Zones.Count > 0)
            return SetOf(area.Zones);
        if (area.Territory is { } territory)
            return OfCountry(territory);
        return area.Regions.Count == 0 ? OfCountry(country) : Book.SetOf(area.Regions.SelectMany(r => OfRegion(r).Zones));
    }

    private ZoneSet SetOf(IEnumerable<string> ids) => Book.SetOf(InData(ids));

    private IEnumerable<DateTimeZone> InData(IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            if (_data.Source.CanonicalIdMap.TryGetValue(id, out var canonical) && canonical != "Etc/Unknown")
                yield return _data.Zones[canonical];
        }
    }
}
