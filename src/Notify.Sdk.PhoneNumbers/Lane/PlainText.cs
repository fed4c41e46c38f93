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
        return count >= LeastDigits && (at == text.Length || (seen & Slash) == 0);
    }

    /// <summary>Whether the text has fewer than two digits of any script, so that it is no number.</summary>
    internal static bool HasNoNumber(ReadOnlySpan<char> text)
    {
        var digits = 0;
        foreach (var character in text)
        {
            if (character >= Classes.Length)
                return false;
            digits += character is >= '0' and <= '9' ? 1 : 0;
        }

        return digits < 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ClassOf(char character) => character < Classes.Length ? Classes[character] : Other;
}
