namespace Notify.Sdk.PhoneNumbers.Reading;

/// <summary>Whether a text looks like a telephone number at all, wherever it comes from.</summary>
internal static class ViableText
{
    /// <summary>
    /// Two digits and nothing else; or any plus signs, three digits with punctuation before each, then digits,
    /// punctuation and letters, then an extension or nothing.
    /// </summary>
    internal static bool IsViable(ReadOnlySpan<char> text)
    {
        if (text.Length < 2)
            return false;

        var at = 0;
        while (at < text.Length && CodePoints.IsPlus(text[at]))
            at++;
        var pluses = at;
        var digits = 0;
        var punctuation = false;
        while (at < text.Length && digits < 3)
        {
            var codePoint = CodePoints.At(text, at, out var width);
            if (CodePoints.IsDigit(codePoint))
                digits++;
            else if (CodePoints.IsPunctuation(codePoint))
                punctuation = true;
            else
                return false;
            at += width;
        }

        if (digits < 3)
            return digits == 2 && pluses == 0 && !punctuation;

        // The tail may give way to an extension at any point up to its first foreign character.
        var tailEnd = at;
        while (tailEnd < text.Length && IsTail(CodePoints.At(text, tailEnd, out var width)))
            tailEnd += width;
        if (tailEnd == text.Length)
            return true;
        for (var split = at; split <= tailEnd; split++)
        {
            if (ExtensionText.MayStart(text[split]) && ExtensionText.TryMatch(text[split..], out _))
                return true;
        }

        return false;
    }

    private static bool IsTail(int codePoint) =>
        CodePoints.IsDigit(codePoint) || CodePoints.IsPunctuation(codePoint) || CodePoints.IsLetter(codePoint);
}
