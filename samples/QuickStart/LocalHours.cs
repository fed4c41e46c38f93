using System.Globalization;
using Notify.Sdk;
using NodaTime;
using NodaTime.Text;

namespace QuickStart;

/// <summary>Instants as the people on the list see them.</summary>
internal static class LocalHours
{
    private static readonly ZonedDateTimePattern Pattern = ZonedDateTimePattern.CreateWithInvariantCulture("ddd d MMM HH:mm", null);

    /// <summary><c>Mon 23 Nov 09:00 America/Denver</c>; with several possible zones the first one, and how it is known.</summary>
    public static string Describe(AccountOutcome outcome)
    {
        var zone = Zone(outcome);
        var several = zone is not null && outcome.Zone!.Length > zone.Id.Length ? ", one of several possible zones" : "";
        return $"{Pattern.Format(outcome.Due!.Value.InZone(zone ?? DateTimeZone.Utc))} {zone?.Id ?? "UTC"} (zone from "
            + $"{outcome.ZoneSource}{several})";
    }

    /// <summary>When a message leaves by the clock of the person; null when no zone is known.</summary>
    public static LocalDateTime? Local(AccountOutcome outcome) =>
        Zone(outcome) is { } zone ? outcome.Due!.Value.InZone(zone).LocalDateTime : null;

    public static string Text(LocalDateTime time) => time.ToString("ddd d MMM HH:mm", CultureInfo.InvariantCulture);

    public static string Utc(Instant instant) => $"{Text(instant.InUtc().LocalDateTime)} UTC";

    /// <summary>How many messages leave in which local hour.</summary>
    public static SortedDictionary<int, int> Count(IEnumerable<AccountOutcome> outcomes)
    {
        SortedDictionary<int, int> hours = [];
        foreach (var outcome in outcomes.Where(o => o.Kind is OutcomeKind.Planned or OutcomeKind.Held && Zone(o) is not null))
        {
            var hour = outcome.Due!.Value.InZone(Zone(outcome)!).Hour;
            hours[hour] = hours.GetValueOrDefault(hour) + 1;
        }

        return hours;
    }

    public static string Hour(int hour) => hour.ToString("00", CultureInfo.InvariantCulture);

    private static DateTimeZone? Zone(AccountOutcome outcome) =>
        outcome is { Zone: { } zones, Due: not null } ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(zones.Split([',', ' '], 2)[0]) : null;
}
