using NodaTime;

namespace Notify.Sdk.Planning;

/// <summary>Minutes of one day, <c>[From, To)</c>, 0 to 1,440.</summary>
internal readonly record struct Minutes(short From, short To);

/// <summary>
/// The hours of a week, by the day on which they lie: sorted, disjoint, touching ones joined. Monday is 0. What a window
/// across midnight has after midnight is kept apart as well, because it belongs to the day before.
/// </summary>
internal sealed class WeekPattern
{
    private static readonly Minutes[] WholeDay = [new(0, 1_440)];

    private readonly Minutes[][] _all = new Minutes[7][];
    private readonly Minutes[][] _own = new Minutes[7][];

    public WeekPattern(IReadOnlyList<DailyWindow> windows)
    {
        for (var day = 0; day < 7; day++)
        {
            var own = windows.Where(w => w.Days.Contains(Iso(day))).Select(w => w.Minutes).ToList();
            var tails = windows.Where(w => w.Days.Contains(Iso((day + 6) % 7)) && w.Minutes.To > 1_440)
                .Select(w => (From: 0, To: w.Minutes.To - 1_440));
            _own[day] = Joined(own);
            _all[day] = Joined(own.Concat(tails));
        }
    }

    /// <summary>The whole day.</summary>
    public static Minutes[] Always => WholeDay;

    /// <summary>All hours of a weekday.</summary>
    public Minutes[] All(int weekday) => _all[weekday];

    /// <summary>The hours of a weekday without what the day before left after midnight.</summary>
    public Minutes[] Own(int weekday) => _own[weekday];

    /// <summary>Weekday of a day counted from 1970-01-01, a Thursday.</summary>
    public static int Weekday(int day) => (int)((uint)(day + 7_000_003) % 7);

    public static IsoDayOfWeek Iso(int weekday) => (IsoDayOfWeek)(weekday + 1);

    private static Minutes[] Joined(IEnumerable<(int From, int To)> parts)
    {
        List<Minutes> joined = [];
        foreach (var (from, to) in parts.Select(p => (p.From, To: Math.Min(p.To, 1_440))).Order())
        {
            if (joined.Count > 0 && from <= joined[^1].To)
                joined[^1] = joined[^1] with { To = (short)Math.Max(joined[^1].To, to) };
            else
                joined.Add(new((short)from, (short)to));
        }

        return [.. joined];
    }
}
