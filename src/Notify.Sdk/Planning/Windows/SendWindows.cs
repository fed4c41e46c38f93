using NodaTime;

namespace Notify.Sdk.Planning;

/// <summary>Computes when windows are open, from 1970 to 2099. Pure and thread-safe.</summary>
/// <remarks>
/// At a clock change the cautious side counts: a window opens at the later occurrence of its opening time and closes at
/// the earlier occurrence of its closing time; a time that falls into a gap is the first instant after the gap. Windows of
/// one rule that touch or overlap are one window. Consents are not looked at: see <see cref="SendWindowRule.LiftedBy"/>.
/// </remarks>
public static class SendWindows
{
    /// <summary>Id of the rule that a person's own quiet hours make.</summary>
    internal const string QuietHoursId = "person/quiet-hours";

    /// <summary>
    /// The first instant at or after <paramref name="at"/> at which every rule is open in every zone, or null when there
    /// is none within a year.
    /// </summary>
    /// <param name="at">The wanted instant.</param>
    /// <param name="rules">The rules, all of which must be open.</param>
    /// <param name="zones">
    /// The candidate zones, all of which must be open; at least one. A rule with <see cref="SendWindowRule.Zones"/> is judged in those.
    /// </param>
    /// <exception cref="ArgumentException">No zone.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An instant outside the years that are covered.</exception>
    public static Instant? NextOpening(Instant at, IReadOnlyList<SendWindowRule> rules, IReadOnlyList<DateTimeZone> zones) =>
        Set(rules, zones).NextOpening(at);

    /// <summary>The first instant at or after <paramref name="at"/> at which one of the windows is open in one zone, or null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An instant outside the years that are covered.</exception>
    public static Instant? NextOpening(Instant at, IReadOnlyList<DailyWindow> windows, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(zone);
        return new WindowSet([new(new WindowTimeline(windows), ZoneTable.Of(zone))]).NextOpening(at);
    }

    /// <summary>
    /// When the span that is open at <paramref name="at"/> ends in any rule or zone, at most a year later: the message's
    /// permission ends there. Null when nothing is open.
    /// </summary>
    /// <exception cref="ArgumentException">No zone.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An instant outside the years that are covered.</exception>
    public static Instant? ClosesAt(Instant at, IReadOnlyList<SendWindowRule> rules, IReadOnlyList<DateTimeZone> zones) =>
        Set(rules, zones).ClosesAt(at);

    /// <summary>The person's own quiet hours as a window, to the full minute around them: open from their end to their beginning.</summary>
    internal static SendWindowRule? Around(QuietHours? quiet)
    {
        if (quiet is null || quiet.From == quiet.To)
            return null;
        var (opens, closes) = (Floor(quiet.To.PlusNanoseconds(NodaConstants.NanosecondsPerMinute - 1)), Floor(quiet.From));
        if (quiet.From > quiet.To && closes <= opens)
            return new() { Id = QuietHoursId, Windows = [], Source = "the person's own choice" }; // less than a minute is not quiet
        var open = closes > opens || closes == LocalTime.Midnight
            ? new DailyWindow(DailyWindow.EveryDay, opens, closes) : DailyWindow.AcrossMidnight(DailyWindow.EveryDay, opens, closes);
        return new() { Id = QuietHoursId, Windows = [open], Source = "the person's own choice" };
    }

    private static LocalTime Floor(LocalTime time) => new(time.Hour, time.Minute);

    private static WindowSet Set(IReadOnlyList<SendWindowRule> rules, IReadOnlyList<DateTimeZone> zones)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(zones);
        if (zones.Count == 0)
            throw new ArgumentException("At least one zone is needed: without evidence of where the person is there is no opening.",
                nameof(zones));
        return WindowSet.Of(rules, zones);
    }
}
