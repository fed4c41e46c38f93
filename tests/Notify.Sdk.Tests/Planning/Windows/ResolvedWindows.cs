using NodaTime;
using NodaTime.TimeZones;

namespace Notify.Sdk.Tests.Planning;

/// <summary>
/// The library's earlier implementation: every window of every day resolved by NodaTime. Right for windows of one rule that
/// neither touch nor overlap; the second opinion of the property tests.
/// </summary>
internal static class ResolvedWindows
{
    private const int DaysAhead = 9;

    private static readonly ZoneLocalMappingResolver Opening =
        Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnStartOfIntervalAfter);
    private static readonly ZoneLocalMappingResolver Closing =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    public static Instant? NextOpening(Instant at, IReadOnlyList<DailyWindow> windows, DateTimeZone zone)
    {
        var today = at.InZone(zone).Date;
        Instant? best = null;
        for (var day = -1; day <= DaysAhead; day++)
        {
            var date = today.PlusDays(day);
            foreach (var window in windows.Where(w => w.Days.Contains(date.DayOfWeek)))
            {
                var endDate = window.IsAcrossMidnight || window.To == LocalTime.Midnight ? date.PlusDays(1) : date;
                var start = zone.ResolveLocal(date + window.From, Opening).ToInstant();
                var end = zone.ResolveLocal(endDate + window.To, Closing).ToInstant();
                if (end > at && end > start && (best is null || start < best))
                    best = start;
            }

            if (best is not null && day >= 0)
                break;
        }

        return best is { } found ? Instant.Max(at, found) : null;
    }
}
