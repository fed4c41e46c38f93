namespace Notify.Sdk.PhoneNumbers.Lane;

/// <summary>The usual ways to write an extension in ASCII; other ways go to the library.</summary>
internal static class PlainExtension
{
    /// <summary>The library allows more behind some labels; so many it allows behind each of these.</summary>
    private const int MaxDigits = 7;

    /// <summary>Reads what stands behind a plain number, to the end: a label and the digits of the extension.</summary>
    internal static bool TryRead(ReadOnlySpan<char> text, out ReadOnlySpan<char> digits)
    {
        digits = default;
        if (text.StartsWith(";ext="))
            return IsDigits(digits = text[5..]);

        var label = LabelLength(text);
        if (label == 0)
            return false;
        digits = text[label..];
        if (digits is ['.' or ':', ..])
            digits = digits[1..];
        digits = digits.TrimStart(' ');
        return IsDigits(digits);
    }

    // The case may be the first letter's alone: "Ext".
    private static int LabelLength(ReadOnlySpan<char> text) => text switch
    {
        ['#', ..] => 1,
        ['e' or 'E', 'x', 't', 'e', 'n', 's', 'i', 'o', 'n', ..] => 9,
        ['e' or 'E', 'x', 't', 'n', ..] => 4,
        ['e' or 'E', 'x', 't', ..] or ['E', 'X', 'T', ..] => 3,
        ['x' or 'X', ..] => 1,
        _ => 0,
    };

    private static bool IsDigits(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxDigits && !text.ContainsAnyExceptInRange('0', '9');
}
