namespace Notify.Sdk.Email.Inbound;

/// <summary>Finds and reads the delivery status of a report (RFC 3464, RFC 6533 for UTF-8).</summary>
internal static class DeliveryStatusReader
{
    /// <summary>The status, or null when the message has none.</summary>
    public static DeliveryStatus? Read(InboundMessage message)
    {
        var part = message.Root.WalkOwn().FirstOrDefault(p => p.MediaType is "message/delivery-status" or "message/global-delivery-status");
        if (part is null)
            return null;
        var groups = ReportFields.Groups(part.Content().Span);
        var recipients = groups.Where(group => group.Has("Final-Recipient") || group.Has("Action") || group.Has("Status")).Select(Recipient).ToList();
        return new()
        {
            Recipients = recipients,
            OriginalEnvelopeId = groups.Select(group => group.Value("Original-Envelope-Id")).FirstOrDefault(value => value is not null),
            OriginalMessageId = ReportedMessage.MessageId(message),
        };
    }

    private static RecipientStatus Recipient(ReportFields group)
    {
        var diagnostic = WithoutType(group.Value("Diagnostic-Code"));
        EnhancedStatusCode? status = EnhancedStatusCode.TryParse(group.Value("Status"), out var given) ? given : null;
        if (status is not { IsSpecific: true } && EnhancedStatusCode.Find(diagnostic) is { IsSpecific: true } better)
            status = better;
        return new()
        {
            Action = Action(group.Value("Action")),
            Status = status,
            FinalRecipient = WithoutType(group.Value("Final-Recipient")),
            OriginalRecipient = WithoutType(group.Value("Original-Recipient")),
            DiagnosticCode = diagnostic,
        };
    }

    private static DeliveryAction Action(string? value) => value?.Split(' ', ';', '(')[0].ToLowerInvariant() switch
    {
        "failed" => DeliveryAction.Failed,
        "delayed" => DeliveryAction.Delayed,
        "delivered" => DeliveryAction.Delivered,
        "relayed" => DeliveryAction.Relayed,
        "expanded" => DeliveryAction.Expanded,
        _ => DeliveryAction.Unknown,
    };

    // "rfc822; ann@example.com", "smtp; 550 ..." (RFC 3464 section 2.1.2)
    private static string? WithoutType(string? value)
    {
        var semicolon = value?.IndexOf(';', StringComparison.Ordinal) ?? -1;
        return semicolon < 0 ? value : value![(semicolon + 1)..].Trim();
    }
}
