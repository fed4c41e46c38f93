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

/// <summary>The report of a server about one recipient (RFC 3464 section 2.3). Immutable.</summary>
public sealed record DeliveryStatus
{
    private static readonly DeliveryAction[] WorstFirst = [DeliveryAction.Failed, DeliveryAction.Unknown, DeliveryAction.Delayed,
        DeliveryAction.Expanded, DeliveryAction.Relayed, DeliveryAction.Delivered];

    /// <summary>What was done.</summary>
    public required DeliveryAction Action { get; init; }

    /// <summary>
    /// The code: that of <c>Status</c>, or the more telling one of <c>Diagnostic-Code</c> where the first is missing or x.0.0.
    /// Null when neither is there.
    /// </summary>
    public EnhancedStatusCode? Status { get; init; }

    /// <summary>The address that was tried, without its type; personal data. Null when missing.</summary>
    public string? FinalRecipient { get; init; }

    /// <summary>The server's words, without their type; may quote addresses. Null when missing.</summary>
    public string? DiagnosticCode { get; init; }

    /// <summary>Action and code; no address.</summary>
    public override string ToString() => Status is { } status ? $"{Action}, {status}" : $"{Action}";

    /// <summary>
    /// What a message says of the recipient that matters most: failed before delayed before the rest. Null when it is no such report.
    /// </summary>
    internal static DeliveryStatus? WorstOf(InboundMessage message) => message.Report
        .Where(fields => fields.Contains("Final-Recipient") || fields.Contains("Action") || fields.Contains("Status"))
        .Where(fields => !fields.Contains("Disposition") && !fields.Contains("Feedback-Type"))
        .Select(Of)
        .MinBy(status => Array.IndexOf(WorstFirst, status.Action));

    private static DeliveryStatus Of(HeaderList fields)
    {
        var diagnostic = InboundMessage.Value(fields, "Diagnostic-Code");
        EnhancedStatusCode? given = EnhancedStatusCode.TryParse(InboundMessage.Value(fields, "Status"), out var code) ? code : null;
        return new()
        {
            Action = ActionOf(InboundMessage.Value(fields, "Action")),
            Status = given is not { IsSpecific: true } && EnhancedStatusCode.Find(diagnostic) is { IsSpecific: true } better
                ? better : given,
            FinalRecipient = WithoutType(InboundMessage.Value(fields, "Final-Recipient")),
            DiagnosticCode = WithoutType(diagnostic),
        };
    }

    private static DeliveryAction ActionOf(string? value) => value?.Split(' ', ';', '(')[0] is not { } word ? DeliveryAction.Unknown
        : word.Equals("failure", StringComparison.OrdinalIgnoreCase) ? DeliveryAction.Failed
        : Array.Find(WorstFirst, action => word.Equals(action.ToString(), StringComparison.OrdinalIgnoreCase));

    // "rfc822; ann@example.com", "smtp; 550 ..." (RFC 3464 section 2.1.2)
    private static string? WithoutType(string? value)
    {
        var semicolon = value?.IndexOf(';', StringComparison.Ordinal) ?? -1;
        return semicolon is < 0 or > 20 ? value : value![(semicolon + 1)..].Trim();
    }
}
