namespace Notify.Sdk.Email.Inbound;

/// <summary>Where the words of a person end, and the signature or the quotation of an earlier message begins.</summary>
internal static class QuoteMarks
{
    private const int LongestAttribution = 400;

    private static readonly Dictionary<string, string[]> Marks = Wordlist.Read("ReplyMarks.txt");

    // The first word of an attribution, and the verb before its colon: "On Mon, 2 Nov 2026 at 10:04, Shop wrote:".
    private static readonly string[][] Attributions = [.. Marks["attribution"].Select(line => line.Split('|'))];

    /// <summary>Whether what follows from this line on is no longer the person's.</summary>
    public static bool BeginsTail(string[] lines, int index)
    {
        var line = lines[index].TrimEnd('\r');
        var trimmed = line.Trim();
        return line is "-- " or "--"
            || IsSeparator(trimmed)
            || Marks["device"].Any(device => trimmed.StartsWith(device, StringComparison.Ordinal))
            || IsOutlookHeader(lines, index)
            || IsAttribution(lines, index);
    }

    // "-----Original Message-----" in any language, and the rule that Outlook draws.
    private static bool IsSeparator(string line) =>
        (line.Length >= 20 && !line.AsSpan().ContainsAnyExcept('_'))
        || (line.Length is > 10 and < 80 && line.StartsWith("-----", StringComparison.Ordinal)
            && line.EndsWith("-----", StringComparison.Ordinal) && line.Any(char.IsLetter));

    private static bool IsOutlookHeader(string[] lines, int index) =>
        StartsWithAny(lines[index], Marks["sender"]) && lines.Skip(index + 1).Take(4).Any(line => StartsWithAny(line, Marks["date"]));

    private static bool StartsWithAny(string line, string[] words) =>
        Array.Exists(words, word => line.AsSpan().TrimStart(" *").StartsWith(word, StringComparison.OrdinalIgnoreCase));

    // It names a date, so it has a digit. Programs fold it over up to three lines.
    private static bool IsAttribution(string[] lines, int index)
    {
        var joined = lines[index].Trim();
        var folded = HasOpenBracket(joined);
        for (var i = index; ; joined = $"{joined} {lines[i].Trim()}")
        {
            if (joined.Length is 0 or > LongestAttribution)
                return false;
            if (joined[^1] is ':' or '：' && joined.Any(char.IsDigit))
                return Attributions.Any(mark => Fits(joined, mark[0], mark[1], mayBeFolded: folded || i == index));
            if (++i == index + 3 || i >= lines.Length || string.IsNullOrWhiteSpace(lines[i]))
                return false;
        }
    }

    // "... Shop <" with the address on the next line
    private static bool HasOpenBracket(string line) => line.LastIndexOf('<') > line.LastIndexOf('>');

    // Where nothing tells its first line, only one that breaks off within an address may go on in the next.
    private static bool Fits(string line, string start, string verb, bool mayBeFolded) =>
        (start.Length > 0 || mayBeFolded)
        && line.StartsWith(start, StringComparison.Ordinal)
        && line.IndexOf(verb, start.Length, StringComparison.Ordinal) is >= 0 and var at
        && (start.Length > 0 || line.Length - at <= verb.Length + 40);
}
