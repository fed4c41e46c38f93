using NodaTime;

namespace Notify.Sdk.Tracking;

/// <summary>
/// A message that a person sent to us, as a provider reports it. Personal data; its text does not show it.
/// </summary>
public sealed record InboundReply
{
    /// <summary>Name of the provider, for example <c>twilio</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The provider's id of the message: the same message reported twice counts once.</summary>
    public required string MessageId { get; init; }

    /// <summary>How it came. Answers go the same way.</summary>
    public required DeliveryChannel Channel { get; init; }

    /// <summary>The sender in any spelling: a mailbox, a phone number with its country code, or an address of the channel.</summary>
    public required string From { get; init; }

    /// <summary>
    /// Which number or mailbox of ours it was written to, where the provider says so: it tells brands apart
    /// (<see cref="NotifyBuilderExtensions.AddReplySender"/>). Null where it does not.
    /// </summary>
    public string? To { get; init; }

    /// <summary>
    /// What the person wrote; empty for a message without text, such as a picture. For mail: without the quotation and the signature
    /// (<c>ReplyText</c> of Notify.Sdk.Email).
    /// </summary>
    public required string Text { get; init => field = value ?? ""; }

    /// <summary>When it arrived here; an instant in the future counts as now.</summary>
    public required Instant ReceivedAt { get; init; }

    /// <summary>
    /// Whether a program wrote it (<c>AutoReply.IsAutomatic</c> of Notify.Sdk.Email). Then it counts for nothing, and is never
    /// answered.
    /// </summary>
    public bool IsAutomatic { get; init; }

    /// <summary>
    /// Whether somebody checked that <see cref="From"/> wrote it, such as by DMARC. Default false. Needed where the message alone says who
    /// wrote it, in mail and web hooks, before it may lift a stop; networks vouch for the senders of texts and messengers.
    /// </summary>
    public bool IsSenderVerified { get; init; }

    /// <summary>BCP 47 tag of the person's language where it is known; else the language of the word that they used.</summary>
    public string? Language { get; init; }

    /// <summary>The <see cref="OutgoingMessage.IdempotencyKey"/> of our message that it answers, where that is known.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>Provider and channel; no address, no words.</summary>
    public override string ToString() => $"reply over {Channel} from {Provider}";
}
