using Notify.Sdk.Sending;
using Notify.Sdk.Email.Composing;

namespace Notify.Sdk.Email;

/// <summary>Who sends: makes an email of an outgoing message, the same for every email transport of this package.</summary>
internal sealed record Sender
{
    private readonly string _address = "";
    private readonly string _domain = "";

    /// <summary>Address of the sender; checked.</summary>
    public required string Address
    {
        get => _address;
        init
        {
            _address = value;
            AddressSyntax.TryRead(value, out _, out _domain, out _);
        }
    }

    /// <summary>Name of the sender; null takes the brand.</summary>
    public string? Name { get; init; }

    /// <summary>Where answers go, or null.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The one-click link, or null.</summary>
    public Func<OutgoingMessage, Uri?>? UnsubscribeUri { get; init; }

    /// <summary>The mailto link, or null.</summary>
    public Func<OutgoingMessage, Uri?>? UnsubscribeMailto { get; init; }

    /// <summary>The email. Its <c>Message-ID</c> is the idempotency key at the domain of the sender, so it is the same on every attempt.</summary>
    public EmailMessage Compose(OutgoingMessage message) => new()
    {
        MessageId = $"{message.IdempotencyKey}@{_domain}",
        Date = message.At,
        From = new(Address, Name ?? message.Brand),
        To = new(message.To.Deliverable),
        ReplyTo = ReplyTo is null ? null : new(ReplyTo),
        Subject = message.Content.Subject ?? "",
        TextBody = message.Content.Text,
        HtmlBody = message.Content.Html,
        Attachments = [.. message.Attachments.Where(file => !file.IsInline).Select(file => new EmailAttachment(file.Name, file.MediaType, file.Content))],
        InlineResources = [.. message.Attachments.Where(file => file.IsInline && message.Content.Html is not null).Select(file => new InlineResource(file.Name, file.MediaType, file.Content))],
        Unsubscribe = Unsubscribe(message),
        ListId = message.Class == MessageClass.Marketing ? $"{message.Topic}.{_domain}" : null,
    };

    /// <summary>The word "sender"; no address.</summary>
    public override string ToString() => "sender";

    // Only what a person can unsubscribe from may offer it: a transactional message with such a header promises in vain.
    private UnsubscribeLinks? Unsubscribe(OutgoingMessage message)
    {
        if (message.Class != MessageClass.Marketing)
        {
            return null;
        }

        var links = new UnsubscribeLinks(UnsubscribeUri?.Invoke(message), UnsubscribeMailto?.Invoke(message));
        return links is { OneClick: null, Mailto: null } ? null : links;
    }
}
