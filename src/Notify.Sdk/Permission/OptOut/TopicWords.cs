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
            _topics[Key(parts)] = topic;
            Longest = Math.Max(Longest, parts.Length);
        }
    }

    /// <summary>The most words that a name has.</summary>
    public int Longest { get; }

    /// <summary>The topic with exactly that name, or null.</summary>
    public string? Find(ReadOnlySpan<string> words) => _topics.GetValueOrDefault(Key(words));

    private static string Key(ReadOnlySpan<string> words)
    {
        var key = string.Join(' ', words!);
        return key.Length > 3 && key.EndsWith('s') ? key[..^1] : key;
    }
}
