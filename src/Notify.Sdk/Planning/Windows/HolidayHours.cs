using NodaTime;
using Notify.Sdk.Planning;

namespace Notify.Sdk;

/// <summary>Hours of a single day, <c>[From, To)</c>.</summary>
public sealed record DayHours
{
    /// <param name="from">Opening time, whole minutes.</param>
    /// <param name="to">Closing time, whole minutes; midnight is the end of the day.</param>
    /// <exception cref="ArgumentException">It closes before it opens, or a time has seconds.</exception>
    public DayHours(LocalTime from, LocalTime to)
    {
        var window = new DailyWindow([], from, to); // the same bounds hold
        From = from;
        To = to;
        Minutes = [new((short)window.Minutes.From, (short)window.Minutes.To)];
    }

    /// <summary>Opening time.</summary>
    public LocalTime From { get; }

    /// <summary>Closing time; midnight is the end of the day.</summary>
    public LocalTime To { get; }

    internal Minutes[] Minutes { get; }
}

/// <summary>
/// What a rule says about holidays. A weekday that the rule keeps closed stays closed on holidays and eves too, and a
/// window across midnight that would open on a holiday, or run into one, gives way.
/// </summary>
/// <param name="Calendar">The holidays.</param>
public sealed record HolidayHours(HolidayCalendar Calendar)
{
    /// <summary>The hours of a holiday; null, the default, is closed.</summary>
    public DayHours? Hours { get; init; }

    /// <summary>The hours of the day before a holiday; null, the default, is like any other day.</summary>
    public DayHours? Eve { get; init; }
}
