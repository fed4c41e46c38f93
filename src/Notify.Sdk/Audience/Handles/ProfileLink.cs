namespace Notify.Sdk.Audience;

/// <summary>A link to a profile, cut into the pieces that name a person. Only splits; nothing is fetched or decoded.</summary>
internal readonly ref struct ProfileLink
{
    private ProfileLink(ReadOnlySpan<char> scheme, ReadOnlySpan<char> host, ReadOnlySpan<char> path, ReadOnlySpan<char> query)
    {
        Scheme = scheme;
        Host = host;
        Path = path;
        Query = query;
    }

    /// <summary>What stands before <c>://</c>; empty if nothing does.</summary>
    internal ReadOnlySpan<char> Scheme { get; }

    /// <summary>The host with user info and port, if there are any, so that a comparison with a known host fails.</summary>
    internal ReadOnlySpan<char> Host { get; }

    /// <summary>The path without its first slash.</summary>
    internal ReadOnlySpan<char> Path { get; }

    private ReadOnlySpan<char> Query { get; }

    internal bool IsWeb => Scheme.IsEmpty || Same(Scheme, "https") || Same(Scheme, "http");

    /// <summary>Reads <c>scheme://host/path?query#fragment</c>, with or without the scheme. False if it has no sign of a link.</summary>
    internal static bool TryRead(ReadOnlySpan<char> text, out ProfileLink link)
    {
        link = default;
        var scheme = ReadOnlySpan<char>.Empty;
        var mark = text.IndexOf("://", StringComparison.Ordinal);
        if (mark >= 0)
        {
            scheme = text[..mark];
            text = text[(mark + 3)..];
        }
        else if (text.IndexOf('/') is var slash && (slash <= 0 || !text[..slash].Contains('.')))
        {
            return false;
        }

        text = Before(text, "#");
        var query = text.IndexOf('?') is var q and >= 0 ? text[(q + 1)..] : default;
        text = Before(text, "?");
        var path = text.IndexOf('/') is var s and >= 0 ? text[(s + 1)..] : default;
        link = new ProfileLink(scheme, Before(text, "/"), path, query);
        return true;
    }

    /// <summary>Whether the host is the given one, or it behind one of the labels that sites put in front.</summary>
    internal bool IsAt(string host)
    {
        if (Same(Host, host)) return true;
        if (Host.Length <= host.Length + 1 || !Host.EndsWith(host, StringComparison.OrdinalIgnoreCase)) return false;
        var front = Host[..^host.Length];
        if (front[^1] != '.') return false;
        front = front[..^1];
        // "de-de.facebook.com" is the same page in German.
        return Same(front, "www") || Same(front, "m") || Same(front, "mobile") || Same(front, "web")
            || Same(front, "mbasic") || Same(front, "touch") || (front.Length == 5 && front[2] == '-');
    }

    /// <summary>The n-th part of the path, from 0; empty if there is none.</summary>
    internal ReadOnlySpan<char> Segment(int index)
    {
        var rest = Path;
        for (; index > 0; index--)
        {
            var slash = rest.IndexOf('/');
            if (slash < 0) return default;
            rest = rest[(slash + 1)..];
        }
        return Before(rest, "/");
    }

    /// <summary>The value of a query parameter as it stands; empty if there is none.</summary>
    internal ReadOnlySpan<char> Parameter(string name)
    {
        foreach (var range in Query.Split('&'))
        {
            var pair = Query[range];
            if (pair.Length > name.Length && pair[name.Length] == '=' && pair.StartsWith(name, StringComparison.Ordinal))
                return pair[(name.Length + 1)..];
        }
        return default;
    }

    internal static bool Same(ReadOnlySpan<char> left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> Before(ReadOnlySpan<char> text, string mark) =>
        text.IndexOf(mark, StringComparison.Ordinal) is var i and >= 0 ? text[..i] : text;
}
