using System.Collections.Frozen;

namespace Notify.Sdk.Audience;

/// <summary>X, formerly Twitter: the numeric id stays with the account, the handle changes hands.</summary>
internal static class XHandle
{
    private const string Prefix = "x:";

    // 15 today; some of the first accounts kept longer ones.
    private const int MaxName = 20;

    private static readonly FrozenSet<string> Reserved = HandleText.Names(
        "i", "home", "intent", "share", "search", "hashtag", "explore", "notifications", "messages", "settings", "login",
        "logout", "signup", "account", "compose", "download", "jobs", "tos", "privacy", "about", "who_to_follow", "lists");

    internal static HandleError Read(ReadOnlySpan<char> text, out string key, out bool isSendable)
    {
        if (!HandleText.TryCut(ref text, Prefix) && ProfileLink.TryRead(text, out var link))
            return ReadLink(link, out key, out isSendable);
        return HandleText.IsDigits(text) ? ReadId(text, out key, out isSendable) : ReadName(text, out key, out isSendable);
    }

    private static HandleError ReadLink(in ProfileLink link, out string key, out bool isSendable)
    {
        key = "";
        isSendable = false;
        if (!link.IsWeb || !(link.IsAt("x.com") || link.IsAt("twitter.com"))) return HandleError.OtherHost;

        var first = link.Segment(0);
        // x.com/i/user/12 and x.com/intent/user?user_id=12 or ?screen_name=jack are the only pages of X about one person.
        if (ProfileLink.Same(first, "i") && ProfileLink.Same(link.Segment(1), "user"))
            return ReadId(link.Segment(2), out key, out isSendable);
        if (ProfileLink.Same(first, "intent") && !link.Parameter("user_id").IsEmpty)
            return ReadId(link.Parameter("user_id"), out key, out isSendable);
        if (ProfileLink.Same(first, "intent") && !link.Parameter("screen_name").IsEmpty)
            return ReadName(link.Parameter("screen_name"), out key, out isSendable);
        return ReadName(first, out key, out isSendable);
    }

    private static HandleError ReadId(ReadOnlySpan<char> id, out string key, out bool isSendable)
    {
        isSendable = HandleText.IsId(id);
        key = isSendable ? string.Concat(Prefix, id) : "";
        return isSendable ? HandleError.None : HandleError.InvalidId;
    }

    private static HandleError ReadName(ReadOnlySpan<char> name, out string key, out bool isSendable)
    {
        key = "";
        isSendable = false;
        HandleText.TryCut(ref name, "@");
        if (name.IsEmpty || Reserved.Has(name)) return HandleError.ReservedName;
        if (name.Length > MaxName) return HandleError.InvalidName;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_') return HandleError.InvalidName;
        }
        key = HandleText.NameKey(Prefix, name);
        return HandleError.None;
    }
}
