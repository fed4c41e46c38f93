using Notify.Sdk.Conformance;

namespace Notify.Sdk.Twilio.Tests;

/// <summary>Text messages keep the whole contract of transports.</summary>
public sealed class TwilioSmsContractTests : HttpTransportContract
{
    protected override IReadOnlyList<string> Secrets => [Account.Token];

    /// <summary>Of 503 Twilio does not say that it has not taken the message.</summary>
    protected override IReadOnlyCollection<int> NotAccepted => [];

    protected override ITransport Connect(Uri provider) => Account.Sms(provider).Transport();

    protected override HttpReply Reply(ProviderBehavior behavior, string request) => TwilioReplies.Of(behavior, request);
}

/// <summary>So do calls.</summary>
public sealed class TwilioVoiceContractTests : HttpTransportContract
{
    protected override IReadOnlyList<string> Secrets => [Account.Token];

    protected override IReadOnlyCollection<int> NotAccepted => [];

    protected override ITransport Connect(Uri provider) => Account.Voice(provider).Transport();

    protected override HttpReply Reply(ProviderBehavior behavior, string request) =>
        TwilioReplies.Of(behavior, request, "a call that was made");
}

/// <summary>So do messages of WhatsApp.</summary>
public sealed class TwilioWhatsAppContractTests : HttpTransportContract
{
    protected override IReadOnlyList<string> Secrets => [Account.Token];

    protected override IReadOnlyCollection<int> NotAccepted => [];

    protected override Address To(DeliveryChannel channel, int number) => Account.OnWhatsApp(number);

    protected override ITransport Connect(Uri provider) => Account.WhatsApp(provider).Transport();

    protected override HttpReply Reply(ProviderBehavior behavior, string request) => TwilioReplies.Of(behavior, request);
}

/// <summary>What Twilio answers, with words that quote the request where it refuses it.</summary>
internal static class TwilioReplies
{
    public static HttpReply Of(ProviderBehavior behavior, string request, string made = "a message that was made") => behavior switch
    {
        ProviderBehavior.Accepts => Recorded.Made(made),
        ProviderBehavior.RejectsMessage => Quoting("21214", request),
        ProviderBehavior.RejectsAddress => Quoting("21211", request),
        ProviderBehavior.RefusesAccount => Quoting("20003", request),
        ProviderBehavior.NotNow => Quoting("20429", request),
        _ => throw new ArgumentOutOfRangeException(nameof(behavior), behavior, "There is no answer then."),
    };

    private static HttpReply Quoting(string error, string request)
    {
        var answer = Recorded.Answer(error);
        return answer with { Body = answer.Body.Replace("\"message\": \"", $"\"message\": \"{Words(request)} ", StringComparison.Ordinal) };
    }

    private static string Words(string request) =>
        System.Text.Json.JsonEncodedText.Encode(request).ToString();
}
