namespace Notify.Sdk.Twilio;

/// <summary>Hands text messages to Twilio.</summary>
internal sealed class TwilioSms(IClock clock) : HttpProvider<TwilioSmsOptions>
{
    public override DeliveryChannel Channel => DeliveryChannel.Sms;

    /// <summary>429 is never processed (error 20429); nothing is said of 503.</summary>
    public override IReadOnlyCollection<int> NotAccepted => TwilioApi.NotAccepted;

    /// <summary>Twilio has none: the key is in the address for reports.</summary>
    public override string? IdempotencyHeader => null;

    public override SendOutcome? Refuse(OutgoingMessage message, TwilioSmsOptions options) => TwilioApi.Refuse(message.Content.Text);

    public override HttpRequestMessage Request(OutgoingMessage message, TwilioSmsOptions options) => TwilioApi.Create(options, "Messages",
    [
        ("To", message.To.Deliverable),
        ("From", message.SenderId ?? options.Sender),
        ("MessagingServiceSid", options.MessagingService),
        ("Body", message.Content.Text),
        ("ValidityPeriod", Validity.SecondsOf(message, clock)),
        ("StatusCallback", TwilioApi.ReportsOf(message, options)),
    ]);

    public override SendOutcome? Read(HttpAnswer answer, TwilioSmsOptions options) => TwilioApi.Read(answer);

    public override bool IsGenuine(HookRequest request, TwilioSmsOptions options) => TwilioApi.IsGenuine(request, options);

    public override HookContents ReadHook(HookRequest request, TwilioSmsOptions options) => TwilioMessageHook.Read(request);
}

/// <summary>How text messages leave over Twilio: by a messaging service, or from a number or name.</summary>
public sealed class TwilioSmsOptions : TwilioOptions
{
    /// <summary>
    /// The messaging service, <c>MG</c> and 32 hexadecimal digits, which chooses the sender; null for <see cref="Sender"/>.
    /// </summary>
    public string? MessagingService { get; set; }

    /// <summary>
    /// The number, short code or name that messages come from, where the topic has none for the person's country
    /// (<see cref="OutgoingMessage.SenderId"/>): 1 to 16 characters of ASCII. With a messaging service one of its senders, or null.
    /// </summary>
    public string? Sender { get; set; }
}

/// <summary>That there is something to send from.</summary>
internal sealed class TwilioSmsOptionsValidator : TwilioOptionsValidator<TwilioSmsOptions>
{
    protected override IEnumerable<string> Faults(TwilioSmsOptions options)
    {
        if (options.MessagingService is null && options.Sender is null)
            yield return "MessagingService: expected one, or a Sender";
        if (options.MessagingService is not null && !TwilioSid.Is("MG", options.MessagingService))
            yield return "MessagingService: expected MG and 32 hexadecimal digits, or null";
        if (options.Sender is { } sender && (sender.Length is 0 or > 16 || sender.Trim() != sender || !Ascii.IsValid(sender)
            || sender.Any(char.IsControl)))
            yield return "Sender: expected 1 to 16 characters of ASCII, or null";
    }
}
