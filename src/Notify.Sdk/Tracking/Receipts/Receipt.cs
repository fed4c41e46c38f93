using NodaTime;

namespace Notify.Sdk.Tracking;

/// <summary>What a provider reports about a message after it took it, in rising rank.</summary>
public enum ReceiptKind : byte
{
    /// <summary>The provider says it has the message; settles a doubt.</summary>
    Accepted,

    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>It did not arrive, and the address is not at fault.</summary>
    Failed,

    /// <summary>It did not arrive because the address does not exist; the address is suppressed.</summary>
    Bounced,

    /// <summary>
    /// It did not arrive because the person had told the provider to stop: everything over the channel is withdrawn at the address.
    /// </summary>
    OptedOut,

    /// <summary>The recipient complained; the address is suppressed.</summary>
    Complained,
}

/// <summary>One event from a provider.</summary>
/// <param name="Provider">
/// Name of the transport; empty where the event does not say, as a bounce: then <see cref="IdempotencyKey"/> must name the message.
/// </param>
/// <param name="EventId">The provider's id of the event: the same event reported twice counts once.</param>
/// <param name="ProviderId">
/// The provider's id of the message. Where it never gave one (the connection was lost), the idempotency key that it was
/// given settles the doubt.
/// </param>
/// <param name="Kind">What happened.</param>
/// <param name="At">When it happened.</param>
/// <param name="Detail">The provider's words, without addresses.</param>
public sealed record Receipt(string Provider, string EventId, string ProviderId, ReceiptKind Kind, Instant At, string Detail = "")
{
    /// <summary>
    /// The <see cref="OutgoingMessage.IdempotencyKey"/> of the message, where the event repeats it: bounces know it from
    /// a return path or a <c>Message-ID</c>, but not the id under which the server queued the message. It names the delivery and
    /// the route, and then <see cref="ProviderId"/> is not looked up. Null where the event does not say.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>
    /// For <see cref="ReceiptKind.Failed"/>: whether it speaks of the mailbox and may pass, such as a full one. Several over several
    /// days suppress the address (<see cref="SoftBounceOptions"/>). Default false.
    /// </summary>
    public bool IsSoftBounce { get; init; }

    /// <summary>Provider and kind.</summary>
    public override string ToString() => $"{Provider} receipt: {Kind}";
}
