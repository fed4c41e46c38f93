using NodaTime;

namespace Notify.Sdk.Planning;

/// <summary>
/// Zones of several fields, given strongest first. A field that leaves open what a stronger one says is settled by it; a field that
/// says something else counts too.
/// </summary>
internal sealed class WeighedZones
{
    private readonly List<(IReadOnlyList<DateTimeZone> Zones, ZoneSource Source)> _kept = [];
    private IReadOnlyList<DateTimeZone> _all = [];
    private ZoneSource _source = ZoneSource.None;

    /// <summary>What all fields together say.</summary>
    public ZoneEvidence Evidence => _all.Count == 0 ? ZoneEvidence.None : new(_all, _source);

    /// <summary>Whether the zone that the person declared and another field differ.</summary>
    public bool DeclaredDiffers => _kept is [{ Source: ZoneSource.Declared }, ..] && _all.Count > 1;

    public void Add(IReadOnlyList<DateTimeZone> zones, ZoneSource source)
    {
        if (zones.Count == 0 || _kept.Exists(stronger => CountryZones.AreAmong(stronger.Zones, zones)))
            return;
        _kept.Add((zones, source));
        if (_all.Count > 0 && CountryZones.AreAmong(zones, _all))
            return;
        _source = _all.Count == 0 ? source : Together(_source, source);
        _all = CountryZones.Distinct(_all.Concat(zones));
    }

    private static ZoneSource Together(ZoneSource a, ZoneSource b) => (a, b) switch
    {
        (ZoneSource.Region or ZoneSource.Postcode or ZoneSource.AddressAndPhonePrefix, ZoneSource.PhonePrefix) =>
            ZoneSource.AddressAndPhonePrefix,
        (ZoneSource.PhonePrefix, ZoneSource.Country or ZoneSource.DefaultCountry) => ZoneSource.PhonePrefixAndCountry,
        (ZoneSource.Country or ZoneSource.DefaultCountry, ZoneSource.PhonePrefix) => ZoneSource.PhonePrefixAndCountry,
        _ => ZoneSource.SeveralFields,
    };
}
