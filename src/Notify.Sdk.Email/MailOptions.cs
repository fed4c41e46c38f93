using Notify.Sdk.Email.Dkim;

namespace Notify.Sdk.Email;

/// <summary>Who the sender of our mail is, and what its messages carry; the same for every email transport of this package.</summary>
public abstract class MailOptions
{
    private protected MailOptions()
    {
    }

    /// <summary>
    /// Address of the sender, for example <c>news@example.com</c>. Its domain is also the right part of every
    /// <c>Message-ID</c>. Required.
    /// </summary>
    public string From { get; set; } = "";

    /// <summary>Name of the sender. Null takes the brand of the message; empty shows none.</summary>
    public string? FromName { get; set; }

    /// <summary>Address that answers go to. Null sends them to <see cref="From"/>.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>
    /// The https link by which a recipient stops marketing mail with one click (RFC 8058), with an opaque token of their own. A POST
    /// to it must stop the messages without login, cookie or question; a GET must not, because scanners fetch links. Called for
    /// marketing messages only, concurrently. Null, or a null answer, for none.
    /// </summary>
    public Func<OutgoingMessage, Uri?>? UnsubscribeUri { get; set; }

    /// <summary>The mailto link for the same. Called for marketing messages only, concurrently. Null, or a null answer, for none.</summary>
    public Func<OutgoingMessage, Uri?>? UnsubscribeMailto { get; set; }

    /// <summary>
    /// With what every message is signed (RFC 6376). Null, the default, leaves that to the server that takes our mail, as most do.
    /// </summary>
    public DkimOptions? Dkim { get; set; }
}
