using NodaTime;

namespace Notify.Sdk.Tests.Planning;

/// <summary>
/// The meaning of a rule by walking: every minute of two weeks is looked at by its local time, nothing is resolved, no table
/// is used. A span of local minutes opens when its first minute has come for the last time, and closes when its end has
/// come for the first.
/// </summary>
internal sealed class MinuteByMinute
{
    private const int DaysBefore = 3;
    private const int DaysAfter = 11;

    private readonly SendWindowRule _rule;
    private readonly Instant _first;
    private readonly bool[] _open;

    public MinuteByMinute(SendWindowRule rule, DateTimeZone zone, Instant around)
    {
        _rule = rule;
        _first = around - Duration.FromDays(DaysBefore);
        var local = new LocalDateTime[(DaysBefore + DaysAfter) * 1_440];
        for (var i = 0; i < local.Length; i++)
            local[i] = (_first + Duration.FromMinutes(i)).InZone(zone).LocalDateTime;
        _open = new bool[local.Length];
        foreach (var (from, to) in Spans(local[0].PlusDays(-1), local[^1].PlusDays(1)))
        {
            var start = Array.LastIndexOf(local, from) is >= 0 and var last ? last : Array.FindIndex(local, l => l > from);
            var end = Array.FindIndex(local, l => l >= to);
            if (start >= 0)
                Array.Fill(_open, true, start, Math.Max(0, (end < 0 ? local.Length : end) - start));
        }
    }

    public bool IsOpen(Instant at) => _open[Index(at)];

    /// <summary>The first open minute, or null when the walk finds none.</summary>
    public Instant? NextOpening(Instant at) =>
        Array.IndexOf(_open, true, Index(at)) is >= 0 and var i ? _first + Duration.FromMinutes(i) : null;

    /// <summary>The end of what was walked through.</summary>
    public Instant End => _first + Duration.FromMinutes(_open.Length);

    private int Index(Instant at) => (int)(at - _first).TotalMinutes;

    /// <summary>Runs of open local minutes.</summary>
    private IEnumerable<(LocalDateTime From, LocalDateTime To)> Spans(LocalDateTime first, LocalDateTime last)
    {
        LocalDateTime? from = null;
        for (var minute = first; minute <= last; minute = minute.PlusMinutes(1))
        {
            if (IsOpen(minute))
            {
                from ??= minute;
            }
            else if (from is { } start)
            {
                yield return (start, minute);
                from = null;
            }
        }

        if (from is { } running)
            yield return (running, last.PlusMinutes(1));
    }

    private bool IsOpen(LocalDateTime minute)
    {
        if (!InForce(minute.Date))
            return true;
        if (Special(minute.Date) is { } special)
            return special && _rule.Windows.Any(w => w.Days.Contains(minute.DayOfWeek)) && Hours(minute.Date) is { } hours
                && Within(minute.TimeOfDay, hours.From, hours.To);
        var yesterday = minute.Date.PlusDays(-1);
        return _rule.Windows.Any(w => w.Days.Contains(minute.DayOfWeek)
            && (w.IsAcrossMidnight ? minute.TimeOfDay >= w.From : Within(minute.TimeOfDay, w.From, w.To)))
            || (InForce(yesterday) && !IsHoliday(yesterday)
                && _rule.Windows.Any(w => w.IsAcrossMidnight && w.Days.Contains(yesterday.DayOfWeek) && minute.TimeOfDay < w.To));
    }

    /// <summary>True for a day with hours of its own, false for one that is closed, null for an ordinary one.</summary>
    private bool? Special(LocalDate date) =>
        IsHoliday(date) ? _rule.Holidays!.Hours is not null
        : _rule.Holidays?.Eve is not null && IsHoliday(date.PlusDays(1)) ? true
        : null;

    private DayHours? Hours(LocalDate date) => IsHoliday(date) ? _rule.Holidays!.Hours : _rule.Holidays!.Eve;

    private bool IsHoliday(LocalDate date) => _rule.Holidays?.Calendar.Contains(date) == true;

    private bool InForce(LocalDate date) => !(date < _rule.EffectiveFrom) && !(date > _rule.EffectiveTo);

    private static bool Within(LocalTime time, LocalTime from, LocalTime to) => time >= from && (time < to || to == LocalTime.Midnight);
}
