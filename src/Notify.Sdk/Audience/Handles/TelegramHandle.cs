using System.Collections.Frozen;

namespace Notify.Sdk.Audience;

/// <summary>
/// Telegram: a bot sends to a chat's number and only after the person has spoken to it; it cannot send to a username.
/// </summary>
internal static class TelegramHandle
{
    private const string Prefix = "tg:";

    // 5 for names that are given, 4 for names that are sold.
    private const int MinName = 4;
    private const int MaxName = 32;

    private static readonly FrozenSet<string> Invitations = HandleText.Names(
        "joinchat", "c", "addlist", "addstickers", "addemoji", "addtheme", "share", "proxy", "socks", "login", "setlanguage",
        "bg", "contact", "boost", "giftcode", "invoice", "confirmphone", "iv", "nft");

    internal static HandleError Read(ReadOnlySpan<char> text, out string key, out bool isSendable)
    {
        // tg://... is a link and tg:123 a key.
        var isLink = ProfileLink.TryRead(text, out var link);
        if (isLink || TryReadNameHost(text, out link)) return ReadLink(link, out key, out isSendable);

        HandleText.TryCut(ref text, Prefix);
        var digits = text is ['-', .. var group] ? group : text;
        return HandleText.IsDigits(digits) ? ReadChat(text, digits, out key, out isSendable) : ReadName(text, out key, out isSendable);
    }

    // "anna.t.me" is a link without a slash.
    private static bool TryReadNameHost(ReadOnlySpan<char> text, out ProfileLink link)
    {
        link = default;
        return text.EndsWith(".t.me", StringComparison.OrdinalIgnoreCase) && ProfileLink.TryRead(string.Concat("https://", text), out link);
    }

    private static HandleError ReadLink(in ProfileLink link, out string key, out bool isSendable)
    {
        key = "";
        isSendable = false;
        if (ProfileLink.Same(link.Scheme, "tg")) return ReadAppLink(link, out key, out isSendable);
        if (!link.IsWeb) return HandleError.OtherHost;

        // Compared whole: in front of t.me stands a name, and "mobile" or "touch" can be one.
        if (ProfileLink.Same(link.Host, "t.me") || link.IsAt("telegram.me") || link.IsAt("telegram.dog"))
        {
            // t.me/s/name is the same channel in a browser.
            var name = ProfileLink.Same(link.Segment(0), "s") ? link.Segment(1) : link.Segment(0);
            // t.me/+abc invites to a group, t.me/+49170... is a phone number, t.me/$abc an invoice.
            return name is ['+' or '$', ..] || Invitations.Has(name)
                ? HandleError.NotAPersonLink
                : ReadName(name, out key, out isSendable);
        }

        var host = link.Host;
        return host.EndsWith(".t.me", StringComparison.OrdinalIgnoreCase)
            ? ReadName(host[..^".t.me".Length], out key, out isSendable)
            : HandleError.OtherHost;
    }

    private static HandleError ReadAppLink(in ProfileLink link, out string key, out bool isSendable)
    {
        key = "";
        isSendable = false;
        if (ProfileLink.Same(link.Host, "user")) return ReadChat(link.Parameter("id"), link.Parameter("id"), out key, out isSendable);
        return ProfileLink.Same(link.Host, "resolve") && !link.Parameter("domain").IsEmpty
            ? ReadName(link.Parameter("domain"), out key, out isSendable)
            : HandleError.NotAPersonLink;
    }

    // Persons are positive; groups and channels negative, with the same range.
    private static HandleError ReadChat(ReadOnlySpan<char> chat, ReadOnlySpan<char> digits, out string key, out bool isSendable)
    {
        isSendable = HandleText.IsId(digits);
        key = isSendable ? string.Concat(Prefix, chat) : "";
        return isSendable ? HandleError.None : HandleError.InvalidId;
    }

    private static HandleError ReadName(ReadOnlySpan<char> name, out string key, out bool isSendable)
    {
        key = "";
        isSendable = false;
        HandleText.TryCut(ref name, "@");
        if (name.IsEmpty) return HandleError.ReservedName;
        if (name.Length is < MinName or > MaxName || !char.IsAsciiLetter(name[0]) || name[^1] == '_') return HandleError.InvalidName;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_') return HandleError.InvalidName;
        }
        key = HandleText.NameKey(Prefix, name);
        return HandleError.None;
    }
}
