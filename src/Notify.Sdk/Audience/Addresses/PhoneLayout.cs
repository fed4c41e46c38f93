using System.Globalization;

namespace Notify.Sdk.Audience;

/// <summary>Brings the many signs by which people and programs set a number into the few that a reader knows.</summary>
internal static class PhoneLayout
{
    private const char Nothing = '\0';
    private const char Symbol = '\u0001';
    private const int FullWidth = 0xFEE0;

    /// <summary>Writes the text with ASCII digits and punctuation; letters and unknown signs stay. Never longer than the text.</summary>
    /// <returns>How much was written.</returns>
    public static int Write(ReadOnlySpan<char> text, Span<char> plain)
    {
        var length = 0;
        foreach (var c in text)
            if (Plain(c) is var sign and not Nothing) plain[length++] = sign;
        return length;
    }

    private static char Plain(char c) => c switch
    {
        '\t' => ' ',
        '\n' or '\r' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029' => '\n',
        '[' => '(',
        ']' => ')',
        '_' => '-',
        Nothing => Symbol,
        < '\u0080' => c,
        // Dots, bullets, the minus, and the long vowel of Japanese.
        '\u00B7' or '\u2022' or '\u2027' or '\u2043' or '\u2212' or '\u2219' or '\u22C5' or '\u30FB' or '\u30FC' => '-',
        '\u2044' or '\u2215' => '/',
        '\u060C' or '\u3001' => ',',
        '\u061B' => ';',
        // The wave dash of Japanese is a range there.
        '\u2053' or '\u223C' or '\u301C' => '~',
        >= '\uFF01' and <= '\uFF5E' => Plain((char)(c - FullWidth)),
        _ => ByCategory(c),
    };

    // Marks on a letter say nothing here; the variation selectors and the key cap of digits drawn as pictures are among them.
    private static char ByCategory(char c) => char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.SpaceSeparator => ' ',
        UnicodeCategory.DashPunctuation => '-',
        UnicodeCategory.DecimalDigitNumber => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)),
        UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => Nothing,
        _ => c,
    };
}
