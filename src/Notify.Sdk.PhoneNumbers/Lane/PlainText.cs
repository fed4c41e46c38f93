using System.Runtime.CompilerServices;

namespace Notify.Sdk.PhoneNumbers.Lane;

/// <summary>
/// What a plain text is: an optional plus, then ASCII digits among spaces, hyphens, dots, slashes and brackets, then perhaps
/// an extension. Texts with fewer than two digits are plain too: they are no number.
/// </summary>
internal readonly ref struct PlainText
{
    internal const int MaxLength = 40;

    private const int LeastDigits = 3;
    private const byte Punctuation = 0x10;
    private const byte Plus = 0x20;
    private const byte Slash = 0x40;
    private const byte Other = 0x80;

    // Signs of ASCII that stand neither in a number nor in the words before an extension.
    private const string InNoNumber = "!\"$%&'<=>?@^_`{|}\\";

    private PlainText(int digits, bool hasPlus, int end)
    {
        Digits = digits;
        HasPlus = hasPlus;
        End = end;
    }

    /// <summary>How many digits were written.</summary>
    internal int Digits { get; }

    internal bool HasPlus { get; }

    /// <summary>Where the number ends and the extension begins; the length of the text where there is none.</summary>
    internal int End { get; }

    // By ASCII character: the digit's value, or what else it is.
    private static ReadOnlySpan<byte> Classes =>
    [
        Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other,
        Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other,
        Punctuation, Other, Other, Other, Other, Other, Other, Other, // space ! " # $ % & '
        Punctuation, Punctuation, Other, Plus, Other, Punctuation, Punctuation, Slash, // ( ) * + , - . /
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, Other, Other, Other, Other, Other, Other,
        Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other,
        Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other,
        Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other,
        Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other,
    ];

    /// <summary>Writes the digits of the number as values 0 to 9. False where the text is not plain.</summary>
    /// <param name="text">At most <see cref="MaxLength"/> characters.</param>
    /// <param name="digits">As long as the text at least.</param>
    /// <param name="plain">What was read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryRead(ReadOnlySpan<char> text, Span<byte> digits, out PlainText plain)
    {
        var at = 0;
        var hasPlus = false;
        for (; at < text.Length; at++)
        {
            var first = ClassOf(text[at]);
            if (first is Punctuation or Slash)
                continue;
            hasPlus = first == Plus;
            at += hasPlus ? 1 : 0;
            break;
        }

        var count = 0;
        var seen = 0;
        for (; at < text.Length; at++)
        {
            var kind = ClassOf(text[at]);
            if (kind >= Plus && kind != Slash)
                break;
            seen |= kind;
            digits[count] = (byte)kind;
            count += kind < 10 ? 1 : 0;
        }

        plain = new PlainText(count, hasPlus, at);
        // Two digits are a number only if nothing stands between them; and a slash before an x cuts a second number off.
        var isNumber = count >= LeastDigits || (count == 2 && text.Length == 2);
        return isNumber && (at == text.Length || (seen & Slash) == 0);
    }

    /// <summary>
    /// Whether the text is surely no number: it has fewer than two digits of any script, or from its first digit or plus on
    /// a letter before the third digit, or a sign that no number has and then more. Such texts are not worth the exception
    /// that they cost the library.
    /// </summary>
    internal static bool HasNoNumber(ReadOnlySpan<char> text)
    {
        var digits = 0;
        var (begins, strange, goesOn, cuts, isCut) = (false, false, false, false, false);
        foreach (var character in text)
        {
            if (character >= Classes.Length)
                return false;
            var isDigit = character is >= '0' and <= '9';
            digits += isDigit ? 1 : 0;
            begins |= isDigit || character == '+';
            // What stands behind "/ x" or in the parameters of RFC 3966 (";isub=") is cut off before the signs are looked at.
            cuts |= character is '/' or '\\' or ';';
            isCut |= cuts && character is 'x' or '=';
            var isLetter = char.IsAsciiLetter(character);
            // An x may stand for a digit that the reader has to choose, as in Brazil's "0xx21".
            var isWord = isLetter && character is not ('x' or 'X');
            goesOn |= (strange && (isDigit || isLetter)) || (begins && isWord && digits < LeastDigits);
            strange |= begins && InNoNumber.Contains(character, StringComparison.Ordinal);
        }

        return digits < 2 || (goesOn && !isCut);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ClassOf(char character) => character < Classes.Length ? Classes[character] : Other;
}
