namespace Notify.Sdk.PhoneNumbers;

/// <summary>
/// What the safer time zone rule needs to know of the IANA time zone database. This package has no copy of the
/// database; NodaTime's <c>TzdbDateTimeZoneSource</c> answers both questions
/// (<c>ZoneLocations</c> and <c>CanonicalIdMap</c>). Must be safe to use from any thread.
/// </summary>
public interface ITimeZoneDirectory
{
    /// <summary>The zones of a region by the database (zone.tab).</summary>
    /// <param name="region">Two capital letters of ISO 3166-1.</param>
    /// <returns>Ids in any order; empty for a region that the database does not know, such as "AC" or "XK".</returns>
    IReadOnlyList<string> ZonesOfRegion(string region);

    /// <summary>The canonical id of a zone.</summary>
    /// <param name="zoneId">An id or an alias, such as "Asia/Calcutta".</param>
    /// <returns>The canonical id, such as "Asia/Kolkata"; the same text where the zone is unknown.</returns>
    string Canonical(string zoneId);
}
