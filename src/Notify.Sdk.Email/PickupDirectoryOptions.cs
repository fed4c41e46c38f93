using Notify.Sdk.Sending;

namespace Notify.Sdk.Email;

/// <summary>Where the pickup directory is, and who the sender of its messages is. Checked when the application starts.</summary>
public sealed class PickupDirectoryOptions
{
    /// <summary>The folder; created when it is missing. A relative one counts from the working directory. Required.</summary>
    public string Directory { get; set; } = "";

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

    /// <summary>With what every message is signed (RFC 6376). Null, the default, leaves that to the server that takes the files.</summary>
    public Dkim.DkimOptions? Dkim { get; set; }
}
