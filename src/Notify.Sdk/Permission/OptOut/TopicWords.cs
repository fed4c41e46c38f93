namespace Notify.Sdk.Permission;

/// <summary>The words that name topics, normalised; a plural <c>s</c> makes no difference. Immutable.</summary>
internal sealed class TopicWords
{
    private readonly Dictionary<string, string> _topics = new(StringComparer.Ordinal);

    public TopicWords(IEnumerable<KeyValuePair<string, string>> words)
    {
        foreach (var (text, topic) in words)
        {
            var parts = ReplyWords.Of(text);
            if (parts.Length == 0)
                continue;
            _topics[Key(string.Join(' ', parts)).ToString()] = topic;
            Longest = Math.Max(Longest, parts.Length);
        }
    }

    /// <summary>The most words that a name has.</summary>
    public int Longest { get; }

    /// <summary>The topic with exactly that name, words with a space between, or null.</summary>
    public string? Find(ReadOnlySpan<char> words) =>
        _topics.Count > 0 && _topics.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(Key(words), out var topic) ? topic : null;

    private static ReadOnlySpan<char> Key(ReadOnlySpan<char> words) => words.Length > 3 && words[^1] == 's' ? words[..^1] : words;
}
