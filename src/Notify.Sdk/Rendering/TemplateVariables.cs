using System.Collections.Frozen;

namespace Notify.Sdk.Rendering;

/// <summary>
/// The variables that a template names, found by reading its tags. A template that uses nothing but plain variables can
/// be checked without rendering it; one with blocks (<c>{{#if}}</c>, <c>{{#each}}</c>) is tried out instead.
/// </summary>
internal sealed class TemplateVariables
{
    private static readonly FrozenSet<string> Keywords = new[] { "else", "this", "true", "false", "null", "undefined" }.ToFrozenSet(
        StringComparer.Ordinal);

    private static readonly char[] Separators = [' ', '\t', '\r', '\n', '(', ')', '=', '|', '#', '^', '/', '~'];

    private TemplateVariables(IReadOnlyList<VariablePath> required, IReadOnlyList<string> words, bool hasBlocks)
    {
        Required = required;
        Words = words;
        HasBlocks = hasBlocks;
    }

    /// <summary>Paths such as <c>recipient.name</c>, each once, in order of appearance, outside of blocks.</summary>
    public IReadOnlyList<VariablePath> Required { get; }

    /// <summary>Every word of every tag, those in and of blocks included: more than is named, never less.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Whether there is any block.</summary>
    public bool HasBlocks { get; }

    /// <summary>Reads a template.</summary>
    /// <exception cref="FormatException">A tag is not closed, inserts unescaped text, or names a partial.</exception>
    public static TemplateVariables Read(string source)
    {
        List<string> required = [];
        HashSet<string> words = [];
        var hasBlocks = false;
        var depth = 0;
        for (var start = source.IndexOf("{{", StringComparison.Ordinal); start >= 0; start =
            source.IndexOf("{{", start, StringComparison.Ordinal))
        {
            var end = source.IndexOf("}}", start, StringComparison.Ordinal);
            if (end < 0)
                throw new FormatException("a tag that begins with '{{' is not closed with '}}'");
            var tag = source[(start + 2)..end].Trim().Trim('~').Trim();
            start = end + 2;
            if (tag.StartsWith('{') || tag.StartsWith('&'))
                throw new FormatException("'{{{...}}}' and '{{&...}}' insert text without escaping; use '{{...}}'");
            if (tag.StartsWith('>'))
                throw new FormatException("partials ('{{> ...}}') are not supported; write the words into the template");
            if (tag.StartsWith('!'))
                continue;
            if (tag.Length == 0)
                throw new FormatException("an empty tag '{{}}'");
            words.UnionWith(tag.Split(Separators, StringSplitOptions.RemoveEmptyEntries));
            depth += tag[0] is '#' || (tag[0] is '^' && tag.Length > 1) ? 1 : tag[0] is '/' ? -1 : 0;
            if (tag[0] is '#' or '^' or '/' || tag.AsSpan().ContainsAny(' ', '\n', '\t'))
                hasBlocks = true;
            else if (depth == 0 && !Keywords.Contains(tag) && !required.Contains(tag))
                required.Add(tag);
        }

        return new([.. required.Select(VariablePath.Read)], [.. words], hasBlocks);
    }
}
