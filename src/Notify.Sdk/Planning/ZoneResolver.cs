using System.Collections.Concurrent;
using NodaTime;
using NodaTime.TimeZones;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Planning;

/// <summary>
/// Weighs the evidence of where a person is: what they declared, the prefix of the phone number, the country. Thread-safe.
/// </summary>
/// <remarks>
/// Google's number-to-zone map is an hour out for some countries and lacks zones of others (Morocco, Algeria, Libya,
/// Kaliningrad, Darwin ...). So a country that has one time takes the TZDB's zone, and a prefix that leaves several open
/// also admits all zones of its country; only North American area codes are precise enough to be taken as they are.
/// </remarks>
internal sealed class ZoneResolver
{
    private readonly TzdbDateTimeZoneSource _source;
    private readonly DateTimeZoneCache _zones;
    private readonly CountryZones _countries;
    private readonly ConcurrentDictionary<string, ZoneEvidence> _declared = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<PlaceKey, ZoneEvidence> _inferred = new();

    public ZoneResolver() : this(TzdbDateTimeZoneSource.Default)
    {
    }

    public ZoneResolver(TzdbDateTimeZoneSource source)
    {
        _source = source;
        _zones = new DateTimeZoneCache(source);
        _countries = new CountryZones(source);
    }

    /// <summary>The candidates for an account that is reached at an address.</summary>
    public ZoneEvidence Resolve(Account account, Address address)
    {
        if (account.TimeZone is { } declared)
            return _declared.GetOrAdd(declared, static (id, zones) => new([zones[id]], ZoneSource.Declared), _zones);
        var phone = PhoneOf(account, address);
        var key = new PlaceKey(account.Country, phone?.PhoneRegion, phone?.PhoneTimeZones ?? []);
        return _inferred.TryGetValue(key, out var known) ? known : _inferred.GetOrAdd(key, Infer(account.Country, phone));
    }

    /// <summary>The number that is called says most; for other channels the account's first number is as good evidence as its country.</summary>
    private static Address? PhoneOf(Account account, Address address)
    {
        if (address.PhoneRegion is not null)
            return address;
        foreach (var other in account.Addresses)
        {
            if (other.PhoneRegion is not null)
                return other;
        }

        return null;
    }

    private ZoneEvidence Infer(string? country, Address? phone)
    {
        var byCountry = _countries.Of(country);
        var byPhone = phone is null ? [] : OfPhone(phone);
        if (byPhone.Count == 0)
            return byCountry.Count == 0 ? ZoneEvidence.None : new(byCountry, ZoneSource.Country);
        if (byCountry.Count == 0 || country == phone!.PhoneRegion)
            return new(byPhone, ZoneSource.PhonePrefix);
        return new(CountryZones.Distinct(byPhone.Concat(byCountry)), ZoneSource.PhonePrefixAndCountry);
    }

    private IReadOnlyList<DateTimeZone> OfPhone(Address phone)
    {
        var byRegion = _countries.Of(phone.PhoneRegion);
        if (byRegion.Count == 1)
            return byRegion;
        var byPrefix = CountryZones.Distinct(Known(phone.PhoneTimeZones));
        var precise = byPrefix.Count == 1 || (byPrefix.Count > 1 && phone.PhoneRegion is "US" or "CA");
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
