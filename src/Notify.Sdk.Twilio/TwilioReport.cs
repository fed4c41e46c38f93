namespace Notify.Sdk.Twilio;

/// <summary>
/// Status callbacks of messages and calls. Statuses that mean the same are one event, so that a message is not written down for each of
/// them; one that nobody knows is nothing.
/// </summary>
/// <remarks>Source: twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks, and the statuses of twilio-oai.</remarks>
internal static class TwilioReport
{
    /// <summary>The receipt in a status callback of a message.</summary>
    public static HookContents OfMessage(HookRequest request) => request.Field("MessageStatus") switch
    {
        "accepted" or "scheduled" or "queued" or "sending" or "sent" => Receipt(request, "MessageSid", ReceiptKind.Accepted),
        "delivered" or "read" => Receipt(request, "MessageSid", ReceiptKind.Delivered),
        "failed" or "undelivered" or "canceled" => Failure(request),
        _ => HookContents.Nothing,
    };

    /// <summary>
    /// The receipt in a status callback of a call. It was delivered when somebody, or a machine, picked up and the call ended; a fax hears
    /// nothing.
    /// </summary>
    public static HookContents OfCall(HookRequest request)
    {
        var (status, by) = (request.Field("CallStatus"), request.Field("AnsweredBy") ?? "");
        return status switch
        {
            "queued" or "initiated" or "ringing" or "in-progress" => Receipt(request, "CallSid", ReceiptKind.Accepted),
            "completed" when by == "fax" => Receipt(request, "CallSid", ReceiptKind.Failed, "answered by a fax"),
            "completed" => Receipt(request, "CallSid", ReceiptKind.Delivered,
                by.StartsWith("machine", StringComparison.Ordinal) ? "answered by a machine" : ""),
            "busy" or "no-answer" or "failed" or "canceled" => Receipt(request, "CallSid", ReceiptKind.Failed, status),
            null => throw new FormatException("A status callback of a call has a field CallStatus."),
            _ => HookContents.Nothing,
        };
    }

    private static HookContents Failure(HookRequest request)
    {
        var code = request.Field("ErrorCode");
        return Receipt(request, "MessageSid", TwilioErrors.KindOf(code), TwilioErrors.WordOf(code), TwilioErrors.MayPass(code));
    }

    private static HookContents Receipt(HookRequest request, string id, ReceiptKind kind, string detail = "", bool mayPass = false)
    {
        var sid = request.Field(id) ?? throw new FormatException($"A status callback of Twilio has a field {id}.");
        return HookContents.Of(new Receipt(request.Provider, $"{sid}/{kind}", sid, kind, request.ReceivedAt, detail)
        {
            IdempotencyKey = ReportAddress.KeyOf(request),
            IsSoftBounce = mayPass,
        });
    }
}

/// <summary>Hooks of messages, which come to one address: what became of ours, and what people wrote back.</summary>
internal static class TwilioMessageHook
{
    public static HookContents Read(HookRequest request) =>
        request.Field("MessageStatus") is not null ? TwilioReport.OfMessage(request) : TwilioReply.Read(request);
}
