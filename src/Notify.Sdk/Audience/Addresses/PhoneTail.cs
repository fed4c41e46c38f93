namespace Notify.Sdk.Audience;

/// <summary>
/// Figures behind a number that are none of it, though nothing but blanks and dashes parts them: a second number or ending, hours, a
/// note. Where a plan is open they would make another number. What stands before is read where it is whole.
/// </summary>
internal static class PhoneTail
{
    private const int FewestBefore = 5;
    private const int MostOfNote = 2;
    private const int MostOfEnding = 4;
    private const int FewestOfLong = 10;
    private const int LastHour = 24;

    /// <param name="text">Digits and punctuation.</param>
    /// <param name="groups">Its digits, two groups or more.</param>
    /// <param name="country">As of <see cref="PhoneReader"/>.</param>
    /// <param name="whole">The reading of all digits as one number.</param>
    public static PhoneReading Read(ReadOnlySpan<char> text, ReadOnlySpan<DigitGroup> groups, string? country, in PhoneReading whole)
    {
        // All numbers of North America have one length: what stands before the last group is none.
        if (whole is { Fault: PhoneFault.None, Number.CountryCode: 1 }) return whole;
        var cut = Find(text, groups, out var isNote);
        if (cut == 0) cut = SecondNumber(text, groups, country);
        if (cut == 0) return whole;
        var head = PhoneReader.ReadPlain(text[..cut].TrimEnd(" -.("), country);
        if (Stands(head, whole) && !IsDialled(text, groups, cut, head)) return head;
        return isNote ? PhoneReading.Failed(PhoneFault.SeveralNumbers) : whole;
    }

    /// <summary>Whether what stands before is a number of its own, and not by chance one of another country.</summary>
    private static bool Stands(in PhoneReading head, in PhoneReading whole) =>
        head.Fault == PhoneFault.None
        && (whole.Fault != PhoneFault.None || head.Number.CountryCode == whole.Number.CountryCode
            || (whole.AsInternational && !head.AsInternational));

    /// <summary>
    /// Where what looks like no part of the number begins, or 0. A note surely is none, so that a text without a whole number before
    /// it is refused.
    /// </summary>
    private static int Find(ReadOnlySpan<char> text, ReadOnlySpan<DigitGroup> groups, out bool isNote)
    {
        if (Bracket(text, groups, out isNote) is > 0 and var bracket) return bracket;
        var (last, before) = (groups[^1], groups[^2]);
        var sign = text[before.End..last.Start];
        var isSpaced = sign.Contains(' ');
        // Behind a pair, one digit is the last of a number that is written in pairs.
        if (last.Length == 1 && isSpaced && before.Length != MostOfNote) return before.End;
        if (groups.Length > 2 && IsRange(text, groups)) return groups[^3].End;
        if (Endings(text, groups) is > 0 and var endings) return endings;
        var isShort = last.Length <= MostOfNote || (last.Length == MostOfNote + 1 && before.IsRun);
        var isApart = isSpaced && sign.Contains('-') && (before.IsRun || !text[..before.Start].Contains('-'));
        if (isShort && isApart) return before.End;
        return last.Length <= MostOfNote && before.IsRun && sign.Contains('-') && IsNext(text, before, last) ? before.End : 0;
    }

    /// <summary>A central line (<c>- 0</c>) and a direct one behind a dash are dialled at a landline; a mobile has none.</summary>
    private static bool IsDialled(ReadOnlySpan<char> text, ReadOnlySpan<DigitGroup> groups, int cut, in PhoneReading head)
    {
        if (head.Number.IsSmsCapable || cut != groups[^2].End || !text[cut..groups[^1].Start].Contains('-')) return false;
        return groups[^1].Length > 1 ? !IsNext(text, groups[^2], groups[^1]) && groups[^1].Length != groups[^2].Length
            : groups[^1].Of(text) is "0";
    }

    private static int Bracket(ReadOnlySpan<char> text, ReadOnlySpan<DigitGroup> groups, out bool isNote)
    {
        var digits = 0;
        isNote = false;
        if (!text.Contains('(')) return 0;
        foreach (var group in groups)
        {
            var isOpen = digits > 0 && text[..group.Start].TrimEnd(' ').EndsWith('(');
            isNote = isOpen && digits >= MostOfNote && group.Length <= MostOfNote && group == groups[^1];
            if (isOpen && (digits >= FewestBefore || isNote)) return text[..group.Start].LastIndexOf('(');
            digits += group.Length;
        }

        return 0;
    }

    /// <summary>Hours, as in <c>9-17</c>. Behind short groups pairs of digits may as well be the number's last.</summary>
    private static bool IsRange(ReadOnlySpan<char> text, ReadOnlySpan<DigitGroup> groups)
    {
        var (run, from, to) = (groups[^3], groups[^2], groups[^1]);
        if (from.Length > MostOfNote || to.Length > MostOfNote || !text[from.End..to.Start].Contains('-')) return false;
        var isSetOff = text[run.End..from.Start].Contains(' ') && !text[run.End..from.Start].Contains('-');
        var areHours = from.ValueIn(text) < to.ValueIn(text) && to.ValueIn(text) <= LastHour;
        return isSetOff && areHours && (run.IsRun || from.Length < to.Length || DigitGroup.Digits(groups[..^2]) >= FewestOfLong);
    }

    /// <summary>Groups of equal length at the end: two subscribers, or two endings of one; the first is kept.</summary>
    private static int Endings(ReadOnlySpan<char> text, ReadOnlySpan<DigitGroup> groups)
    {
        var first = groups.Length - 1;
        while (first > 0 && groups[first - 1].Length == groups[^1].Length) first--;
        if (first == groups.Length - 1) return 0;
        if (groups[^1].IsRun) return groups[first].End;
        if (first == 0 || !groups[first - 1].IsRun || groups[^1].Length is < MostOfNote or > MostOfEnding) return 0;
        var isDashed = text[groups[first - 1].End..groups[^1].Start].Contains('-');
        return isDashed || IsNeighbour(text, groups[first], groups[first + 1]) ? groups[first].End : 0;
    }

    /// <summary>Whether two endings differ in their last digit only.</summary>
    private static bool IsNeighbour(ReadOnlySpan<char> text, DigitGroup one, DigitGroup other) =>
        one.Length > MostOfNote && one.Of(text)[..^1].SequenceEqual(other.Of(text)[..^1]);

    /// <summary>Whether an ending is the next number, as in <c>1234567-68</c>.</summary>
    private static bool IsNext(ReadOnlySpan<char> text, DigitGroup number, DigitGroup ending)
    {
        var length = Math.Min(number.Length, ending.Length);
        return length > 1 && (number with { Start = (short)(number.End - length), Length = (short)length }).ValueIn(text) + 1
            == ending.ValueIn(text);
    }

    /// <summary>Where a second number begins with a trunk prefix behind a first that is whole.</summary>
    private static int SecondNumber(ReadOnlySpan<char> text, ReadOnlySpan<DigitGroup> groups, string? country)
    {
        for (var i = 1; i < groups.Length; i++)
        {
            var isSecond = (text[groups[i].Start] == '0' || groups[i].Of(text).SequenceEqual(groups[0].Of(text)))
                && DigitGroup.Digits(groups[..i]) >= FewestBefore && DigitGroup.Digits(groups[i..]) >= FewestBefore;
            if (isSecond && PhoneReader.ReadWhole(text[groups[i].Start..], country).Fault == PhoneFault.None
                && PhoneReader.ReadWhole(text[..groups[i - 1].End], country).Fault == PhoneFault.None) return groups[i - 1].End;
        }

        return 0;
    }
}
