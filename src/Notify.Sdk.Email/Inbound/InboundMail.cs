namespace Notify.Sdk.Email.Inbound;

/// <summary>Says what came back: a bounce, a complaint, a notice, an automatic answer, or the words of a person. Thread-safe.</summary>
public static class InboundMail
{
    /// <summary>Reads and judges a message. Never throws on what the message holds.</summary>
    /// <param name="octets">The whole message; not copied, so leave it unchanged while the result is in use.</param>
    /// <param name="envelope">How it arrived, where known.</param>
    /// <param name="options">Return paths, domains, limits.</param>
    public static InboundResult Classify(ReadOnlyMemory<byte> octets, InboundEnvelope? envelope = null, InboundOptions? options = null)
    {
        envelope ??= new();
        options ??= new();
        var message = InboundMessage.Read(octets, options.MessageOctets);
        var context = new Correlation(message, envelope, options);
        if (message.Problem is not null)
        {
            // What comes from nobody to a return path of ours is a bounce, even if nothing in it can be read.
            return context.Result(context.IsVerified && envelope.HasNullSender(message) ? InboundKind.Count : InboundKind.Unreadable)
                with
            { Problem = message.Problem };
        }

        if (message.Parts.OfType<MessageFeedbackReport>().Any())
        {
            var feedback = FeedbackOf(message.Reported("Feedback-Type"));
            var kind = feedback == "not-spam" ? InboundKind.Notice
                : feedback is "virus" or "auth-failure" ? InboundKind.Alert : InboundKind.OptOut;
            return context.Result(kind) with { Feedback = feedback };
        }

        if (IsComplaint(message))
            return context.Result(InboundKind.OptOut) with { Feedback = "abuse" };
        if (DeliveryStatus.WorstOf(message) is { } status)
            return context.Result(Judge(status, message)) with { DeliveryStatus = status, Status = status.Status };
        if (message.Parts.OfType<MessageDispositionNotification>().Any())
            return context.Result(InboundKind.Notice) with { Disposition = DispositionOf(message) };
        if (PlainBounce.IsOne(message, envelope))
            return context.Result(PlainBounce.Judge(message, out var code)) with { Status = code };
        return AutoReply.IsAutomatic(message, envelope)
            ? context.Result(InboundKind.Automatic)
            : context.Result(InboundKind.Reply) with
            {
                Reply = ReplyText.Of(message.Text()),
                IsSenderVerified = options.AuthenticationServer is { } server && DmarcVerdict.IsPass(message, server),
            };
    }

    // Hotmail reports complaints without the form of RFC 5965.
    private static bool IsComplaint(InboundMessage message) => message.Parts.OfType<MessagePart>().Any()
        && message.Header("Subject")?.TrimStart().StartsWith("complaint about message from", StringComparison.OrdinalIgnoreCase) == true;

    // What is not known here is a complaint too (RFC 5965 section 3.1).
    private static string FeedbackOf(string? type) => type?.ToLowerInvariant() switch
    {
        "abuse" or "fraud" or "virus" or "not-spam" or "auth-failure" => type.ToLowerInvariant(),
        "opt-out" or "opt-out-list" => "opt-out",
        "dmarc" => "auth-failure",
        _ => "other",
    };

    // Only the words of the RFC: what else stands there may be anything.
    private static string? DispositionOf(InboundMessage message)
    {
        var type = message.Reported("Disposition")?.Split(';')[^1].Split('/')[0].Trim().ToLowerInvariant();
        return type is "displayed" or "deleted" or "dispatched" or "processed" or "denied" or "failed" ? type : null;
    }

    internal static InboundKind Judge(DeliveryStatus recipient, InboundMessage message) => recipient switch
    {
        { Action: DeliveryAction.Failed } or { Action: DeliveryAction.Unknown, Status.Class: 5 } =>
            BounceWords.Judge(recipient.Status, recipient.DiagnosticCode ?? PlainBounce.OwnWords(message)),
        { Action: DeliveryAction.Delivered } => InboundKind.Delivered,
        { Action: DeliveryAction.Unknown or DeliveryAction.Delayed or DeliveryAction.Relayed or DeliveryAction.Expanded } =>
            InboundKind.Notice,
        _ => throw new ArgumentOutOfRangeException(nameof(recipient), recipient.Action, "Nothing is known to follow from this action."),
    };
}
