using System.Globalization;

namespace Notify.Sdk.PhoneNumbers.Reading;

/// <summary>
/// Character classes of Google's patterns, by code point. A lone surrogate is a character of its own, in no class.
/// </summary>
internal static class CodePoints
{
    // Punctuation that may stand between digits, the ASCII ones left out; 'x' is a placeholder for a carrier code.
    private const string WidePunctuation =
        "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30FC\uFF0D\uFF0E\uFF0F\u00A0\u00AD\u200B\u2060\u3000\uFF08\uFF09\uFF3B\uFF3D\u2053\u223C\uFF5E";

    internal static int At(ReadOnlySpan<char> text, int index, out int width)
    {
        var first = text[index];
        if (char.IsHighSurrogate(first) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
        {
            width = 2;
            return char.ConvertToUtf32(first, text[index + 1]);
        }

        width = 1;
        return first;
    }

    internal static int Before(ReadOnlySpan<char> text, int end, out int width)
    {
        var last = text[end - 1];
        if (char.IsLowSurrogate(last) && end >= 2 && char.IsHighSurrogate(text[end - 2]))
        {
            width = 2;
            return char.ConvertToUtf32(text[end - 2], last);
        }

        width = 1;
        return last;
    }

    internal static bool IsPlus(char character) => character is '+' or '\uFF0B';

    internal static bool IsDigit(int codePoint) => codePoint < 128
        ? codePoint is >= '0' and <= '9'
        : CharUnicodeInfo.GetUnicodeCategory(codePoint) == UnicodeCategory.DecimalDigitNumber;

    internal static bool IsLetterOrNumber(int codePoint) => codePoint < 128
        ? codePoint is (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z')
        : CharUnicodeInfo.GetUnicodeCategory(codePoint)
            is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>Punctuation or a star.</summary>
    internal static bool IsPunctuation(int codePoint) => codePoint < 128
        ? codePoint is '-' or 'x' or 'X' or ' ' or '(' or ')' or '.' or '[' or ']' or '/' or '~' or '*'
        : codePoint <= 0xFFFF && WidePunctuation.Contains((char)codePoint);

    /// <summary>
    /// A letter of a vanity number. Google's pattern ignores case as Unicode folds it, so that the dotless i, the dotted
    /// capital I, the long s and the Kelvin sign pass for i, s and k.
    /// </summary>
    internal static bool IsLetter(int codePoint) =>
        codePoint is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or '\u0130' or '\u0131' or '\u017F' or '\u212A';

    /// <summary>One case for the labels of extensions.</summary>
    internal static char Fold(char character) => character switch
    {
        < '\u0080' => char.ToLowerInvariant(character),
        '\u0130' or '\u0131' => 'i',
        '\u017F' => 's',
        '\u212A' => 'k',
        _ => char.ToLowerInvariant(character),
    };

    /// <summary>The value of a digit of any script, -1 for all else. Beyond the basic plane Google knows none.</summary>
    internal static int DigitValue(char character)
    {
        if (character < 128)
            return character is >= '0' and <= '9' ? character - '0' : -1;
        return IsDigit(character) ? CharUnicodeInfo.GetDecimalDigitValue(character) : -1;
    }
}
