using System.Collections.Frozen;

namespace Notify.Sdk.Audience;

/// <summary>
/// Facebook Messenger addresses a person by a page-scoped id: the same person has another id at every page, so the page
/// belongs to the key. A profile's name or number cannot be sent to and is a hint.
/// </summary>
internal static class FacebookHandle
{
    private const string Prefix = "fb:";
    private const string ProfilePrefix = "profile:";
    private const int MinName = 5;
    private const int MaxName = 50;

    private static readonly FrozenSet<string> Reserved = HandleText.Names(
        "home.php", "login", "login.php", "help", "pages", "groups", "events", "watch", "reel", "reels", "marketplace",
        "gaming", "messages", "notifications", "settings", "privacy", "policies", "policy", "legal", "terms", "share", "sharer",
        "sharer.php", "share.php", "photo", "photo.php", "photos", "video.php", "videos", "story.php", "stories", "permalink.php",
        "hashtag", "search", "dialog", "plugins", "tr", "ads", "business", "recover", "friends", "bookmarks", "facebook");

    internal static HandleError Read(ReadOnlySpan<char> text, out string key, out bool isSendable)
    {
        key = "";
        isSendable = false;
        if (HandleText.TryCut(ref text, Prefix)) return ReadKey(text, out key, out isSendable);
        if (ProfileLink.TryRead(text, out var link)) return ReadLink(link, out key);
        return ReadKey(text, out key, out isSendable);
    }

    private static HandleError ReadKey(ReadOnlySpan<char> text, out string key, out bool isSendable)
    {
        key = "";
        isSendable = false;
        if (HandleText.TryCut(ref text, ProfilePrefix)) return ReadProfileId(text, out key);
        if (HandleText.TryCut(ref text, "@")) return ReadName(text, out key);
        if (HandleText.IsDigits(text)) return HandleError.PageMissing;

        var colon = text.IndexOf(':');
        if (colon < 0) return ReadName(text, out key);
        if (!HandleText.IsId(text[..colon]) || !HandleText.IsId(text[(colon + 1)..])) return HandleError.InvalidId;
        key = string.Concat(Prefix, text);
        isSendable = true;
        return HandleError.None;
    }

    private static HandleError ReadLink(in ProfileLink link, out string key)
    {
        key = "";
        if (!link.IsWeb || !(link.IsAt("facebook.com") || link.IsAt("fb.com") || link.IsAt("m.me") || link.IsAt("fb.me")))
            return HandleError.OtherHost;

        var first = link.Segment(0);
        if (ProfileLink.Same(first, "profile.php")) return ReadProfileId(link.Parameter("id"), out key);
        // facebook.com/people/Any-Text/100000000000001
        if (ProfileLink.Same(first, "people")) return ReadProfileId(link.Segment(2), out key);
        return HandleText.IsDigits(first) ? ReadProfileId(first, out key) : ReadName(first, out key);
    }

    private static HandleError ReadProfileId(ReadOnlySpan<char> id, out string key)
    {
        key = "";
        if (!HandleText.IsId(id)) return HandleError.InvalidId;
        key = string.Concat(Prefix, ProfilePrefix, id);
        return HandleError.None;
    }

    // Facebook ignores case and dots in a name.
    private static HandleError ReadName(ReadOnlySpan<char> name, out string key)
    {
        key = "";
        if (name.IsEmpty || Reserved.Has(name)) return HandleError.ReservedName;
        if (name.Length > MaxName) return HandleError.InvalidName;

        Span<char> bare = stackalloc char[MaxName];
        var length = 0;
        foreach (var c in name)
        {
            if (c == '.') continue;
            if (!char.IsAsciiLetterOrDigit(c)) return HandleError.InvalidName;
            bare[length++] = c;
        }
        bare = bare[..length];
        // Digits only would be read as a profile's number the next time.
        if (length < MinName || HandleText.IsDigits(bare)) return HandleError.InvalidName;
        key = HandleText.NameKey(Prefix, bare);
        return HandleError.None;
    }
}
