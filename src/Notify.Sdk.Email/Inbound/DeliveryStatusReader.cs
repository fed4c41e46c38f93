using MimeKit;

namespace Notify.Sdk.Email.Inbound;

/// <summary>Finds and reads the delivery status of a report (RFC 3464, RFC 6533 for UTF-8).</summary>
internal static class DeliveryStatusReader
{
    /// <summary>The status, or null when the message has none.</summary>
    public static DeliveryStatus? Read(InboundMessage message)
    {
        if (message.Parts.OfType<MessageDeliveryStatus>().FirstOrDefault() is not { } part)
        {
            return null;
        }

        var groups = part.StatusGroups.ToList();
        return new()
        {
            Recipients = [.. groups.Where(group => Has(group, "Final-Recipient") || Has(group, "Action") || Has(group, "Status")).Select(Recipient)],
            OriginalEnvelopeId = groups.Select(group => InboundMessage.Value(group, "Original-Envelope-Id")).FirstOrDefault(value => value is not null),
            OriginalMessageId = ReportedMessage.MessageId(message),
        };
    }

    private static bool Has(HeaderList group, string name) => InboundMessage.Value(group, name) is not null;

    // The code of the server's words where that of the report is missing or says nothing.
    private static EnhancedStatusCode? Status(string? status, string? diagnostic)
    {
        EnhancedStatusCode? given = EnhancedStatusCode.TryParse(status, out var code) ? code : null;
        return given is not { IsSpecific: true } && EnhancedStatusCode.Find(diagnostic) is { IsSpecific: true } better ? better : given;
    }

    private static RecipientStatus Recipient(HeaderList group) => new()
    {
        Action = Action(InboundMessage.Value(group, "Action")),
        Status = Status(InboundMessage.Value(group, "Status"), InboundMessage.Value(group, "Diagnostic-Code")),
        FinalRecipient = WithoutType(InboundMessage.Value(group, "Final-Recipient")),
        OriginalRecipient = WithoutType(InboundMessage.Value(group, "Original-Recipient")),
        DiagnosticCode = WithoutType(InboundMessage.Value(group, "Diagnostic-Code")),
    };

    private static DeliveryAction Action(string? value) => value?.Split(' ', ';', '(')[0].ToLowerInvariant() switch
    {
        "failed" or "failure" => DeliveryAction.Failed,
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
        return semicolon is < 0 or > 20 ? value : value![(semicolon + 1)..].Trim();
    }
}
