namespace Notify.Sdk.PhoneNumbers.Reading;

/// <summary>
/// The ways to write an extension at the end of a number. The clearer the label, the more digits it may have.
/// </summary>
internal static class ExtensionText
{
    private const int AfterExplicitLabel = 20;
    private const int AfterLikelyLabel = 15;
    private const int AfterAmbiguousLabel = 9;
    private const int WhenNotSure = 6;

    private static readonly string[] ExplicitLabels = ["\uFF45\uFF58\uFF54\uFF4E", "\uFF45\uFF58\uFF54", "\uFF58\uFF54\uFF4E", "\uFF58\uFF54", "\u0434\u043E\u0431", "anexo"];
    private static readonly string[] AmbiguousLabels = ["int", "\uFF49\uFF4E\uFF54"];

    /// <summary>The leftmost extension that reaches the end and has a viable number before it.</summary>
    internal static bool TryFind(ReadOnlySpan<char> text, out int numberEnd, out ReadOnlySpan<char> extension)
    {
        numberEnd = 0;
        extension = default;
        if (text.IsEmpty || !(text[^1] == '#' || CodePoints.IsDigit(CodePoints.Before(text, text.Length, out _))))
            return false;

        for (var start = 0; start < text.Length; start++)
        {
            if (!MayStart(text[start]) || !TryMatch(text[start..], out extension))
                continue;
            numberEnd = start;
            return ViableText.IsViable(text[..start]);
        }

        return false;
    }

    /// <summary>Whether the whole text is an extension with its label; yields the digits as written.</summary>
    internal static bool TryMatch(ReadOnlySpan<char> text, out ReadOnlySpan<char> digits) =>
        TryRfc(text, out digits)
        || TryLabelled(text, explicitLabel: true, AfterExplicitLabel, out digits)
        || TryLabelled(text, explicitLabel: false, AfterAmbiguousLabel, out digits)
        || TryWithHashAtTheEnd(text, out digits)
        || TryAutoDialled(text, out digits)
        || TryAfterCommas(text, out digits);

    internal static bool MayStart(char character) => CodePoints.Fold(character)
        is ';' or ',' or ' ' or '\t' or '\u00A0' or '-' or '#' or '\uFF03' or '~' or '\uFF5E' or 'x' or '\uFF58'
        or 'e' or '\uFF45' or 'i' or '\uFF49' or 'a' or '\u0434';

    private static bool TryRfc(ReadOnlySpan<char> text, out ReadOnlySpan<char> digits)
    {
        digits = default;
        return StartsWith(text, ";ext=") && TryDigits(text[5..], AfterExplicitLabel, hash: false, needsHash: false, out digits);
    }

    private static bool TryLabelled(ReadOnlySpan<char> text, bool explicitLabel, int most, out ReadOnlySpan<char> digits)
    {
        digits = default;
        var at = SkipSeparators(text, 0, comma: true, hyphen: false);
        var label = explicitLabel ? ExplicitLabel(text[at..]) : AmbiguousLabel(text[at..]);
        return label > 0 && TryAfterLabel(text[(at + label)..], most, out digits);
    }

    private static bool TryWithHashAtTheEnd(ReadOnlySpan<char> text, out ReadOnlySpan<char> digits)
    {
        digits = default;
        var at = 0;
        while (at < text.Length && text[at] is '-' or ' ')
            at++;
        return at > 0 && TryDigits(text[at..], WhenNotSure, hash: true, needsHash: true, out digits);
    }

    private static bool TryAutoDialled(ReadOnlySpan<char> text, out ReadOnlySpan<char> digits)
    {
        digits = default;
        var at = SkipSeparators(text, 0, comma: false, hyphen: false);
        var rest = text[at..];
        var label = rest.StartsWith(",,", StringComparison.Ordinal) ? 2 : rest.StartsWith(";", StringComparison.Ordinal) ? 1 : 0;
        return label > 0 && TryAfterLabel(rest[label..], AfterLikelyLabel, out digits);
    }

    private static bool TryAfterCommas(ReadOnlySpan<char> text, out ReadOnlySpan<char> digits)
    {
        digits = default;
        var at = SkipSeparators(text, 0, comma: false, hyphen: false);
        var commas = text[at..].IndexOfAnyExcept(',');
        return commas > 0 && TryAfterLabel(text[(at + commas)..], AfterAmbiguousLabel, out digits);
    }

    private static bool TryAfterLabel(ReadOnlySpan<char> text, int most, out ReadOnlySpan<char> digits)
    {
        var at = text.Length > 0 && text[0] is ':' or '.' or '\uFF0E' ? 1 : 0;
        at = SkipSeparators(text, at, comma: true, hyphen: true);
        return TryDigits(text[at..], most, hash: true, needsHash: false, out digits);
    }

    // e?xt(ensi(o\u0301?|\u00F3))?n?
    private static int ExplicitLabel(ReadOnlySpan<char> text)
    {
        foreach (var label in ExplicitLabels)
        {
            if (StartsWith(text, label))
                return label.Length;
        }

        var at = StartsWith(text, "ext") ? 3 : StartsWith(text, "xt") ? 2 : 0;
        if (at == 0)
            return 0;
        if (StartsWith(text[at..], "ensio"))
        {
            at += 5;
            if (at < text.Length && text[at] == '\u0301')
                at++;
        }
        else if (StartsWith(text[at..], "ensi\u00F3"))
        {
            at += 5;
        }

        return StartsWith(text[at..], "n") ? at + 1 : at;
    }

    private static int AmbiguousLabel(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return 0;
        if (CodePoints.Fold(text[0]) is 'x' or '\uFF58' or '#' or '\uFF03' or '~' or '\uFF5E')
            return 1;
        foreach (var label in AmbiguousLabels)
        {
            if (StartsWith(text, label))
                return label.Length;
        }

        return 0;
    }

    private static int SkipSeparators(ReadOnlySpan<char> text, int at, bool comma, bool hyphen)
    {
        while (at < text.Length && (text[at] is ' ' or '\t' or '\u00A0' || (comma && text[at] == ',') || (hyphen && text[at] == '-')))
            at++;
        return at;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, int most, bool hash, bool needsHash, out ReadOnlySpan<char> digits)
    {
        digits = default;
        var at = 0;
        var count = 0;
        while (at < text.Length && CodePoints.IsDigit(CodePoints.At(text, at, out var width)))
        {
            at += width;
            count++;
        }

        if (count == 0 || count > most)
            return false;
        digits = text[..at];
        var rest = text[at..];
        return rest.IsEmpty ? !needsHash : hash && rest is "#";
    }

    private static bool StartsWith(ReadOnlySpan<char> text, string label)
    {
        if (text.Length < label.Length)
            return false;
        for (var i = 0; i < label.Length; i++)
        {
            if (CodePoints.Fold(text[i]) != label[i])
                return false;
        }

        return true;
    }
}
