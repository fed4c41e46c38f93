namespace Notify.Sdk.Email.Inbound;

/// <summary>What a person wrote in an answer, without what the mail program put around it. Personal data. Immutable.</summary>
public sealed record ReplyText
{
    private const int LongestText = 64 * 1024;
    private const int MostLines = 2000;

    private ReplyText(string text, string firstLine) => (Text, FirstLine) = (text, firstLine);

    /// <summary>The words: lines separated by LF, without blank lines at either end; empty when only a quotation was sent.</summary>
    public string Text { get; }

    /// <summary>The first line that is not empty, trimmed: where "1", "yes" and "STOP" stand. Empty when there is none.</summary>
    public string FirstLine { get; }

    /// <summary>
    /// Cuts the quotation ("On ... wrote:" in a dozen languages, <c>&gt;</c> lines, the separators of Outlook) and the signature
    /// (<c>-- </c>). Reads the first 64 Ki characters and 2,000 lines.
    /// </summary>
    public static ReplyText Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text[..Math.Min(text.Length, LongestText)].ReplaceLineEndings("\n").Split('\n', MostLines + 1).Take(MostLines)
            .ToArray();
        List<string> kept = [];
        for (var i = 0; i < lines.Length && !QuoteMarks.BeginsTail(lines, i); i++)
        {
            if (!lines[i].TrimStart().StartsWith('>'))
                kept.Add(lines[i].TrimEnd());
        }

        var words = string.Join('\n', kept).Trim('\n', ' ', '\t', '\u00a0', '\ufeff', '\u200b');
        return new(words, words.Split('\n', 2)[0].Trim());
    }

    /// <summary>The words "reply text"; nothing of it.</summary>
    public override string ToString() => "reply text";
}
