using System.Buffers;
using System.Net;
using System.Text.RegularExpressions;

namespace Notify.Sdk.Rendering;

/// <summary>A tag, a comment (empty name) or a declaration (empty name) of an HTML text.</summary>
internal readonly partial record struct HtmlTag(string Name, bool Opens, string Rest)
{
    private static readonly SearchValues<char> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    private static readonly HashSet<string> Voids = new(StringComparer.OrdinalIgnoreCase) {
        "area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr" };

    /// <summary>Reads the tag that begins at <paramref name="position"/> and moves behind it; an unclosed one takes the rest.</summary>
    public static HtmlTag Read(string html, ref int position)
    {
        var start = position;
        if (html.AsSpan(start).StartsWith("<!--"))
        {
            position = After(html, "-->", start + 4);
            return new("", false, "");
        }

        var end = EndOf(html, start + 1);
        position = Math.Min(end + 1, html.Length);
        var inside = html.AsSpan(start + 1, end - start - 1);
        var opens = !inside.StartsWith('/');
        inside = opens ? inside : inside[1..];
        var length = inside.IndexOfAnyExcept(Letters);
        length = length < 0 ? inside.Length : length;
        return new(inside[..length].ToString(), opens, inside[length..].ToString());
    }

    /// <summary>Where the text goes on behind <c>&lt;/name&gt;</c>; the end when it is missing.</summary>
    public static int AfterClosing(string html, int position, string name)
    {
        var close = html.IndexOf($"</{name}", position, StringComparison.OrdinalIgnoreCase);
        return close < 0 ? html.Length : After(html, ">", close);
    }

    /// <summary>
    /// Where the text goes on behind the element of this name that was opened before <paramref name="position"/>; the end when it is
    /// never closed.
    /// </summary>
    public static int AfterElement(string html, int position, string name)
    {
        for (var depth = 1; depth > 0 && (position = html.IndexOf('<', position)) >= 0;)
        {
            var tag = Read(html, ref position);
            if (tag.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                depth += tag.Opens ? 1 : -1;
            if (depth == 0 || position >= html.Length)
                return position;
        }

        return html.Length;
    }

    /// <summary>Whether mail programs do not show it, by its own attributes.</summary>
    public bool IsHidden => Opens && Rest.Length > 0 && (HiddenStyle().IsMatch(Rest) || HiddenMark().IsMatch(Rest));

    /// <summary>Whether it has no end of its own.</summary>
    public bool IsVoid => Rest.EndsWith('/') || Voids.Contains(Name);

    /// <summary>The value of an attribute, decoded; empty when it is not there.</summary>
    public string Attribute(string name)
    {
        var rest = Rest.AsSpan();
        while (true)
        {
            var equals = rest.IndexOf('=');
            if (equals < 0)
            {
                return "";
            }

            var key = rest[..equals].TrimEnd();
            key = key[(key.LastIndexOfAny(' ', '\t', '\n') + 1)..].TrimStart("\r\f/");
            rest = rest[(equals + 1)..].TrimStart();
            var value = TakeValue(ref rest);
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return WebUtility.HtmlDecode(value.ToString()).Trim();
            }
        }
    }

    [GeneratedRegex(@"\bstyle\s*=\s*(?:""[^""]*|'[^']*|\S*?)(?:display\s*:\s*none|visibility\s*:\s*hidden)", RegexOptions.IgnoreCase)]
    private static partial Regex HiddenStyle();

    [GeneratedRegex(@"^(?:\s+[\w-]+\s*=\s*(?:""[^""]*""|'[^']*'|[^\s""'>]+))*\s+hidden(?:\s|=|/|$)",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex HiddenMark();

    private static ReadOnlySpan<char> TakeValue(ref ReadOnlySpan<char> rest)
    {
        var quoted = !rest.IsEmpty && rest[0] is '"' or '\'';
        var end = quoted ? rest[1..].IndexOf(rest[0]) + 1 : rest.IndexOfAny(" \t\r\n");
        end = end <= 0 ? rest.Length : end;
        var value = quoted ? rest[1..end] : rest[..end];
        rest = rest[Math.Min(end + 1, rest.Length)..];
        return value;
    }

    // A '>' inside a quoted attribute does not end the tag.
    private static int EndOf(string html, int position)
    {
        var quote = '\0';
        for (; position < html.Length; position++)
        {
            var c = html[position];
            if (quote != '\0' ? c == quote : c is '"' or '\'')
            {
                quote = quote == '\0' ? c : '\0';
            }
            else if (c == '>' && quote == '\0')
            {
                return position;
            }
        }

        return html.Length;
    }

    private static int After(string html, string what, int position)
    {
        var found = position > html.Length ? -1 : html.IndexOf(what, position, StringComparison.Ordinal);
        return found < 0 ? html.Length : found + what.Length;
    }
}
