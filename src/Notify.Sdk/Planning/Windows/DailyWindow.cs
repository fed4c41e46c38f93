using NodaTime;

namespace Notify.Sdk;

/// <summary>Hours of one or more weekdays: half-open <c>[From, To)</c> in the person's zone, to the minute. Immutable.</summary>
/// <example><c>new DailyWindow(DailyWindow.MondayToFriday, new(9, 0), new(18, 0))</c></example>
public sealed record DailyWindow
{
    /// <summary>Hours within one day.</summary>
    /// <param name="days">The weekdays on which the window opens.</param>
    /// <param name="from">Opening time, whole minutes.</param>
    /// <param name="to">Closing time, whole minutes, later than <paramref name="from"/>; midnight (00:00) is the end of the day.</param>
    /// <exception cref="ArgumentException">The window closes before it opens, or a time has seconds.</exception>
    public DailyWindow(IReadOnlyList<IsoDayOfWeek> days, LocalTime from, LocalTime to) : this(days, from, to, acrossMidnight: false)
    {
    }

    private DailyWindow(IReadOnlyList<IsoDayOfWeek> days, LocalTime from, LocalTime to, bool acrossMidnight)
    {
        ArgumentNullException.ThrowIfNull(days);
        if (!IsWhole(from) || !IsWhole(to))
            throw new ArgumentException(
                $"A window counts whole minutes; this one is {from:HH:mm:ss} to {to:HH:mm:ss}. Windows are half-open: 21:00 closes at "
                + $"21:00.");
        if (!acrossMidnight && to <= from && to != LocalTime.Midnight)
            throw new ArgumentException(
                $"Window closes ({to:HH:mm}) before it opens ({from:HH:mm}). If it means the night, say DailyWindow.AcrossMidnight(days, "
                + $"{from:HH:mm}, {to:HH:mm}); else exchange the times.");
        if (acrossMidnight && (to > from || to == LocalTime.Midnight))
            throw new ArgumentException(
                $"Window from {from:HH:mm} to {to:HH:mm} does not cross midnight. Use new DailyWindow(days, from, to).");
        Days = days;
        From = from;
        To = to;
        IsAcrossMidnight = acrossMidnight;
    }

    /// <summary>The weekdays on which the window opens.</summary>
    public IReadOnlyList<IsoDayOfWeek> Days { get; }

    /// <summary>Opening time.</summary>
    public LocalTime From { get; }

    /// <summary>Closing time; midnight is the end of the day.</summary>
    public LocalTime To { get; }

    /// <summary>Whether it closes on the day after it opened.</summary>
    public bool IsAcrossMidnight { get; }

    /// <summary>Monday to Sunday.</summary>
    public static IReadOnlyList<IsoDayOfWeek> EveryDay { get; } =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday,
            IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday];

    /// <summary>Monday to Saturday.</summary>
    public static IReadOnlyList<IsoDayOfWeek> MondayToSaturday { get; } = [.. EveryDay.Take(6)];

    /// <summary>Monday to Friday.</summary>
    public static IReadOnlyList<IsoDayOfWeek> MondayToFriday { get; } = [.. EveryDay.Take(5)];

    /// <summary>Hours that end on the next day, 22:00 to 08:00 for example. They belong to the day on which they open.</summary>
    /// <param name="days">The weekdays on which the window opens.</param>
    /// <param name="from">Opening time, whole minutes.</param>
    /// <param name="to">Closing time on the next day, not later than <paramref name="from"/>.</param>
    /// <exception cref="ArgumentException">The window does not cross midnight, or a time has seconds.</exception>
    public static DailyWindow AcrossMidnight(IReadOnlyList<IsoDayOfWeek> days, LocalTime from, LocalTime to) =>
        new(days, from, to, acrossMidnight: true);

    /// <summary>Days and hours.</summary>
    public override string ToString() =>
        $"{string.Join(' ', Days.Select(d => d.ToString()[..3]))} {From:HH:mm}-{(To == LocalTime.Midnight ? "24:00" : $"{To:HH:mm}")}";

    /// <summary>Minutes after midnight of the opening day at which it opens and closes; over 1,440 on the next day.</summary>
    internal (int From, int To) Minutes =>
        (Minute(From), IsAcrossMidnight ? 1_440 + Minute(To) : To == LocalTime.Midnight ? 1_440 : Minute(To));

    private static int Minute(LocalTime time) => time.Hour * 60 + time.Minute;

    private static bool IsWhole(LocalTime time) => time.Second == 0 && time.NanosecondOfSecond == 0;
}
