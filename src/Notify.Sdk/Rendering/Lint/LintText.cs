using System.Text;

namespace Notify.Sdk.Rendering;

/// <summary>A template's source as it may look when it is sent, and where each character comes from.</summary>
internal sealed class LintText
{
    private readonly List<int> _origins = [];

    /// <summary>Values stand for their tags; tags of blocks and comments are nothing, so that every branch is counted.</summary>
    public LintText(string source, Topic topic, LintOptions options)
    {
        var shown = new StringBuilder(source.Length);
        var at = 0;
        while (at < source.Length)
        {
            var open = source.IndexOf("{{", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : source.IndexOf("}}", open, StringComparison.Ordinal);
            var end = close < 0 ? source.Length : open;
            for (; at < end; at++)
                Add(shown, source[at], at);
            if (close < 0)
                break;
            var tag = source[(open + 2)..close].Trim().Trim('~').Trim();
            Tags.Add(tag);
            foreach (var c in ValueOf(tag, topic, options))
                Add(shown, c, ~open);
            at = close + 2;
        }

        Shown = shown.ToString();
    }

    /// <summary>The text as it may look.</summary>
    public string Shown { get; }

    /// <summary>What stands between the braces.</summary>
    public List<string> Tags { get; } = [];

    /// <summary>The place in the source.</summary>
    public int Origin(int index) => _origins[index] is >= 0 and var own ? own : ~_origins[index];

    /// <summary>Whether a character was written into the template, rather than filled in.</summary>
    public bool IsWritten(int index) => _origins[index] >= 0;

    private void Add(StringBuilder shown, char c, int origin)
    {
        shown.Append(c);
        _origins.Add(origin);
    }

    private static string ValueOf(string tag, Topic topic, LintOptions options)
    {
        if (tag.Length == 0 || tag[0] is '#' or '/' or '^' or '!' || tag == "else")
            return "";
        return options.Samples.TryGetValue(tag, out var sample) ? sample
            : tag == "brand" ? topic.Brand
            : new string('x', options.PlaceholderLength);
    }
}
