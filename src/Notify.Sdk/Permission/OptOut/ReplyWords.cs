namespace Notify.Sdk.Permission;

/// <summary>The words of texts of ours, written as those of messages are.</summary>
internal static class ReplyWords
{
    /// <summary>The words of a text.</summary>
    public static string[] Of(string text)
    {
        using var tokens = new ReplyTokens(text);
        var words = new string[tokens.Count];
        for (var i = 0; i < words.Length; i++)
            words[i] = tokens[i].ToString();
        return words;
    }

    /// <summary>The words without anything between them: OPT-OUT, OPT OUT and S.T.O.P. become one.</summary>
    public static string Squash(IEnumerable<string> words) => string.Concat(words);
}
