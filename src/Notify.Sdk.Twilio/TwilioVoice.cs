namespace Notify.Sdk.Twilio;

/// <summary>
/// Hands calls to Twilio: the words are said in the person's language, and a key that they press comes back as a reply.
/// </summary>
internal sealed class TwilioVoice(IClock clock) : HttpProvider<TwilioVoiceOptions>
{
    private const string KeyPressed = "pressed";

    public override DeliveryChannel Channel => DeliveryChannel.Voice;

    /// <summary>429 is never processed (error 20429); nothing is said of 503.</summary>
    public override IReadOnlyCollection<int> NotAccepted => TwilioApi.NotAccepted;

    /// <summary>Twilio has none: the key is in the address for reports.</summary>
    public override string? IdempotencyHeader => null;

    // Twilio adds as much to the time that it is given (twilio.com/docs/voice/api/call-resource, Timeout).
    private static readonly Duration RingsLonger = Duration.FromSeconds(5);

    public override SendOutcome? Refuse(OutgoingMessage message, TwilioVoiceOptions options) =>
        SpokenLanguages.VoiceFor(message.Content.Language, options.Voices) is not { } voice
            ? SendOutcome.Rejected($"No voice is known for '{message.Content.Language}'; add one to TwilioVoiceOptions.Voices.")
        : Script(message, options, voice).Length > CallScript.Longest
            ? SendOutcome.Rejected(string.Create(CultureInfo.InvariantCulture,
                $"The words are too many for a call: with their markup they have more than {CallScript.Longest} characters."))
        : null;

    public override HttpRequestMessage Request(OutgoingMessage message, TwilioVoiceOptions options)
    {
        var voice = SpokenLanguages.VoiceFor(message.Content.Language, options.Voices)!;
        return TwilioApi.Create(options, "Calls",
        [
            ("To", message.To.Deliverable),
            ("From", options.Caller),
            ("Twiml", Script(message, options, voice)),
            ("SendDigits", message.To.Extension is { } extension ? $"ww{extension}" : null), // after a second
            ("Timeout", Validity.SecondsOf(message with { ValidUntil = message.ValidUntil - RingsLonger }, clock,
                (long)options.RingFor.TotalSeconds)),
            ("MachineDetection", options.MachineDetection == MachineDetection.Off ? null : options.MachineDetection.ToString()),
            ("StatusCallback", TwilioApi.ReportsOf(message, options)),
        ]);
    }

    public override SendOutcome? Read(HttpAnswer answer, TwilioVoiceOptions options) => TwilioApi.Read(answer);

    public override bool IsGenuine(HookRequest request, TwilioVoiceOptions options) => TwilioApi.IsGenuine(request, options);

    public override HookContents ReadHook(HookRequest request, TwilioVoiceOptions options) =>
        request.Field(KeyPressed) is not null ? TwilioReply.OfKey(request) : TwilioReport.OfCall(request);

    private static string Script(OutgoingMessage message, TwilioVoiceOptions options, TwilioVoiceChoice voice) => CallScript.Of(
        message.Content.Text, voice,
        options.TakesKeys && TwilioApi.ReportsOf(message, options) is { } reports ? $"{reports}&{KeyPressed}=1" : null);
}
