using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Notify.Sdk.Audience;

/// <summary>In which order a file writes day and month.</summary>
internal enum DateOrder : byte
{
    /// <summary>The file does not say.</summary>
    Unknown,

    /// <summary>31/12/2026.</summary>
    DayFirst,

    /// <summary>12/31/2026.</summary>
    MonthFirst,
}

/// <summary>
/// Reads dates as one file writes them: ISO 8601 with or without a time, and days and months with dots, slashes or hyphens in the
/// order that other dates of the file show. A date of which neither number is above 12 in a file that shows no order is ambiguous.
/// Immutable.
/// </summary>
internal sealed class CsvDates(DateOrder order)
{
    private static readonly LocalDateTimePattern Spaced = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd HH':'mm':'ss");
    private static readonly LocalDateTimePattern SpacedMinutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd HH':'mm");

    /// <summary>For files that show no order.</summary>
    public static CsvDates Default { get; } = new(DateOrder.Unknown);

    public DateOrder Order => order;

    /// <summary>The order that dates of a file show; unknown when none or both do.</summary>
    public static DateOrder Seen(IEnumerable<string> texts)
    {
        var (dayFirst, monthFirst) = (false, false);
        foreach (var text in texts)
        {
            if (!TryParts(text, out var separator, out var first, out var second, out _) || separator == '.')
                continue;
            dayFirst |= first > 12 && second is >= 1 and <= 12;
            monthFirst |= second > 12 && first is >= 1 and <= 12;
        }

        return dayFirst == monthFirst ? DateOrder.Unknown : dayFirst ? DateOrder.DayFirst : DateOrder.MonthFirst;
    }

    /// <summary>A date, or a date with a time that has no offset, in UTC; or an instant.</summary>
    public CsvAnswer Read(string text, out Instant instant)
    {
        if (text.EndsWith(" UTC", StringComparison.Ordinal) || text.EndsWith(" GMT", StringComparison.Ordinal))
            text = text[..^4];
        if (text.EndsWith(" +0000", StringComparison.Ordinal))
            text = text[..^6];
        if (OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } offset)
            return Good(offset.Value.ToInstant(), out instant);
        if (Spaced.Parse(text) is { Success: true } spaced)
            return Good(spaced.Value.InUtc().ToInstant(), out instant);
        if (SpacedMinutes.Parse(text) is { Success: true } minutes)
            return Good(minutes.Value.InUtc().ToInstant(), out instant);
        var answer = ReadDate(text, out var date);
        instant = answer == CsvAnswer.Good ? date.AtMidnight().InUtc().ToInstant() : default;
        return answer;
    }

    /// <summary>The instant, or null.</summary>
    public Instant? Instant(string text) => Read(text, out var instant) == CsvAnswer.Good ? instant : null;

    /// <summary>The day, or null.</summary>
    public LocalDate? Date(string text) => Read(text, out var instant) == CsvAnswer.Good ? instant.InUtc().Date : null;

    private CsvAnswer ReadDate(string text, out LocalDate date)
    {
        date = default;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } iso)
        {
            date = iso.Value;
            return CsvAnswer.Good;
        }

        if (!TryParts(text, out var separator, out var first, out var second, out var year))
            return CsvAnswer.Bad;
        var dayFirst = TryMake(year, second, first, out var european);
        var monthFirst = TryMake(year, first, second, out var american) && separator != '.'; // with dots the day comes first everywhere
        if (dayFirst && monthFirst && european != american)
        {
            if (order == DateOrder.Unknown)
                return CsvAnswer.Ambiguous;
            date = order == DateOrder.DayFirst ? european : american;
            return CsvAnswer.Good;
        }

        date = dayFirst ? european : american;
        return dayFirst || monthFirst ? CsvAnswer.Good : CsvAnswer.Bad;
    }

    private static CsvAnswer Good(Instant value, out Instant instant)
    {
        instant = value;
        return CsvAnswer.Good;
    }

    /// <summary>The three numbers of 31.12.2026, 31/12/2026 or 31-12-2026; a time behind them is cut off.</summary>
    private static bool TryParts(string text, out char separator, out int first, out int second, out int year)
    {
        (separator, first, second, year) = (default, 0, 0, 0);
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        var date = end < 0 ? text.AsSpan() : text.AsSpan(0, end);
        var one = date.IndexOfAny('.', '/', '-');
        if (one < 1)
            return false;
        separator = date[one];
        var two = date[(one + 1)..].IndexOf(separator);
        return two > 0 && Number(date[..one], 2, out first) && Number(date.Slice(one + 1, two), 2, out second)
            && date[(one + two + 2)..] is { Length: 4 } last && Number(last, 4, out year);
    }

    private static bool Number(ReadOnlySpan<char> text, int length, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && text.Length <= length;

    private static bool TryMake(int year, int month, int day, out LocalDate date)
    {
        var isDate = month is >= 1 and <= 12 && year >= 1 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month);
        date = isDate ? new(year, month, day) : default;
        return isDate;
    }
}
