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

    /// <summary>The recipient complained; the address is suppressed.</summary>
    Complained,
}

/// <summary>One event from a provider.</summary>
/// <param name="Provider">Name of the transport.</param>
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
    /// The <see cref="Sending.OutgoingMessage.IdempotencyKey"/> of the message, where the event repeats it: bounces know it from
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

/// <summary>Keeps receipts, those included that came before their message was known. Implementations are thread-safe.</summary>
public interface IReceiptStore
{
    /// <summary>Keeps a receipt as unsettled. False, and nothing is kept, when its provider and event id are known already.</summary>
    ValueTask<bool> AddAsync(Receipt receipt, CancellationToken cancellationToken = default);

    /// <summary>
    /// Receipts that have not been settled yet, ordered by <see cref="Receipt.At"/>, then provider and event id, ordinal.
    /// </summary>
    /// <param name="limit">How many at most, 1 to 1,000.</param>
    /// <param name="after">Only those that stand after this one in the order, for reading page by page; null for the first page.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    ValueTask<IReadOnlyList<Receipt>> FindUnsettledAsync(int limit, Receipt? after = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Remembers that a receipt was applied to its delivery, or came too late to matter: its provider, event id and instant, and nothing
    /// else.
    /// </summary>
    ValueTask SettleAsync(Receipt receipt, CancellationToken cancellationToken = default);

    /// <summary>
    /// Forgets receipts of before an instant, settled or not; one exactly then stays. One that is reported again later counts as new.
    /// </summary>
    /// <returns>How many.</returns>
    ValueTask<int> PurgeAsync(Instant before, CancellationToken cancellationToken = default);
}
