namespace Notify.Sdk.Audience;

/// <summary>What spreadsheets and databases make of a value, taken back. The only place that knows; for both readers of rows.</summary>
internal static class CsvCell
{
    private const int LongestNothing = 4;

    // A bit for each of ' = - # and of N n \, so that asking costs no branch for each.
    private const ulong Low = (1UL << '\'') | (1UL << '=') | (1UL << '-') | (1UL << '#');
    private const ulong High = (1UL << ('N' - 64)) | (1UL << ('n' - 64)) | (1UL << ('\\' - 64));

    /// <summary>Whether a sign may begin what <see cref="Clean"/> changes.</summary>
    public static bool MayChange(char first) => first < 128 ? ((first < 64 ? Low : High) >> (first & 63) & 1) != 0 : first is '\u2013' or '\u2014';

    /// <summary>
    /// The value itself: without the apostrophe that keeps a spreadsheet from computing (<c>'00123</c>, <c>'+1212</c>), without the
    /// formula that does the same (<c>="00123"</c>), and empty where a word says that there is none (<c>NULL</c>, <c>N/A</c>, <c>-</c>).
    /// </summary>
    public static ReadOnlyMemory<char> Clean(ReadOnlyMemory<char> text)
    {
        var span = text.Span;
        if (span.IsEmpty || !MayChange(span[0]))
            return text;
        if (span is ['=', '"', .., '"'] && span.Length >= 3)
            return Clean(text[2..^1].Trim());
        if (span is ['\'', var next, ..] && (char.IsAsciiDigit(next) || next is '+' or '=' or '-' or '@'))
            return text[1..];
        return span.Length <= LongestNothing && IsNothing(span) ? default : text;
    }

    private static bool IsNothing(ReadOnlySpan<char> text) => text is "-" or "--" or "\u2013" or "\u2014" or "\\N"
        or "NULL" or "null" or "N/A" or "n/a" or "#N/A" or "NaN" or "nan" or "n.a." or "N.A.";

    /// <summary>An id that a spreadsheet took for a decimal number: <c>17.0</c> is 17.</summary>
    public static ReadOnlyMemory<char> Id(ReadOnlyMemory<char> text) =>
        text.Span is [.. var whole, '.', '0'] && whole.Length > 0 && !whole.ContainsAnyExceptInRange('0', '9') ? text[..^2] : text;
}
