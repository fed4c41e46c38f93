namespace Notify.Sdk.Email.Inbound;

/// <summary>What a server did with a message for one recipient (RFC 3464 section 2.3.3).</summary>
public enum DeliveryAction : byte
{
    /// <summary>The report does not say.</summary>
    Unknown,

    /// <summary>It came to its end without being delivered.</summary>
    Failed,

    /// <summary>Still trying; nothing is decided.</summary>
    Delayed,

    /// <summary>It lies in the mailbox; nobody has read it yet.</summary>
    Delivered,

    /// <summary>Handed on to a server that reports nothing.</summary>
    Relayed,

    /// <summary>Handed on to the members of a list.</summary>
    Expanded,
}

/// <summary>The report about one recipient (RFC 3464 section 2.3). Immutable.</summary>
public sealed record RecipientStatus
{
    /// <summary>What was done.</summary>
    public required DeliveryAction Action { get; init; }

    /// <summary>
    /// The code: that of <c>Status</c>, or the more telling one of <c>Diagnostic-Code</c> where the first is missing or x.0.0.
    /// Null when neither is there.
    /// </summary>
    public EnhancedStatusCode? Status { get; init; }

    /// <summary>The address that was tried, without its type; personal data. Null when missing.</summary>
    public string? FinalRecipient { get; init; }

    /// <summary>The address as the sender gave it, without its type; personal data. Null when missing.</summary>
    public string? OriginalRecipient { get; init; }

    /// <summary>The server's words, without their type; may quote addresses. Null when missing.</summary>
    public string? DiagnosticCode { get; init; }

    /// <summary>Action and code; no address.</summary>
    public override string ToString() => Status is { } status ? $"{Action}, {status}" : $"{Action}";
}

/// <summary>A delivery status notification (RFC 3464). Immutable.</summary>
public sealed record DeliveryStatus
{
    /// <summary>One entry per recipient; a notification has one.</summary>
    public required IReadOnlyList<RecipientStatus> Recipients { get; init; }

    /// <summary>The <c>ENVID</c> that the sender gave (RFC 3461 section 4.4), or null.</summary>
    public string? OriginalEnvelopeId { get; init; }

    /// <summary>The <c>Message-ID</c> of the message that it is about, without angle brackets, or null.</summary>
    public string? OriginalMessageId { get; init; }

    /// <summary>The entry that matters most: failed before delayed before the rest; null when there is none.</summary>
    public RecipientStatus? Worst => Recipients.MinBy(recipient => recipient.Action switch
    {
        DeliveryAction.Failed => 0,
        DeliveryAction.Unknown => 1,
        DeliveryAction.Delayed => 2,
        DeliveryAction.Expanded => 3,
        DeliveryAction.Relayed => 4,
        _ => 5,
    });

    /// <summary>How many recipients; no address.</summary>
    public override string ToString() => $"delivery status of {Recipients.Count}";
}
