using Notify.Sdk.Tracking;

namespace Notify.Sdk.Email.Inbound;

/// <summary>
/// What an inbound message is, and which of our messages it is about. Immutable. Holds personal data; its texts do not show them.
/// </summary>
public sealed record InboundResult
{
    /// <summary>What to do.</summary>
    public required InboundKind Kind { get; init; }

    /// <summary>The message as read.</summary>
    public required InboundMessage Message { get; init; }

    /// <summary><see cref="OutgoingMessage.IdempotencyKey"/> of our message; null when it cannot be told.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Whether the key came from a return path that only we can make. Otherwise anybody may have made it up.</summary>
    public bool IsVerified { get; init; }

    /// <summary>What a server did with our message, where it says so (RFC 3464); of several recipients the worst.</summary>
    public DeliveryStatus? DeliveryStatus { get; init; }

    /// <summary>The code that decided about a bounce; null without one.</summary>
    public EnhancedStatusCode? Status { get; init; }

    /// <summary>
    /// What a mailbox provider reports (RFC 5965, 6591, 6430): <c>abuse</c>, <c>fraud</c>, <c>virus</c>, <c>not-spam</c>, <c>opt-out</c>,
    /// <c>auth-failure</c> or <c>other</c>. Null otherwise.
    /// </summary>
    public string? Feedback { get; init; }

    /// <summary>
    /// What a mail program did with our message, where it says so (RFC 8098): <c>displayed</c>, <c>deleted</c>, <c>dispatched</c>,
    /// <c>processed</c>, <c>denied</c> or <c>failed</c>. Null otherwise.
    /// </summary>
    public string? Disposition { get; init; }

    /// <summary>The words of a person, for <see cref="InboundKind.Reply"/>.</summary>
    public ReplyText? Reply { get; init; }

    /// <summary>
    /// Whether the sender of a reply was checked by <see cref="InboundOptions.AuthenticationServer"/>; for
    /// <see cref="InboundReply.IsSenderVerified"/>.
    /// </summary>
    public bool IsSenderVerified { get; init; }

    /// <summary>Why it could not be read, without its words; else null.</summary>
    public string? Problem { get; init; }

    internal bool NeedsVerification { get; init; }

    /// <summary>
    /// The event for <see cref="IReceiptProcessor.RecordAsync"/>; null when there is none: no key, nothing to record, or a bounce
    /// that must come to a return path of ours (<see cref="InboundOptions.Verp"/>) and did not. The same message gives the
    /// same event id, so it may be handed in twice.
    /// </summary>
    /// <param name="receivedAt">When it arrived. The date in the message is not trusted.</param>
    /// <param name="provider">
    /// Name of the transport that sent our message; empty, the default, where nobody knows: the key names the delivery, and the delivery
    /// knows its transport.
    /// </param>
    public Receipt? ToReceipt(Instant receivedAt, string provider = "")
    {
        ArgumentNullException.ThrowIfNull(provider);
        return IdempotencyKey is { } key && ReceiptKindOf() is { } kind && (IsVerified || !NeedsVerification || Kind == InboundKind.OptOut)
            ? new(provider, EventId(key), key, kind, receivedAt, Detail())
            {
                IdempotencyKey = key,
                IsSoftBounce = Kind == InboundKind.Count
            }
            : null;
    }

    /// <summary>The kind; no address, no words.</summary>
    public override string ToString() => $"inbound mail: {Kind}";

    private ReceiptKind? ReceiptKindOf() => Kind switch
    {
        InboundKind.Suppress => ReceiptKind.Bounced,
        InboundKind.Count => ReceiptKind.Failed,
        InboundKind.Alert when Feedback is null => ReceiptKind.Failed,
        InboundKind.OptOut => ReceiptKind.Complained,
        InboundKind.Delivered => ReceiptKind.Delivered,
        InboundKind.Notice when DeliveryStatus?.Action is DeliveryAction.Relayed or DeliveryAction.Expanded => ReceiptKind.Accepted,
        InboundKind.Alert or InboundKind.Notice or InboundKind.Automatic or InboundKind.Reply or InboundKind.Unreadable => null,
        _ => throw new InvalidOperationException($"Nothing is known to follow from mail of kind {Kind}."),
    };

    private string EventId(string key)
    {
        var description = $"{Kind}\n{key}\n{Status}\n{Message.Header("Message-ID") ?? Message.Header("Date")}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(description)).AsSpan(0, 16));
    }

    // Codes and words of ours: a server's words quote addresses.
    private string Detail() => Kind == InboundKind.OptOut
        ? $"complaint: {Feedback}"
        : $"{DeliveryStatus?.Action ?? DeliveryAction.Unknown}: {Status?.Describe() ?? "no status code"}";
}
