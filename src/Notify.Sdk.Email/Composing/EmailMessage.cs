using NodaTime;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Email.Composing;

/// <summary>
/// An email to one person, as <see cref="MailComposer"/> writes it. Immutable. Checked when it is written, not before.
/// </summary>
/// <remarks>One recipient only: it keeps addresses private and gives every person an unsubscribe link of their own.</remarks>
internal sealed record EmailMessage
{
    /// <summary>
    /// The <c>Message-ID</c> without angle brackets (RFC 5322 section 3.6.4), <c>left@domain</c>, ASCII, at most 250
    /// characters. The same on every attempt: receivers recognise a repeat by it, and the boundaries are derived from it.
    /// </summary>
    public required string MessageId { get; init; }

    /// <summary>The instant of sending, years 1900 to 9999, written in UTC with zone <c>+0000</c> and whole seconds.</summary>
    public required Instant Date { get; init; }

    /// <summary>The sender.</summary>
    public required Mailbox From { get; init; }

    /// <summary>The recipient.</summary>
    public required Mailbox To { get; init; }

    /// <summary>Where answers go; null sends them to <see cref="From"/>.</summary>
    public Mailbox? ReplyTo { get; init; }

    /// <summary>The subject, any Unicode text without CR, LF and NUL.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The plain text. When null or blank it is derived from <see cref="HtmlBody"/>. Line breaks become CRLF.</summary>
    public string? TextBody { get; init; }

    /// <summary>The HTML; null sends plain text only. Line breaks become CRLF.</summary>
    public string? HtmlBody { get; init; }

    /// <summary>
    /// Files, and images that the HTML shows by <c>cid:</c>, in this order; their octets are read. Without HTML an image is left out.
    /// </summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>How to stop such messages; null for none. For marketing and subscribed topics, not for transactional ones.</summary>
    public UnsubscribeLinks? Unsubscribe { get; init; }

    /// <summary>
    /// The <c>List-Id</c> (RFC 2919) without angle brackets, a dotted name such as <c>news.example.com</c>; null for none.
    /// </summary>
    public string? ListId { get; init; }

    /// <summary>
    /// Whether an address has a UTF-8 local part, so that headers are written in UTF-8 (RFC 6532) and only a server with
    /// SMTPUTF8 (RFC 6531) can take the message.
    /// </summary>
    public bool RequiresSmtpUtf8 =>
        From.Parsed!.HasUnicodeLocalPart || To.Parsed!.HasUnicodeLocalPart || ReplyTo?.Parsed!.HasUnicodeLocalPart == true;

    /// <summary>The words "email message"; no address, no words.</summary>
    public override string ToString() => "email message";
}
