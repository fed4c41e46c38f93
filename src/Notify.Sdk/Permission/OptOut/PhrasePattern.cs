namespace Notify.Sdk.Permission;

/// <summary>Words in a row, some with alternatives, some optional. Immutable.</summary>
internal sealed class PhrasePattern
{
    private const string TopicClass = "$topic";

    private readonly (string[] Any, bool Optional, bool Topic)[] _steps;

    /// <param name="text">Steps separated by spaces: <c>a|b</c>, <c>a?</c>, <c>$class</c>, <c>$topic</c>.</param>
    /// <param name="classes">The classes.</param>
    /// <exception cref="FormatException">A class that does not exist.</exception>
    public PhrasePattern(string text, IReadOnlyDictionary<string, string[]> classes) =>
        _steps = [.. text.Split(' ').Select(step => Step(step, classes))];

    /// <summary>Matches at a position, each step once, an optional step where it can.</summary>
    /// <returns>The position after the match, or -1.</returns>
    public int Match(ReadOnlySpan<string> words, int start, TopicWords topics, out string? topic)
    {
        topic = null;
        return Match(words, start, 0, topics, ref topic);
    }

    private int Match(ReadOnlySpan<string> words, int at, int step, TopicWords topics, ref string? topic)
    {
        if (step == _steps.Length)
            return at;
        var (any, optional, isTopic) = _steps[step];
        if (isTopic)
        {
            for (var length = Math.Min(topics.Longest, words.Length - at); length > 0; length--)
            {
                if (topics.Find(words.Slice(at, length)) is not { } found)
                    continue;
                topic = found;
                if (Match(words, at + length, step + 1, topics, ref topic) is >= 0 and var end)
                    return end;
            }
        }
        else if (at < words.Length && any.AsSpan().Contains(words[at]) && Match(words, at + 1, step + 1, topics, ref topic) is >= 0 and var end)
        {
            return end;
        }

        return optional ? Match(words, at, step + 1, topics, ref topic) : -1;
    }

    private static (string[], bool, bool) Step(string text, IReadOnlyDictionary<string, string[]> classes)
    {
        var optional = text.EndsWith('?');
        var alternatives = text.TrimEnd('?').Split('|');
        if (alternatives is [TopicClass])
            return ([], optional, true);
        return ([.. alternatives.SelectMany(a => !a.StartsWith('$') ? [a]
            : classes.TryGetValue(a[1..], out var members) ? members
            : throw new FormatException($"Class '{a}' of pattern step '{text}' does not exist."))], optional, false);
    }
}
