namespace Notify.Sdk.Planning;

/// <summary>
/// Zones of several fields, given strongest first. A field that leaves open what a stronger one says is settled by it; a field that
/// says something else counts too.
/// </summary>
internal sealed class WeighedZones(ZoneSets book)
{
    private readonly List<ZoneSet> _kept = new(6);
    private ZoneSource _strongest;

    /// <summary>What all fields together say.</summary>
    public ZoneSet All { get; private set; } = ZoneSet.Empty;

    public ZoneSource Source { get; private set; } = ZoneSource.None;

    /// <summary>Whether the zone that the person declared and another field differ.</summary>
    public bool DeclaredDiffers => _kept.Count > 0 && _strongest == ZoneSource.Declared && All.Count > 1;

    public void Add(ZoneSet zones, ZoneSource source)
    {
        if (zones.Count == 0 || IsSettled(zones))
            return;
        if (_kept.Count == 0)
            _strongest = source;
        _kept.Add(zones);
        if (All.Count > 0 && zones.IsWithin(All))
            return;
        Source = All.Count == 0 ? source : Together(Source, source);
        All = book.Union(All, zones);
    }

    /// <summary>Zones that count besides, whatever is settled: they settle nothing themselves.</summary>
    public void AddAlso(ZoneSet zones)
    {
        if (zones.Count == 0 || (All.Count > 0 && zones.IsWithin(All)))
            return;
        Source = All.Count == 0 ? ZoneSource.Region : ZoneSource.SeveralFields;
        All = book.Union(All, zones);
    }

    private bool IsSettled(ZoneSet zones)
    {
        foreach (var stronger in _kept)
        {
            if (stronger.IsWithin(zones))
                return true;
        }

        return false;
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
