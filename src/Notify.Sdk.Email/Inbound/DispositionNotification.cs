namespace Notify.Sdk.Email.Inbound;

/// <summary>A mail program's notice that a message was shown, deleted or the like (RFC 8098). Immutable.</summary>
public sealed record DispositionNotification
{
    /// <summary>The disposition type in lower case: <c>displayed</c>, <c>deleted</c>, <c>dispatched</c>, <c>processed</c>; empty when missing.</summary>
    public required string Disposition { get; init; }

    /// <summary>The <c>Message-ID</c> of the message, without angle brackets, or null.</summary>
    public string? OriginalMessageId { get; init; }

    /// <summary>The disposition.</summary>
    public override string ToString() => $"disposition: {Disposition}";

    internal static DispositionNotification? Read(InboundMessage message)
    {
        if (message.Parts.OfType<MimeKit.MessageDispositionNotification>().FirstOrDefault()?.Fields is not { } fields)
        {
            return null;
        }

        return new()
        {
            Disposition = Known((InboundMessage.Value(fields, "Disposition") ?? "").Split(';')[^1].Split('/')[0].Trim().ToLowerInvariant()),
            OriginalMessageId = ReportedMessage.WithoutBrackets(InboundMessage.Value(fields, "Original-Message-ID")),
        };
    }

    // Only the words of the RFC: what else stands there may be anything.
    private static string Known(string type) => type is "displayed" or "deleted" or "dispatched" or "processed" or "denied" or "failed" ? type : "";
}
