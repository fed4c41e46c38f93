using NodaTime;

namespace Notify.Sdk;

/// <summary>One message at the moment it is handed to a transport. Immutable.</summary>
public sealed record OutgoingMessage
{
    /// <summary>
    /// The same on every attempt of one delivery over one route: the idempotency key for providers, and the left part
    /// of a <c>Message-ID</c>. Letters, digits and dots.
    /// </summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>The delivery.</summary>
    public required DeliveryId Delivery { get; init; }

    /// <summary>The channel.</summary>
    public required DeliveryChannel Channel { get; init; }

    /// <summary>Name of the transport that it is handed to; see <see cref="ITransport.Name"/>.</summary>
    public string Provider { get; init; } = "";

    /// <summary>Where to: use <see cref="Address.Deliverable"/>.</summary>
    public required Address To { get; init; }

    /// <summary>The words.</summary>
    public required RenderedMessage Content { get; init; }

    /// <summary>Name of the topic.</summary>
    public required string Topic { get; init; }

    /// <summary>The class; marketing mail carries unsubscribe headers.</summary>
    public required MessageClass Class { get; init; }

    /// <summary>The priority of the topic, for providers that let urgent messages pass and others wait.</summary>
    public TopicPriority Priority { get; init; } = TopicPriority.Normal;

    /// <summary>The sender name that the person knows; empty for none.</summary>
    public string Brand { get; init; } = "";

    /// <summary>
    /// For text messages: the sender id that the topic has for the country of the person (<see cref="Sdk.Topic.SenderIds"/>); null for
    /// the transport's own.
    /// </summary>
    public string? SenderId { get; init; }

    /// <summary>
    /// When the message loses its permission: the end of the send window or the expiry. Pass it to providers that take a
    /// validity period.
    /// </summary>
    public required Instant ValidUntil { get; init; }

    /// <summary>The instant of the hand-over, for a <c>Date</c> header.</summary>
    public required Instant At { get; init; }

    /// <summary>Files and inline images, their octets read; email only.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>The account whose data are in the words; null when the message was made by hand.</summary>
    public AccountRef? Account { get; init; }

    /// <summary>Delivery and channel; no address, no words.</summary>
    public override string ToString() => $"{Channel} message {Delivery}";
}
