using System.Collections.Concurrent;
using NodaTime;
using NodaTime.TimeZones;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>
/// Weighs the evidence of where a person is: what they declared, the region or postal code, the prefix of the phone
/// number, the country. Thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// Google's number-to-zone map is an hour out for some countries and lacks zones of others (Morocco, Algeria, Libya,
/// Kaliningrad, Darwin ...). So a country that has one time takes the TZDB's zone, and a prefix that leaves several open
/// also admits all zones of its country; only North American area codes are precise enough to be taken as they are.
/// </para>
/// <para>Evidence of two places, a Texan with a number of New York, admits both: mobile numbers move with their owners.</para>
/// </remarks>
internal sealed class PlaceResolver : IWhereabouts
{
    // Far more than there are combinations of area codes and postcodes in a list; a flood of invented zones stops here.
    private const int Room = 200_000;

    // Numbers of no area (toll-free) are given all zones of the plan; an area has at most this many.
    private const int MostZonesOfAnArea = 3;

    private readonly TzdbDateTimeZoneSource _source;
    private readonly DateTimeZoneCache _zones;
    private readonly CountryZones _countries;
    private readonly ConcurrentDictionary<PlaceKey, Place> _places = new();

    public PlaceResolver() : this(TzdbDateTimeZoneSource.Default)
    {
    }

    public PlaceResolver(TzdbDateTimeZoneSource source)
    {
        _source = source;
        _zones = new DateTimeZoneCache(source);
        _countries = new CountryZones(source);
    }

    /// <summary>Where an account may be that is reached at an address.</summary>
    public Place Resolve(Account account, Address address)
    {
        var key = new PlaceKey(account, PhoneOf(account, address));
        if (_places.TryGetValue(key, out var known))
            return known;
        if (_places.Count >= Room)
            _places.Clear();
        return _places.GetOrAdd(key, Infer(key));
    }

    /// <inheritdoc/>
    public bool MayBeIn(IReadOnlyList<string> countries, IReadOnlyList<string> regions, Account account, Address address) =>
        Resolve(account, address).LiesIn(countries, regions);

    /// <summary>The number that is called says most; for other channels the account's first number is as good evidence as its country.</summary>
    private static Address? PhoneOf(Account account, Address address)
    {
        if (address.PhoneRegion is not null)
            return address;
        var addresses = account.Addresses;
        for (var i = 0; i < addresses.Count; i++)
        {
            if (addresses[i].PhoneRegion is not null)
                return addresses[i];
        }

        return null;
    }

    private Place Infer(in PlaceKey key)
    {
        var home = HomeRegions(key, out var source);
        var byAreaCode = PlaceTables.OfAreaCode(key.AreaCode);
        List<string> countries = [];
        if (key.Country is not null)
            countries.Add(key.Country);
        if (key.PhoneRegion is not null && key.PhoneRegion != key.Country)
            countries.Add(key.PhoneRegion);
        return new(Zones(key, home, source), countries, [.. home.Concat(byAreaCode).Distinct()]);
    }

    /// <summary>What region and postal code say, both when they differ.</summary>
    private static List<string> HomeRegions(in PlaceKey key, out ZoneSource source)
    {
        List<string> regions = [];
        source = ZoneSource.Region;
        if (key is { Country: { } country, Region: { } part } && PlaceTables.MayBe(country, $"{country}-{part}"))
            regions.Add($"{country}-{part}");
        else
            source = ZoneSource.Postcode;
        regions.AddRange(PlaceTables.OfZipPrefix(key.ZipPrefix).Except(regions));
        return regions;
    }

    private ZoneEvidence Zones(in PlaceKey key, List<string> home, ZoneSource source)
    {
        if (key.Declared is { } declared)
            return new([_zones[declared]], ZoneSource.Declared);
        var byPhone = OfPhone(key, out var precise);
        var byHome = OfRegions(home);
        if (byHome.Count > 0)
        {
            var all = CountryZones.Distinct(byHome.Concat(byPhone));
            var adds = all.Count > byHome.Count && (precise || key.PhoneRegion != key.Country);
            return adds ? new(all, ZoneSource.AddressAndPhonePrefix) : new(byHome, source);
        }

        var byCountry = _countries.Of(key.Country);
        if (byPhone.Count == 0)
            return byCountry.Count == 0 ? ZoneEvidence.None : new(byCountry, ZoneSource.Country);
        if (byCountry.Count == 0 || key.Country == key.PhoneRegion)
            return new(byPhone, ZoneSource.PhonePrefix);
        return new(CountryZones.Distinct(byPhone.Concat(byCountry)), ZoneSource.PhonePrefixAndCountry);
    }

    /// <summary>Empty when a region is not listed: then the other evidence speaks.</summary>
    private IReadOnlyList<DateTimeZone> OfRegions(List<string> regions)
    {
        var zones = regions.ConvertAll(PlaceTables.ZonesOf);
        return zones.Exists(z => z.Count == 0) ? [] : CountryZones.Distinct(Known(zones.SelectMany(z => z)));
    }

    private IReadOnlyList<DateTimeZone> OfPhone(in PlaceKey key, out bool precise)
    {
        var byRegion = _countries.Of(key.PhoneRegion);
        precise = byRegion.Count == 1;
        if (precise)
            return byRegion;
        var byPrefix = CountryZones.Distinct(Known(key.PhoneZones));
        precise = byPrefix.Count == 1 || (byPrefix.Count is > 1 and <= MostZonesOfAnArea && key.PhoneRegion is "US" or "CA");
        return precise || byRegion.Count == 0 ? byPrefix : CountryZones.Distinct(byPrefix.Concat(byRegion));
    }

    private IEnumerable<DateTimeZone> Known(IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            if (_source.CanonicalIdMap.TryGetValue(id, out var canonical) && canonical != "Etc/Unknown")
                yield return _zones[canonical];
        }
    }
}
