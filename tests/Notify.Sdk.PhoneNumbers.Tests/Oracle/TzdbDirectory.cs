using NodaTime.TimeZones;

namespace Notify.Sdk.PhoneNumbers.Tests.Oracle;

/// <summary>The time zone database of NodaTime, as a user of the package would plug it in.</summary>
internal sealed class TzdbDirectory : ITimeZoneDirectory
{
    private readonly ILookup<string, string> _zones = TzdbDateTimeZoneSource.Default.ZoneLocations!
        .ToLookup(location => location.CountryCode, location => location.ZoneId, StringComparer.Ordinal);

    public IReadOnlyList<string> ZonesOfRegion(string region) => [.. _zones[region]];

    public string Canonical(string zoneId) =>
        TzdbDateTimeZoneSource.Default.CanonicalIdMap.TryGetValue(zoneId, out var canonical) ? canonical : zoneId;
}
