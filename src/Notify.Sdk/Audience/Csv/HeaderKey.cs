using System.Globalization;
using System.Text;

namespace Notify.Sdk.Audience;

/// <summary>Leaves of a header what tells it apart: letters and digits, without case, accents, blanks and signs.</summary>
internal static class HeaderKey
{
    public static string Of(string header)
    {
        var folded = Ascii.IsValid(header) ? header : NameFolding.FoldUnicode(header.Replace("ł", "l", StringComparison.OrdinalIgnoreCase));
        return string.Concat(folded.Where(char.IsLetterOrDigit)).ToLowerInvariant();
    }

    /// <summary>
    /// The number in a header that is otherwise like a pattern, whose number is <c>*</c>: 2 of <c>E-mail 2 - Value</c>; null for
    /// any other.
    /// </summary>
    public static int? Number(string key, string patternBefore, string patternAfter)
    {
        if (key.Length <= patternBefore.Length + patternAfter.Length
            || !key.StartsWith(patternBefore, StringComparison.Ordinal) || !key.EndsWith(patternAfter, StringComparison.Ordinal))
            return null;
        var digits = key.AsSpan(patternBefore.Length, key.Length - patternBefore.Length - patternAfter.Length);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1_000
            ? number : null;
    }
}
