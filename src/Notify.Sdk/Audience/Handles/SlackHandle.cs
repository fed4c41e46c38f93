namespace Notify.Sdk.Audience;

/// <summary>
/// Slack: a user id (<c>U…</c>, or <c>W…</c> across an enterprise) within a workspace (<c>T…</c>) or an enterprise
/// (<c>E…</c>). User names were given up by Slack in 2018 and are refused.
/// </summary>
internal static class SlackHandle
{
    private const string Prefix = "slack:";
    private const int MaxId = 24;

    internal static HandleError Read(ReadOnlySpan<char> text, out string key, out bool isSendable)
    {
        key = "";
        isSendable = false;
        if (ProfileLink.TryRead(text, out var link)) return ReadLink(link, out key, out isSendable);
        HandleText.TryCut(ref text, Prefix);

        var mark = text.IndexOfAny(':', '/');
        if (mark < 0) return IsUser(Mentioned(text)) ? HandleError.TeamMissing : HandleError.InvalidId;
        return ReadPair(text[..mark], text[(mark + 1)..], out key, out isSendable);
    }

    private static HandleError ReadLink(in ProfileLink link, out string key, out bool isSendable)
    {
        key = "";
        isSendable = false;
        if (ProfileLink.Same(link.Scheme, "slack") && ProfileLink.Same(link.Host, "user"))
            return ReadPair(link.Parameter("team"), link.Parameter("id"), out key, out isSendable);
        if (!link.IsWeb || !link.Host.EndsWith(".slack.com", StringComparison.OrdinalIgnoreCase)) return HandleError.OtherHost;
        // A workspace's web address does not tell its id: acme.slack.com/team/U012AB3CD.
        return ProfileLink.Same(link.Segment(0), "team") && IsUser(link.Segment(1))
            ? HandleError.TeamMissing
            : HandleError.NotAPersonLink;
    }

    private static HandleError ReadPair(ReadOnlySpan<char> team, ReadOnlySpan<char> user, out string key, out bool isSendable)
    {
        key = "";
        isSendable = false;
        if (ProfileLink.Same(user, "USLACKBOT")) return HandleError.ReservedName;
        if (!IsId(team, 'T', 'E') || !IsUser(user)) return HandleError.InvalidId;

        Span<char> upper = stackalloc char[team.Length + 1 + user.Length];
        team.ToUpperInvariant(upper);
        upper[team.Length] = ':';
        user.ToUpperInvariant(upper[(team.Length + 1)..]);
        key = string.Concat(Prefix, upper);
        isSendable = true;
        return HandleError.None;
    }

    // "<@U012AB3CD>" and "<@U012AB3CD|anna>" are how a message mentions someone.
    private static ReadOnlySpan<char> Mentioned(ReadOnlySpan<char> text)
    {
        if (text is not ['<', '@', .. var content, '>']) return text;
        var bar = content.IndexOf('|');
        return bar < 0 ? content : content[..bar];
    }

    private static bool IsUser(ReadOnlySpan<char> text) => IsId(text, 'U', 'W');

    private static bool IsId(ReadOnlySpan<char> text, char kind, char otherKind)
    {
        if (text.Length is < 2 or > MaxId || (char.ToUpperInvariant(text[0]) is var first && first != kind
            && first != otherKind)) return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c)) return false;
        }
        return true;
    }
}
