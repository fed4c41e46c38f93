using Notify.Sdk.Audience;

namespace Notify.Sdk.Email.Composing;

/// <summary>An email to one person, so that addresses stay private. Immutable. Checked when it is written, not before.</summary>
internal sealed record EmailMessage
{
    /// <summary>
    /// <c>left@domain</c>, ASCII, at most 250 characters (RFC 5322 section 3.6.4). The same on every attempt: receivers recognise a
    /// repeat by it, and the boundaries are derived from it.
    /// </summary>
    public required string MessageId { get; init; }

    /// <summary>The instant of sending, years 1900 to 9999, written in UTC and whole seconds.</summary>
    public required Instant Date { get; init; }

    public required Mailbox From { get; init; }

    public required Mailbox To { get; init; }

    public Mailbox? ReplyTo { get; init; }

    public string Subject { get; init; } = "";

    /// <summary>When null or blank it is derived from <see cref="HtmlBody"/>.</summary>
    public string? TextBody { get; init; }

    public string? HtmlBody { get; init; }

    /// <summary>Their octets are read. Without HTML an inline image is left out.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>How to stop such messages; null for none, as for transactional ones.</summary>
    public UnsubscribeLinks? Unsubscribe { get; init; }

    /// <summary>The <c>List-Id</c> (RFC 2919), a dotted name such as <c>news.example.com</c>; null for none.</summary>
    public string? ListId { get; init; }

    /// <summary>Whether an address has letters beyond ASCII before the '@', so that fields are UTF-8 (RFC 6532, 6531).</summary>
    public bool RequiresSmtpUtf8 =>
        From.Parsed!.HasUnicodeLocalPart || To.Parsed!.HasUnicodeLocalPart || ReplyTo?.Parsed!.HasUnicodeLocalPart == true;

    /// <summary>The words "email message"; no address, no words.</summary>
    public override string ToString() => "email message";
}

/// <summary>Somebody who sends or receives: an address, at most 254 octets, and if known a name (RFC 5322 section 3.4).</summary>
internal sealed record Mailbox(string Address, string DisplayName = "")
{
    /// <summary>The address as read, once; null when it cannot be.</summary>
    public EmailAddress? Parsed { get; } = AddressSyntax.Read(Address, out _);

    /// <summary>The word "mailbox"; neither address nor name.</summary>
    public override string ToString() => "mailbox";
}

/// <summary>Where a mail program sends the wish to stop (RFC 2369 section 3.2, RFC 8058), at least one of the two.</summary>
internal sealed record UnsubscribeLinks(Uri? OneClick, Uri? Mailto = null)
{
    /// <summary>What <c>List-Unsubscribe</c> says: the https URI first, then the mailto one (RFC 8058 section 3.1).</summary>
    public string FieldValue => string.Join(", ", new[] { OneClick, Mailto }.OfType<Uri>().Select(uri => $"<{Ascii(uri)}>"));

    /// <summary>The words "unsubscribe links"; a token is a secret of the recipient.</summary>
    public override string ToString() => "unsubscribe links";

    private static string Ascii(Uri uri) => System.Text.Ascii.IsValid(uri.AbsoluteUri)
        ? uri.AbsoluteUri
        : new UriBuilder(uri) { Host = uri.IdnHost }.Uri.AbsoluteUri;
}
