using System.Runtime.CompilerServices;
using NodaTime;

namespace Notify.Sdk.Planning;

/// <summary>
/// When one rule is open, as sums of days and minutes: no step through time, nothing allocated. Immutable.
/// </summary>
/// <remarks>
/// Touching and overlapping hours are one span, whatever days they lie on. A span opens at the later occurrence of its
/// opening time and closes at the earlier occurrence of its closing time; a time in a gap is the first instant after it.
/// So only the local times around a clock change need the ends of their span; for all others the hours of the day decide.
/// </remarks>
internal sealed class WindowTimeline
{
    /// <summary>As long as the longest lifetime of a message.</summary>
    public const int DaysAhead = 366;

    /// <summary>"Not within <see cref="DaysAhead"/> days."</summary>
    public const long Never = long.MaxValue;

    private const int Day = 86_400;

    private static readonly ConditionalWeakTable<SendWindowRule, WindowTimeline> Known = [];

    private readonly WeekPattern _week;
    private readonly HolidayHours? _holidays;
    private readonly int _from;
    private readonly int _to;
    private readonly bool _isPlain;

    private WindowTimeline(SendWindowRule rule)
        : this(rule.Windows, rule.Holidays, rule.EffectiveFrom, rule.EffectiveTo)
    {
    }

    public WindowTimeline(IReadOnlyList<DailyWindow> windows, HolidayHours? holidays = null, LocalDate? effectiveFrom = null,
        LocalDate? effectiveTo = null)
    {
        _week = new(windows);
        _holidays = holidays;
        _from = effectiveFrom is { } from ? HolidayCalendar.Days(from) : int.MinValue;
        _to = effectiveTo is { } to ? HolidayCalendar.Days(to) : int.MaxValue;
        _isPlain = holidays is null && effectiveFrom is null && effectiveTo is null;
    }

    public static WindowTimeline Of(SendWindowRule rule) => Known.GetValue(rule, static r => new(r));

    public bool IsOpen(long at, ZoneTable zone)
    {
        var index = zone.IndexAt(at);
        var local = at + zone.Offset(index);
        var (from, to) = zone.Unique(index);
        return local >= from && local < to ? IsOpenAt(local) : Around(local, zone, out var start, out var end) && start <= at && at < end;
    }

    /// <summary>The first open second at or after an instant, or <see cref="Never"/>.</summary>
    public long NextOpening(long at, ZoneTable zone)
    {
        if (IsOpen(at, zone))
            return at;
        var today = DayOf(at + zone.OffsetAt(at));
        for (var day = today - 1; day <= today + DaysAhead; day++)
        {
            foreach (var hours in HoursOf(day))
            {
                if (hours.From == 0 && day >= today && EndsAtMidnight(day - 1))
                    continue; // the rest of a span that was looked at
                var end = zone.Earlier(End(day, hours));
                var start = zone.Later(At(day, hours.From));
                if (end > at && end > start)
                    return Math.Max(at, start);
            }
        }

        return Never;
    }

    /// <summary>
    /// When the span that is open at an instant ends, at most <see cref="DaysAhead"/> days later; the instant itself when it is closed.
    /// </summary>
    public long ClosesAt(long at, ZoneTable zone) =>
        IsOpen(at, zone) && Around(at + zone.OffsetAt(at), zone, out _, out var end) ? end : at;

    private bool IsOpenAt(long local)
    {
        var day = DayOf(local);
        var second = (int)(local - (long)day * Day);
        foreach (var hours in HoursOf(day))
        {
            if (second < hours.To * 60)
                return second >= hours.From * 60;
        }

        return false;
    }

    /// <summary>The instants at which the span around a local time opens and closes.</summary>
    private bool Around(long local, ZoneTable zone, out long start, out long end)
    {
        var day = DayOf(local);
        foreach (var hours in HoursOf(day))
        {
            if (local < At(day, hours.From) || local >= At(day, hours.To))
                continue;
            start = zone.Later(Start(day, hours));
            end = zone.Earlier(End(day, hours));
            return true;
        }

        (start, end) = (0, 0);
        return false;
    }

    private long Start(int day, Minutes hours)
    {
        // Beyond a week back the start is before any clock change that could matter.
        for (var first = day - 7; hours.From == 0 && day > first && HoursOf(day - 1) is [.., { To: 1_440 } last]; day--)
            hours = last;
        return At(day, hours.From);
    }

    private long End(int day, Minutes hours)
    {
        for (var last = day + DaysAhead; hours.To == 1_440 && day < last && HoursOf(day + 1) is [{ From: 0 } first, ..]; day++)
            hours = first;
        return At(day, hours.To);
    }

    private bool EndsAtMidnight(int day) => HoursOf(day) is [.., { To: 1_440 }];

    private Minutes[] HoursOf(int day) => _isPlain ? _week.All(WeekPattern.Weekday(day)) : SpecialHoursOf(day);

    private Minutes[] SpecialHoursOf(int day)
    {
        if (day < _from || day > _to)
            return WeekPattern.Always; // the rule asks for nothing
        var weekday = WeekPattern.Weekday(day);
        var own = _week.Own(weekday);
        if (_holidays is null)
            return day == _from ? own : _week.All(weekday);
        if (_holidays.Calendar.Contains(day))
            return own.Length == 0 ? own : _holidays.Hours?.Minutes ?? [];
        if (_holidays.Eve is { } eve && _holidays.Calendar.Contains(day + 1))
            return own.Length == 0 ? own : eve.Minutes;
        // What opened on a special day does not run on after midnight.
        return day == _from || _holidays.Calendar.Contains(day - 1) ? own : _week.All(weekday);
    }

    private static int DayOf(long local) => (int)Math.DivRem(local + 366L * Day, Day).Quotient - 366;

    private static long At(int day, int minute) => (long)day * Day + minute * 60;
}
