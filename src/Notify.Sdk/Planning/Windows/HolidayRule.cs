using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Notify.Sdk.Planning;

/// <summary>One line of a holiday calendar: the date of a year, and the days that are free with it.</summary>
internal sealed class HolidayRule
{
    private static readonly string[] WeekdayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    private static readonly AnnualDatePattern MonthAndDay = AnnualDatePattern.CreateWithInvariantCulture("MM-dd");

    private readonly Dictionary<IsoDayOfWeek, int> _shifts = [];
    private readonly Func<int, IEnumerable<LocalDate>> _dates;
    private int _offset;
    private int _since = int.MinValue;
    private int _until = int.MaxValue;
    private bool _evenYears;

    private HolidayRule(Queue<string> words)
    {
        _dates = Base(words);
        while (words.TryDequeue(out var word))
            Modify(word, words);
    }

    /// <exception cref="ArgumentException">Not a rule.</exception>
    public static HolidayRule Parse(string calendar, string rule)
    {
        try
        {
            return new(new(rule.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException or OverflowException or ArgumentException)
        {
            throw new ArgumentException(
                $"Holiday calendar '{calendar}': the rule '{rule}' cannot be read. Expected for example '12-25 sun+1', 'easter-2', '3 Mon "
                + $"01', 'last Mon 05', 'Mon before 05-25' or '2026-02-17'.", fault);
        }
    }

    /// <summary>The free dates: the holiday itself, and the day to which it is shifted.</summary>
    public IEnumerable<LocalDate> Dates(int first, int last)
    {
        for (var year = Math.Max(first, _since); year <= Math.Min(last, _until); year++)
        {
            if (_evenYears && year % 2 != 0)
                continue;
            foreach (var date in _dates(year).Select(d => d.PlusDays(_offset)))
            {
                yield return date;
                if (_shifts.TryGetValue(date.DayOfWeek, out var shift))
                    yield return date.PlusDays(shift);
            }
        }
    }

    private static Func<int, IEnumerable<LocalDate>> Base(Queue<string> words)
    {
        var word = words.Dequeue();
        if (LocalDatePattern.Iso.Parse(word) is { Success: true } date)
            return year => year == date.Value.Year ? [date.Value] : [];
        if (MonthAndDay.Parse(word) is { Success: true } annual)
            return year => annual.Value.IsValidYear(year) ? [annual.Value.InYear(year)] : [];
        if (word.StartsWith("easter", StringComparison.Ordinal))
        {
            var days = word.Length == 6 ? 0 : Number(word[6..]);
            return year => [Easter(year).PlusDays(days)];
        }

        if (word == "every")
        {
            var weekday = Weekday(words.Dequeue());
            return year => Every(weekday, year);
        }

        if (word == "last")
        {
            var (weekday, month) = (Weekday(words.Dequeue()), Number(words.Dequeue()));
            return year => [new LocalDate(year, month, 1).PlusMonths(1).Previous(weekday)];
        }

        if (char.IsAsciiDigit(word[0]))
        {
            var (nth, weekday, month) = (Number(word), Weekday(words.Dequeue()), Number(words.Dequeue()));
            return year => [new LocalDate(year, month, 1).PlusDays(-1).Next(weekday).PlusWeeks(nth - 1)];
        }

        return Relative(Weekday(word), words.Dequeue(), MonthAndDay.Parse(words.Dequeue()).Value);
    }

    private static Func<int, IEnumerable<LocalDate>> Relative(IsoDayOfWeek weekday, string side, AnnualDate anchor) => side switch
    {
        "before" => year => [anchor.InYear(year).Previous(weekday)],
        "from" => year => [anchor.InYear(year).PlusDays(-1).Next(weekday)],
        _ => throw new FormatException(),
    };

    private void Modify(string word, Queue<string> words)
    {
        if (word == "since")
            _since = Number(words.Dequeue());
        else if (word == "until")
            _until = Number(words.Dequeue());
        else if (word == "even-years")
            _evenYears = true;
        else if (word[0] is '+' or '-')
            _offset = Number(word);
        else
            _shifts.Add(Weekday(char.ToUpperInvariant(word[0]) + word[1..3]), Number(word[3..]));
    }

    private static IsoDayOfWeek Weekday(string word) =>
        Array.IndexOf(WeekdayNames, word) is >= 0 and var index ? (IsoDayOfWeek)(index + 1) : throw new FormatException();

    private static int Number(string word) => int.Parse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static IEnumerable<LocalDate> Every(IsoDayOfWeek weekday, int year)
    {
        for (var date = new LocalDate(year, 1, 1).PlusDays(-1).Next(weekday); date.Year == year; date = date.PlusWeeks(1))
            yield return date;
    }

    /// <summary>Western Easter Sunday, by the Gregorian computus in the form of Meeus, Jones and Butcher.</summary>
    private static LocalDate Easter(int year)
    {
        var a = year % 19;
        var (b, c) = (year / 100, year % 100);
        var h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var days = h + l - 7 * m + 114;
        return new(year, days / 31, days % 31 + 1);
    }
}
