using System.Buffers;
using Notify.Sdk.PhoneNumbers;

namespace Notify.Sdk.Audience;

/// <summary>
/// Finds the number in a text that is not plain: layout around and inside it, words before and behind it, an extension, a second
/// number. What stands before the first sign that is none of a number is taken where it is whole, and never joined with what
/// stands behind, but for a slash behind an area code.
/// </summary>
internal static class PhoneText
{
    private const string PhoneContext = ";phone-context=";
    private const int LongestArea = 8; // with trunk prefix or country code
    private const int ShortestSubscriber = 3;

    private static readonly SearchValues<char> PlusOrDigit = SearchValues.Create("+0123456789");

    /// <param name="text">At most <see cref="PhoneReader.MaxLength"/> characters.</param>
    /// <param name="country">As of <see cref="PhoneReader"/>.</param>
    public static PhoneReading Read(ReadOnlySpan<char> text, string? country)
    {
        if (text.IndexOf(PhoneContext, StringComparison.Ordinal) is >= 0 and var context) return ReadUri(text, text[..context]);
        Span<char> room = stackalloc char[PhoneReader.MaxLength];
        var plain = room[..PhoneLayout.Write(text, room)];
        var start = plain.IndexOfAny(PlusOrDigit);
        if (start < 0) return PhoneReading.Failed(SpreadsheetCell.IsTooNarrow(plain) ? PhoneFault.Rounded : PhoneFault.NotANumber);
        plain = plain[start..];
        return SpreadsheetCell.IsRounded(plain) ? PhoneReading.Failed(PhoneFault.Rounded) : ReadFrom(plain, country);
    }

    /// <summary>A URI of RFC 3966, which names the country itself.</summary>
    private static PhoneReading ReadUri(ReadOnlySpan<char> uri, ReadOnlySpan<char> number)
    {
        if (number.StartsWith("tel:", StringComparison.OrdinalIgnoreCase)) number = number["tel:".Length..];
        foreach (var c in number)
            if (char.IsLetter(c)) return Lettered(uri, null);
        return ByEngine(uri, null);
    }

    private static PhoneReading ReadFrom(Span<char> text, string? country)
    {
        for (var end = NumberEnd(text, 0); end < text.Length; end = NumberEnd(text, end))
        {
            var head = text[..end];
            var rest = text[end..];
            if (IsDecimals(head, rest)) return PhoneReader.ReadPlain(head, country);
            var isExtended = PhoneExtension.TryRead(rest, out var extension);
            if (!isExtended && PhoneNote.TryRead(head, rest, country, out var noted)) return noted;
            var whole = PhoneReader.ReadPlain(head, country);
            if (whole.Fault == PhoneFault.None)
                return isExtended ? whole with { Extension = extension } : whole with { Ending = PhoneExtension.Ending(rest) };
            if (IsJoint(head, rest, out var length))
            {
                rest[..length].Fill(' ');
                continue;
            }

            if (PhoneLabel.IsLabel(head, rest)) return ReadFrom(text[(end + rest.IndexOfAny(PlusOrDigit))..], country);
            var isList = rest[0] is '/' or '\\' or ',' or ';' or '+' or '&' or '|' or '\n';
            if (isList) return PhoneReading.Failed(PhoneFault.SeveralNumbers);
            return Lettered(text, country) is { Fault: PhoneFault.None } lettered ? lettered : PhoneReading.Failed(PhoneFault.Letters);
        }

        return PhoneReader.ReadPlain(text, country);
    }

    /// <summary>The first sign that is none of a number; a plus behind digits begins another one.</summary>
    private static int NumberEnd(ReadOnlySpan<char> text, int from)
    {
        var hasDigits = from > 0;
        for (var i = from; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i])) hasDigits = true;
            else if (text[i] is not (' ' or '-' or '.' or '(' or ')') && (hasDigits || text[i] != '+')) return i;
        }

        return text.Length;
    }

    /// <summary>The decimals of a spreadsheet that writes them behind a comma.</summary>
    private static bool IsDecimals(ReadOnlySpan<char> head, ReadOnlySpan<char> rest) =>
        rest is [',', '0', ..] && SpreadsheetCell.IsQuantity(head) && !rest[1..].ContainsAnyExcept('0', ' ');

    /// <summary>
    /// A slash between area code and number (<c>0664/123 45 67</c>), the place that Brazilians leave for a carrier
    /// (<c>0xx21 ...</c>, <c>(0**21) ...</c>), and the Russian wait for a tone (<c>8~10 ...</c>). In a slash the halves must be too
    /// short to be two numbers.
    /// </summary>
    private static bool IsJoint(ReadOnlySpan<char> head, ReadOnlySpan<char> rest, out int length)
    {
        length = 1;
        switch (rest[0])
        {
            case '/' or '\\':
                return Digits(head) <= LongestArea && Digits(rest[1..(1 + NumberEnd(rest[1..], 0))]) >= ShortestSubscriber;
            case '~':
                return head is "8";
            case 'x' or 'X' or '*':
                length = 2;
                return head.Trim(" (") is "0" && rest is [_, 'x' or 'X' or '*', ..] && rest[2..]
                    .TrimStart(" ()-") is [>= '0' and <= '9', ..];
            default:
                return false;
        }
    }

    /// <summary>
    /// Letters on the keys of a telephone, as only companies have them: toll-free, shared cost, premium, one number for all.
    /// </summary>
    private static PhoneReading Lettered(ReadOnlySpan<char> text, string? country) =>
        ByEngine(text, country) is { Fault: PhoneFault.None } reading
        && reading.Number.Type
            is PhoneNumberType.TollFree or PhoneNumberType.SharedCost or PhoneNumberType.PremiumRate or PhoneNumberType.Uan
            ? reading
            : PhoneReading.Failed(PhoneFault.Letters);

    private static PhoneReading ByEngine(ReadOnlySpan<char> text, string? country)
    {
        if (!PhoneNumber.TryParse(text, country, out var number, out _)) return PhoneReading.Failed(PhoneFault.NotANumber);
        if (!number.IsValid) return PhoneReading.Failed(PhoneFault.NotInPlan);
        return new(number) { Extension = AsciiDigits(number.Extension) };
    }

    /// <summary>The engine keeps an extension as typed, in any script; an identity needs one form.</summary>
    private static string? AsciiDigits(string? extension) =>
        string.IsNullOrEmpty(extension)
            ? null
            : string.Create(extension.Length, extension, static (digits, source) => PhoneLayout.Write(source, digits));

    private static int Digits(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var c in text)
            if (char.IsAsciiDigit(c)) count++;
        return count;
    }
}
