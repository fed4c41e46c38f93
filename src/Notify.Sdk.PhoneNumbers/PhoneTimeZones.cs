using Notify.Sdk.PhoneNumbers.Library;

namespace Notify.Sdk.PhoneNumbers;

/// <summary>
/// In which time zones the owner of a number may be. Evidence of the weaker kind: numbers are ported and people travel.
/// Safe to use from any thread.
/// </summary>
public static class PhoneTimeZones
{
    // Zones of which Google's map knows nothing, each behind the zone that it answers in their place. Found by comparing
    // the offsets of the map with those of the time zone database (2026f); a test holds the list complete.
    private static readonly (string Shown, string Hidden)[] HiddenZones =
    [
        ("Australia/Adelaide", "Australia/Darwin"),
        ("America/Santiago", "America/Punta_Arenas"),
        ("America/Santiago", "America/Coyhaique"),
        ("America/Nuuk", "America/Danmarkshavn"),
        ("Asia/Shanghai", "Asia/Urumqi"),
        ("Pacific/Port_Moresby", "Pacific/Bougainville"),
        ("Europe/Kyiv", "Europe/Simferopol"),
    ];

    /// <summary>Google's zones of a country code, whatever the number.</summary>
    /// <param name="countryCode">The country calling code.</param>
    /// <returns>TZDB ids, some of them aliases; the single entry "Etc/Unknown" where Google knows none.</returns>
    public static IReadOnlyList<string> OfCountryCode(int countryCode) =>
        RegionTable.IsCode(countryCode) ? ZoneLists.OfCode(countryCode) : ZoneLists.Unknown;

    /// <summary>
    /// The zones to respect before a message is sent: every zone in which the person may be by the number. Google's map alone
    /// is an hour out, or lacks zones, in several countries (Morocco, Algeria, Libya, South Sudan, Nicaragua, Ireland;
    /// Kaliningrad, Darwin, Punta Arenas, Urumqi). So a region with one zone in the database has that zone. In a region with
    /// several, Google's zones count only where the digits of the number chose them and the database has them all in the
    /// region, together with zones that the map hides behind them; otherwise all zones of the region do.
    /// </summary>
    /// <param name="number">The number.</param>
    /// <param name="directory">The time zone database.</param>
    /// <returns>
    /// Canonical ids, each once. Empty where nothing is known: for numbers that are not valid or not of a region.
    /// Send only while the local time is fit in all of them.
    /// </returns>
    public static IReadOnlyList<string> Candidates(PhoneNumber number, ITimeZoneDirectory directory) =>
        number.IsValid && number.Region is { } region && region != "001"
            ? Candidates(region, number.TimeZones, directory) : Canonical([], directory);

    /// <summary>The same for a number of which only region and zones were kept.</summary>
    /// <param name="region">Its region, two capital letters of ISO 3166-1.</param>
    /// <param name="zones">Its <see cref="PhoneNumber.TimeZones"/>.</param>
    /// <param name="directory">The time zone database.</param>
    public static IReadOnlyList<string> Candidates(string region, IReadOnlyList<string> zones, ITimeZoneDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(region);
        ArgumentNullException.ThrowIfNull(zones);
        ArgumentNullException.ThrowIfNull(directory);
        var byDatabase = Canonical(directory.ZonesOfRegion(region), directory);
        if (byDatabase.Count == 1)
            return byDatabase;

        var byGoogle = zones is [] or ["Etc/Unknown"] ? [] : Canonical(zones, directory);
        if (byDatabase.Count == 0)
            return byGoogle;
        // What every number of the country code has was not chosen by the digits.
        var narrowed = byGoogle.Count > 0 && !(PhoneRegion.TryGet(region, out var plan)
            && zones.SequenceEqual(OfCountryCode(plan.CountryCode), StringComparer.Ordinal));
        return narrowed && byGoogle.All(byDatabase.Contains) ? WithHidden(byGoogle, byDatabase, directory) : byDatabase;
    }

    private static List<string> WithHidden(List<string> zones, List<string> ofRegion, ITimeZoneDirectory directory)
    {
        foreach (var (shown, hidden) in HiddenZones)
        {
            var behind = directory.Canonical(hidden);
            if (zones.Contains(directory.Canonical(shown)) && ofRegion.Contains(behind) && !zones.Contains(behind))
                zones.Add(behind);
        }

        return zones;
    }

    private static List<string> Canonical(IReadOnlyList<string> zones, ITimeZoneDirectory directory) =>
        zones.Select(directory.Canonical).Distinct(StringComparer.Ordinal).ToList();
}
