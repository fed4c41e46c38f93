namespace Notify.Sdk.PhoneNumbers.Reading;

/// <summary>Cuts a text down to the part that may be a number.</summary>
internal static class PossibleText
{
    /// <summary>
    /// From the first plus or digit to the last letter, number or hash; a second number after a slash and an x is cut off.
    /// </summary>
    internal static ReadOnlySpan<char> Extract(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var codePoint = CodePoints.At(text, start, out var width);
            if (CodePoints.IsDigit(codePoint) || CodePoints.IsPlus(text[start]))
                break;
            start += width;
        }

        var end = text.Length;
        while (end > start)
        {
            var codePoint = CodePoints.Before(text, end, out var width);
            if (codePoint == '#' || CodePoints.IsLetterOrNumber(codePoint))
                break;
            end -= width;
        }

        var candidate = text[start..end];
        var second = SecondNumber(candidate);
        return second < 0 ? candidate : candidate[..second];
    }

    // [\\/] *x
    private static int SecondNumber(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('/' or '\\'))
                continue;
            var rest = text[(i + 1)..].TrimStart(' ');
            if (rest.Length > 0 && rest[0] == 'x')
                return i;
        }

        return -1;
    }
}
