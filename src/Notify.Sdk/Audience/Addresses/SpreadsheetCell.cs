using System.Globalization;

namespace Notify.Sdk.Audience;

/// <summary>What spreadsheets make of a phone number that they take for a quantity.</summary>
internal static class SpreadsheetCell
{
    private const int FewestDigits = 8;

    /// <summary>Drops the decimals of <c>447400123456.0</c>: one run of digits, then a point and zeros only.</summary>
    public static ReadOnlySpan<char> WithoutDecimals(ReadOnlySpan<char> text)
    {
        if (text is not [.., '0']) return text;
        var cut = text.TrimEnd('0');
        return cut is [.. var whole, '.'] && IsQuantity(whole) ? whole : text;
    }

    /// <summary>Whether the text is a long run of digits, with a sign at most.</summary>
    public static bool IsQuantity(ReadOnlySpan<char> text)
    {
        if (text is ['+', ..]) text = text[1..];
        return text.Length >= FewestDigits && !text.ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>Whether the text is the signs that a spreadsheet shows where a column is too narrow.</summary>
    public static bool IsTooNarrow(ReadOnlySpan<char> text) => text.Length > 1 && !text.ContainsAnyExcept('#');

    /// <summary>
    /// Whether the text begins with a figure with an exponent, such as <c>4.474E+11</c> or <c>4.474×10^11</c>: its last digits are gone.
    /// </summary>
    public static bool IsRounded(ReadOnlySpan<char> text)
    {
        if (text is ['+', ..]) text = text[1..];
        var before = text;
        text = AfterDigits(text);
        if (text.Length == before.Length) return false;
        if (text is ['.' or ',', ..]) text = AfterDigits(text[1..]);
        text = text.TrimStart(' ');
        if (text is ['x' or 'X' or '×' or '*', ..]) return IsPowerOfTen(text[1..].TrimStart(' '));
        if (text is not ['e' or 'E', ..]) return false;
        text = text[1..];
        if (text is ['+' or '-', ..]) text = text[1..];
        var exponent = text.Length - AfterDigits(text).Length;
        return exponent is >= 1 and <= 3;
    }

    private static bool IsPowerOfTen(ReadOnlySpan<char> text) =>
        text is ['1', '0', var sign, ..] && (sign == '^' || char.GetUnicodeCategory(sign) == UnicodeCategory.OtherNumber);

    private static ReadOnlySpan<char> AfterDigits(ReadOnlySpan<char> text) =>
        text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? text[end..] : [];
}
