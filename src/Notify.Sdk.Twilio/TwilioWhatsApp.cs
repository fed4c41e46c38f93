using System.Text.Json;

namespace Notify.Sdk.Twilio;

/// <summary>
/// Hands messages to WhatsApp over Twilio: approved words by a content template, else free words, which WhatsApp takes within 24 hours
/// after the person wrote.
/// </summary>
internal sealed class TwilioWhatsApp(IClock clock) : HttpProvider<TwilioWhatsAppOptions>
{
    public override DeliveryChannel Channel => DeliveryChannel.WhatsApp;

    /// <summary>429 is never processed (error 20429); nothing is said of 503.</summary>
    public override IReadOnlyCollection<int> NotAccepted => TwilioApi.NotAccepted;

    /// <summary>Twilio has none: the key is in the address for reports.</summary>
    public override string? IdempotencyHeader => null;

    public override SendOutcome? Refuse(OutgoingMessage message, TwilioWhatsAppOptions options) =>
        NumberOf(message) is null ? SendOutcome.Rejected("Twilio writes to numbers of WhatsApp, and the address has none.")
        : message.Content.ProviderTemplate is { } template && options.ContentSidOf(template, message.Content.Language) is null
            ? SendOutcome.Rejected($"The template '{template.Name}' is not in TwilioWhatsAppOptions.ContentSids.", RejectionScope.Account)
        : message.Content is { ProviderTemplate: null, Buttons.Count: > 0 }
            ? SendOutcome.Rejected("Twilio sends buttons with a content template only.")
        : message.Content.ProviderTemplate is null ? TwilioApi.Refuse(message.Content.Text)
        : null;

    public override HttpRequestMessage Request(OutgoingMessage message, TwilioWhatsAppOptions options)
    {
        var template = message.Content.ProviderTemplate;
        return TwilioApi.Create(options, "Messages",
        [
            ("To", TwilioReply.WhatsApp + NumberOf(message)),
            ("From", options.Sender is { } sender ? TwilioReply.WhatsApp + sender : null),
            ("MessagingServiceSid", options.MessagingService),
            ("Body", template is null ? message.Content.Text : null),
            ("ContentSid", template is null ? null : options.ContentSidOf(template, message.Content.Language)),
            ("ContentVariables", template is null ? null : VariablesOf(template)),
            ("ValidityPeriod", Validity.SecondsOf(message, clock)),
            ("StatusCallback", TwilioApi.ReportsOf(message, options)),
        ]);
    }

    public override SendOutcome? Read(HttpAnswer answer, TwilioWhatsAppOptions options) => TwilioApi.Read(answer);

    public override bool IsGenuine(HookRequest request, TwilioWhatsAppOptions options) => TwilioApi.IsGenuine(request, options);

    public override HookContents ReadHook(HookRequest request, TwilioWhatsAppOptions options) => TwilioMessageHook.Read(request);

    /// <summary>The values by the numbers of their variables, from 1.</summary>
    private static string? VariablesOf(ProviderTemplate template) => template.Variables.Count == 0 ? null
        : JsonSerializer.Serialize(template.Variables.Select((value, i) => (Name: i + 1, value))
            .ToDictionary(v => v.Name.ToString(CultureInfo.InvariantCulture), v => v.value));

    /// <summary>The number of an address such as <c>wa:12025550101</c>, with its plus; null for an id that is none.</summary>
    private static string? NumberOf(OutgoingMessage message)
    {
        var digits = message.To.Deliverable.AsSpan(message.To.Deliverable.LastIndexOf(':') + 1).TrimStart('+');
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9') ? $"+{digits}" : null;
    }
}

/// <summary>How messages of WhatsApp leave over Twilio.</summary>
public sealed class TwilioWhatsAppOptions : TwilioOptions
{
    /// <summary>
    /// The messaging service, <c>MG</c> and 32 hexadecimal digits, which chooses the sender; null for <see cref="Sender"/>.
    /// </summary>
    public string? MessagingService { get; set; }

    /// <summary>The number of the WhatsApp sender, with its plus. With a messaging service one of its senders, or null.</summary>
    public string? Sender { get; set; }

    /// <summary>
    /// The content templates of the account, <c>HX</c> and 32 hexadecimal digits, by the <see cref="ProviderTemplate.Name"/> that topics
    /// give them. Twilio has one for each language: <c>parcel_here/de</c> is that for German, <c>parcel_here</c> that for any other.
    /// A topic may also name one by its id.
    /// </summary>
    public IDictionary<string, string> ContentSids { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The id of a template; null where nobody said it.</summary>
    internal string? ContentSidOf(ProviderTemplate template, string language) =>
        ContentSids.TryGetValue($"{template.Name}/{template.Language ?? language}", out var sid)
            || ContentSids.TryGetValue(template.Name, out sid) ? sid
        : TwilioSid.Is("HX", template.Name) ? template.Name : null;
}

/// <summary>That there is something to send from.</summary>
internal sealed class TwilioWhatsAppOptionsValidator : TwilioOptionsValidator<TwilioWhatsAppOptions>
{
    protected override IEnumerable<string> Faults(TwilioWhatsAppOptions options)
    {
        if (options.MessagingService is null && options.Sender is null)
            yield return "MessagingService: expected one, or a Sender";
        if (options.MessagingService is not null && !TwilioSid.Is("MG", options.MessagingService))
            yield return "MessagingService: expected MG and 32 hexadecimal digits, or null";
        if (options.Sender is not null && !IsNumber(options.Sender))
            yield return "Sender: expected a number with its plus and country code, or null";
        foreach (var (name, sid) in options.ContentSids)
        {
            if (!TwilioSid.Is("HX", sid))
                yield return $"ContentSids: expected HX and 32 hexadecimal digits for '{name}'";
        }
    }
}
