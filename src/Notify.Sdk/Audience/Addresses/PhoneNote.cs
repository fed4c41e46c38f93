namespace Notify.Sdk.Audience;

/// <summary>
/// A figure behind a number that belongs to the words or signs behind it: a time, a floor, a postcode, how often. Decides where such
/// a text ends to be the number.
/// </summary>
internal static class PhoneNote
{
    private const int MostDigits = 2;
    private const int FewestOfTwo = 12; // a number and a postcode

    private static readonly string[] Units =
        ["uhr", "h", "am", "pm", "x", "st", "nd", "rd", "th", "stock", "og", "ч", "時", "时", "点"];

    private enum Belonging
    {
        ToTheNumber,
        ToTheWord,
        Perhaps,
        Unknown,
    }

    /// <param name="head">Digits and punctuation, up to the sign.</param>
    /// <param name="rest">From the first sign that is none of a number.</param>
    /// <param name="country">As of <see cref="PhoneReader"/>.</param>
    /// <param name="reading">The number before the figure, or the refusal.</param>
    /// <returns>False where the last figure of the head belongs to the number.</returns>
    public static bool TryRead(ReadOnlySpan<char> head, ReadOnlySpan<char> rest, string? country, out PhoneReading reading)
    {
        reading = default;
        Span<DigitGroup> room = stackalloc DigitGroup[DigitGroup.Most];
        ReadOnlySpan<DigitGroup> groups = room[..DigitGroup.Find(head, room)];
        if (groups.Length < 2 || head[groups[^1].End..].Contains(')')) return false;
        var belonging = Of(head, groups, rest);
        if (belonging == Belonging.ToTheNumber) return false;
        reading = PhoneReader.ReadPlain(head[..Cut(head, groups)].TrimEnd(" -.("), country);
        var isWhole = reading.Fault == PhoneFault.None;
        if (!isWhole || belonging == Belonging.Unknown) reading = PhoneReading.Failed(PhoneFault.Letters);
        return isWhole || belonging == Belonging.ToTheWord;
    }

    private static Belonging Of(ReadOnlySpan<char> head, ReadOnlySpan<DigitGroup> groups, ReadOnlySpan<char> rest)
    {
        var (last, before) = (groups[^1], groups[^2]);
        var behind = head[last.End..];
        if (last.Length > MostDigits) return IsPostcode(groups, behind, rest) ? Belonging.Perhaps : Belonging.ToTheNumber;
        if (rest[0] == ':') return rest is [_, >= '0' and <= '9', ..] && behind.IsEmpty ? Belonging.ToTheWord : Belonging.ToTheNumber;
        if (!char.IsLetter(rest[0])) return Belonging.ToTheNumber;
        if (IsUnit(rest)) return Belonging.ToTheWord;
        if (before.IsRun || (last.Length == 1 && !behind.StartsWith(' '))) return Belonging.Perhaps;
        return behind.IsEmpty || behind.StartsWith('.') ? Belonging.Unknown : Belonging.ToTheNumber;
    }

    private static bool IsPostcode(ReadOnlySpan<DigitGroup> groups, ReadOnlySpan<char> behind, ReadOnlySpan<char> rest) =>
        groups[^1].Length is 4 or 5 && groups[^2].IsRun && behind is " " && char.IsLetter(rest[0])
        && DigitGroup.Digits(groups) > FewestOfTwo;

    private static bool IsUnit(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsLetter(text[length])) length++;
        foreach (var unit in Units)
            if (text[..length].Equals(unit, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <summary>The end of the number: before the figure, or before both of <c>17-19</c>.</summary>
    private static int Cut(ReadOnlySpan<char> head, ReadOnlySpan<DigitGroup> groups)
    {
        var isRange = groups.Length > 2 && groups[^2].Length <= MostDigits && head[groups[^2].End..groups[^1].Start].Contains('-')
            && !head[groups[^3].End..groups[^2].Start].Contains('-');
        return groups[isRange ? ^3 : ^2].End;
    }
}
