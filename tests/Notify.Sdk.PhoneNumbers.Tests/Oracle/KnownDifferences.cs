using System.Globalization;

namespace Notify.Sdk.PhoneNumbers.Tests.Oracle;

/// <summary>
/// Where Google's JavaScript engine, the one that node can ask, differs from the Java one that we follow. Measured with both
/// on the same metadata: every difference is of one of these classes.
/// </summary>
internal static class KnownDifferences
{
    public static string? ClassOf(string input, string[] javaScript, string[] ours)
    {
        var text = CorpusFile.Unescape(input);
        if (ours[1] is [>= 'a' and <= 'z', >= 'a' and <= 'z'])
            return "region in lower case";
        if (text.Any(c => char.IsDigit(c) && !IsCommonDigit(c)))
            return "digits of another script";
        if (!IsError(javaScript[2]) && !IsError(ours[2]) && IsRounded(javaScript[12], ours[12]))
            return "more digits than a double holds";
        if (ours[2] == "NOT_A_NUMBER" && text.Any(c => !char.IsAscii(c) && (char.IsLetter(c) || char.IsNumber(c)) && !IsCommonDigit(c)))
            return "letter other than ASCII at the end";
        // Java keeps such a letter at the end and JavaScript cuts it off, with what then stands at the end: an extension may
        // come to light (before the prolonged sound mark, which is punctuation of a number too), or ";isub=" lose its sign.
        if (text.LastOrDefault(char.IsLetterOrDigit) is var last && !char.IsAscii(last) && char.IsLetter(last))
            return "letter other than ASCII at the end";
        if (text.Count(char.IsAsciiLetter) >= 3 && text.Any(c => !char.IsAscii(c) && IsCommonDigit(c)))
            return "letters together with digits other than ASCII";
        return null;
    }

    private static bool IsCommonDigit(char c) =>
        c is (>= '0' and <= '9') or (>= '\uFF10' and <= '\uFF19') or (>= '\u0660' and <= '\u0669') or (>= '\u06F0' and <= '\u06F9');

    private static bool IsError(string column) => !column.StartsWith('+');

    private static bool IsRounded(string theirs, string ours) =>
        theirs.Length >= 16 && theirs.Length == ours.Length
        && Math.Abs(long.Parse(theirs, CultureInfo.InvariantCulture) - long.Parse(ours, CultureInfo.InvariantCulture)) < 64;
}
