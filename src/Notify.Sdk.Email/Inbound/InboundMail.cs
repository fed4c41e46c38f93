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
            return Unreadable(context);
        if (FeedbackReport.Read(message) is { } feedback)
            return context.Result(Judge(feedback.Type)) with { Feedback = feedback };
        if (DeliveryStatusReader.Read(message) is { Worst: { } worst } status)
            return context.Result(Judge(worst, message)) with { DeliveryStatus = status, Status = worst.Status };
        if (DispositionNotification.Read(message) is { } disposition)
            return context.Result(InboundKind.Notice) with { Disposition = disposition };
        if (PlainBounce.IsOne(message, envelope))
            return context.Result(PlainBounce.Judge(message, out var code)) with { Status = code };
        return AutoReply.IsAutomatic(message, envelope)
            ? context.Result(InboundKind.Automatic)
            : context.Result(InboundKind.Reply) with { Reply = ReplyText.Of(message.Text()) };
    }

    // What comes from nobody to a return path of ours is a bounce, even if nothing in it can be read.
    private static InboundResult Unreadable(Correlation context) =>
        context.Result(context.IsVerified && context.HasNullSender ? InboundKind.Count : InboundKind.Unreadable) with { Problem = context.Message.Problem };

    private static InboundKind Judge(FeedbackType type) => type switch
    {
        FeedbackType.NotSpam => InboundKind.Notice,
        FeedbackType.Virus or FeedbackType.AuthenticationFailure => InboundKind.Alert,
        _ => InboundKind.OptOut,
    };

    private static InboundKind Judge(RecipientStatus recipient, InboundMessage message) => recipient.Action switch
    {
        DeliveryAction.Failed => BounceWords.Judge(recipient.Status, recipient.DiagnosticCode ?? PlainBounce.OwnWords(message)),
        DeliveryAction.Delivered => InboundKind.Delivered,
        DeliveryAction.Unknown when recipient.Status is { Class: 5 } => BounceWords.Judge(recipient.Status, recipient.DiagnosticCode ?? PlainBounce.OwnWords(message)),
        _ => InboundKind.Notice,
    };
}
