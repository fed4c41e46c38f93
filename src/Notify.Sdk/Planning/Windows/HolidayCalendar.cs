using NodaTime;
using Notify.Sdk.Planning;

namespace Notify.Sdk;

/// <summary>
/// The holidays of a place, computed from rules for 1970 to 2099. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// One rule a line: <c>12-25</c> (a fixed date), <c>2026-02-17</c> (one date), <c>easter-2</c> and <c>easter+39</c> (days from
/// Western Easter Sunday), <c>3 Mon 01</c> (third Monday of January), <c>last Mon 05</c>, <c>Mon before 05-25</c>,
/// <c>Fri from 06-20</c> (on or after), <c>every Sun</c>. Words after it change it: <c>+1</c> (the day after),
/// <c>sun+1 sat-1</c> (when it falls on a Sunday the Monday is free too, on a Saturday the Friday),
/// <c>since 2021</c>, <c>until 2023</c>, <c>even-years</c>.
/// </remarks>
public sealed class HolidayCalendar
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);
    private static readonly int DayCount = Days(new(2100, 1, 1));

    private readonly ulong[] _holidays = new ulong[DayCount / 64 + 1];

    private HolidayCalendar(string id, IReadOnlyList<string> rules, int lastYear)
    {
        Id = id;
        Rules = rules;
        LastYear = lastYear;
        foreach (var rule in rules)
        {
            foreach (var date in HolidayRule.Parse(id, rule).Dates(1970, 2099))
                Mark(Days(date));
        }

        // A year that nobody listed may have holidays on any day: closed rather than guessed.
        for (var day = lastYear >= 2099 ? DayCount : Days(new(lastYear + 1, 1, 1)); day < DayCount; day++)
            Mark(day);
    }

    /// <summary>Stable id, for example <c>GB-ENG-bank-holidays</c>.</summary>
    public string Id { get; }

    /// <summary>The rules as they were given.</summary>
    public IReadOnlyList<string> Rules { get; }

    /// <summary>The last year that the rules know; every day of a later year counts as a holiday, because nothing is known of it.</summary>
    public int LastYear { get; }

    /// <summary>Stands for the national calendar of wherever the person is; without a known one there are no holidays.</summary>
    public static HolidayCalendar OfRecipientCountry { get; } = new("recipient-country", [], 2099);

    /// <summary>Reads rules.</summary>
    /// <param name="id">Stable id.</param>
    /// <param name="rules">The rules, see the remarks of the class.</param>
    /// <param name="lastYear">The last year that they know, for calendars that list dates year by year. Default: no end.</param>
    /// <exception cref="ArgumentException">A rule cannot be read; the message names calendar and rule.</exception>
    public static HolidayCalendar Parse(string id, IReadOnlyList<string> rules, int lastYear = 2099)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentNullException.ThrowIfNull(rules);
        return new(id, [.. rules], lastYear);
    }

    /// <summary>Whether a date is a holiday. Dates before 1970 are not.</summary>
    public bool Contains(LocalDate date) => Contains(Days(date));

    /// <summary>Id.</summary>
    public override string ToString() => Id;

    /// <summary>By days since 1970-01-01. What lies beyond the covered years is a holiday: nothing is known of it.</summary>
    internal bool Contains(int day) => day >= 0 && (day >= DayCount || (_holidays[day >> 6] >> (day & 63) & 1) != 0);

    internal static int Days(LocalDate date) => Period.DaysBetween(Epoch, date);

    private void Mark(int day)
    {
        if (day >= 0 && day < DayCount)
            _holidays[day >> 6] |= 1UL << (day & 63);
    }
}
