using System.Runtime.CompilerServices;

namespace Notify.Sdk.Audience;

/// <summary>What spreadsheets and databases make of a value, taken back. The only place that knows; for both readers of rows.</summary>
internal static class CsvCell
{
    private const int LongestNothing = 4;

    /// <summary>
    /// Whether a value surely begins with what belongs to it, so that <see cref="Clean"/> leaves it as it is. Asked for every value: the
    /// usual
    /// answer costs a few comparisons.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSure(char first, int length) =>
        first is > '\'' and < '\u007F' and not '=' && (length > LongestNothing || first is not ('N' or 'n' or '-' or '\\'));

    /// <summary>
    /// The value itself: without the apostrophe that keeps a spreadsheet from computing (<c>'00123</c>, <c>'+1212</c>), without the
    /// formula that does the same (<c>="00123"</c>), and empty where a word says that there is none (<c>NULL</c>, <c>N/A</c>, <c>-</c>).
    /// </summary>
    public static ReadOnlyMemory<char> Clean(ReadOnlyMemory<char> text)
    {
        var span = text.Span;
        if (span.IsEmpty || IsSure(span[0], span.Length))
            return text;
        if (span is ['=', '"', .., '"'] && span.Length >= 3)
            return Clean(text[2..^1].Trim());
        if (span is ['\'', var next, .. var rest] && (char.IsAsciiDigit(next) || next is '+' or '=' or '-' or '@' || IsCode(rest)))
            return text[1..];
        return span.Length <= LongestNothing && IsNothing(span) ? default : text;
    }

    /// <summary>Whether an apostrophe stands before a code such as <c>'M5V 1A1</c> and no name such as <c>'t Hart</c>.</summary>
    private static bool IsCode(ReadOnlySpan<char> text) => text.ContainsAnyInRange('0', '9') && !text.ContainsAnyInRange('a', 'z');

    private static bool IsNothing(ReadOnlySpan<char> text) => text is "-" or "--" or "\u2013" or "\u2014" or "\\N"
        or "NULL" or "null" or "N/A" or "n/a" or "#N/A" or "NaN" or "nan" or "n.a." or "N.A.";

    /// <summary>An id that a spreadsheet took for a decimal number: <c>17.0</c> is 17.</summary>
    public static ReadOnlyMemory<char> Id(ReadOnlyMemory<char> text) =>
        text.Span is [.. var whole, '.', '0'] && whole.Length > 0 && !whole.ContainsAnyExceptInRange('0', '9') ? text[..^2] : text;
}
