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
        var part = message.Root.WalkOwn().FirstOrDefault(p => p.MediaType is "message/disposition-notification" or "message/global-disposition-notification");
        if (part is null)
            return null;
        var fields = ReportFields.Groups(part.Content().Span);
        var mode = fields.Select(group => group.Value("Disposition")).FirstOrDefault(value => value is not null) ?? "";
        return new()
        {
            Disposition = Known(mode.Split(';')[^1].Split('/')[0].Trim().ToLowerInvariant()),
            OriginalMessageId = ReportedMessage.WithoutBrackets(fields.Select(group => group.Value("Original-Message-ID")).FirstOrDefault(value => value is not null)),
        };
    }

    // Only the words of the RFC: what else stands there may be anything.
    private static string Known(string type) => type is "displayed" or "deleted" or "dispatched" or "processed" or "denied" or "failed" ? type : "";
}
