namespace Notify.Sdk.Twilio;

/// <summary>What a person wrote back: the request that Twilio makes to the address of a number or a messaging service.</summary>
/// <remarks>Source: twilio.com/docs/messaging/guides/webhook-request.</remarks>
internal static class TwilioReply
{
    /// <summary>What stands before a number that is one of WhatsApp.</summary>
    public const string WhatsApp = "whatsapp:";

    /// <summary>The reply in it.</summary>
    /// <exception cref="FormatException">It has no sender or no id.</exception>
    public static HookContents Read(HookRequest request)
    {
        var from = request.Field("From") ?? throw new FormatException("A message of Twilio has a field From.");
        return HookContents.Of(new InboundReply
        {
            Provider = request.Provider,
            MessageId = request.Field("MessageSid") ?? throw new FormatException("A message of Twilio has a field MessageSid."),
            Channel = from.StartsWith(WhatsApp, StringComparison.Ordinal) ? DeliveryChannel.WhatsApp : DeliveryChannel.Sms,
            From = Number(from),
            To = request.Field("To") is { } to ? Number(to) : null,
            Text = request.Field("Body") ?? "",
            ReceivedAt = request.ReceivedAt,
        }) with
        { Answer = TwilioApi.NoInstructions };
    }

    /// <summary>A key that was pressed in a call of ours. Who was called answers, and the call ends.</summary>
    /// <exception cref="FormatException">It has no number that was called, or no id.</exception>
    public static HookContents OfKey(HookRequest request)
    {
        var call = request.Field("CallSid") ?? throw new FormatException("A call of Twilio has a field CallSid.");
        var contents = request.Field("Digits") is not { } digits ? HookContents.Nothing : HookContents.Of(new InboundReply
        {
            Provider = request.Provider,
            MessageId = $"{call}/{digits}",
            Channel = DeliveryChannel.Voice,
            From = request.Field("To") ?? throw new FormatException("A call of Twilio has a field To."),
            To = request.Field("From"),
            Text = digits,
            ReceivedAt = request.ReceivedAt,
            InReplyTo = ReportAddress.KeyOf(request),
        });
        return contents with { Answer = TwilioApi.NoInstructions };
    }

    private static string Number(string address) =>
        address.StartsWith(WhatsApp, StringComparison.Ordinal) ? address[WhatsApp.Length..] : address;
}
