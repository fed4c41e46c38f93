using NodaTime;
using NodaTime.TimeZones;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Planning;

/// <summary>Computes when windows are open. Pure and thread-safe.</summary>
/// <remarks>
/// At a clock change the cautious side counts: a window opens at the later occurrence of its opening time and closes at
/// the earlier occurrence of its closing time; a time that falls into a gap is the first instant after the gap.
/// </remarks>
public static class SendWindows
{
    /// <summary>Id of the rule that a person's own quiet hours make.</summary>
    internal const string QuietHoursId = "person/quiet-hours";

    // A weekly pattern repeats after seven days; one more for windows across midnight, one for a skipped day (Samoa 2011).
    private const int DaysAhead = 9;

    private static readonly ZoneLocalMappingResolver Opening = Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnStartOfIntervalAfter);
    private static readonly ZoneLocalMappingResolver Closing = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>
    /// The first instant at or after <paramref name="at"/> at which every rule is open in every zone, or null when there
    /// is none within about a month.
    /// </summary>
    /// <param name="at">The wanted instant.</param>
    /// <param name="rules">The rules, all of which must be open.</param>
    /// <param name="zones">The candidate zones, all of which must be open; at least one.</param>
    /// <exception cref="ArgumentException">No zone.</exception>
    public static Instant? NextOpening(Instant at, IReadOnlyList<SendWindowRule> rules, IReadOnlyList<DateTimeZone> zones)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(zones);
        if (zones.Count == 0)
            throw new ArgumentException("At least one zone is needed: without evidence of where the person is there is no opening.", nameof(zones));
        var horizon = at + Duration.FromDays(32);
        while (at < horizon)
        {
            var next = at;
            foreach (var rule in rules)
            {
                foreach (var zone in zones)
                {
                    if (NextOpening(next, rule.Windows, zone) is not { } opening)
                        return null;
                    next = opening;
                }
            }

            if (next == at)
                return at;
            at = next;
        }

        return null;
    }

    /// <summary>The first instant at or after <paramref name="at"/> at which one of the windows is open in one zone, or null.</summary>
    public static Instant? NextOpening(Instant at, IReadOnlyList<DailyWindow> windows, DateTimeZone zone) => Find(at, windows, zone)?.Start is { } start ? Instant.Max(at, start) : null;

    /// <summary>When the span that is open at <paramref name="at"/> ends in any rule or zone: the message's permission ends there. Null when nothing is open.</summary>
    public static Instant? ClosesAt(Instant at, IReadOnlyList<SendWindowRule> rules, IReadOnlyList<DateTimeZone> zones)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(zones);
        var closes = Instant.MaxValue;
        foreach (var rule in rules)
        {
            foreach (var zone in zones)
            {
                if (Find(at, rule.Windows, zone) is not { } span || span.Start > at)
                    return null;
                closes = Instant.Min(closes, span.End);
            }
        }

        return closes;
    }

    /// <summary>The person's own quiet hours as a window: open from their end to their beginning.</summary>
    internal static SendWindowRule? Around(QuietHours? quiet) => quiet is null || quiet.From == quiet.To
        ? null
        : new() { Id = QuietHoursId, Windows = [new(DailyWindow.EveryDay, quiet.To, quiet.From)], Source = "the person's own choice" };

    /// <summary>The span that holds <paramref name="at"/>, else the earliest later one.</summary>
    private static Span? Find(Instant at, IReadOnlyList<DailyWindow> windows, DateTimeZone zone)
    {
        var today = at.InZone(zone).Date;
        Span? best = null;
        for (var day = -1; day <= DaysAhead; day++)
        {
            var date = today.PlusDays(day);
            foreach (var window in windows)
            {
                if (!window.Days.Contains(date.DayOfWeek))
                    continue;
                var span = SpanOn(date, window, zone);
                if (span.End <= at || span.End <= span.Start)
                    continue;
                if (best is null || span.Start < best.Value.Start)
                    best = span;
            }

            // A later day cannot bring an earlier opening, except that a window across midnight begins the day before.
            if (best is not null && day >= 0)
                break;
        }

        return best;
    }

    private static Span SpanOn(LocalDate date, DailyWindow window, DateTimeZone zone)
    {
        var endDate = window.To <= window.From ? date.PlusDays(1) : date;
        return new(
            zone.ResolveLocal(date + window.From, Opening).ToInstant(),
            zone.ResolveLocal(endDate + window.To, Closing).ToInstant());
    }

    private readonly record struct Span(Instant Start, Instant End);
}
