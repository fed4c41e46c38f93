using System.Net.Http.Json;
using System.Text.Json;
using Notify.Sdk.Conformance;
using Notify.Sdk.Http.Hooks;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Http.Tests;

/// <summary>Settings of a fictional provider; what a test wants otherwise, it sets.</summary>
internal sealed class AcmeOptions : HttpProviderOptions
{
    public string Sender { get; set; } = "Acme";

    public Func<OutgoingMessage, HttpRequestMessage>? Make { get; set; }

    public Func<HttpAnswer, SendOutcome?>? Judge { get; set; }
}

/// <summary>A fictional provider of text messages: JSON, a bearer key, an id in the answer.</summary>
internal sealed class AcmeProvider : HttpProvider<AcmeOptions>
{
    public override DeliveryChannel Channel => DeliveryChannel.Sms;

    public override HttpRequestMessage Request(OutgoingMessage message, AcmeOptions options) =>
        options.Make is { } make ? make(message) : new(HttpMethod.Post, "messages")
        {
            Content = JsonContent.Create(new { to = message.To.Deliverable, from = options.Sender, text = message.Content.Text }),
            Headers = { { "X-Key", options.Secret ?? "none" } },
        };

    public override SendOutcome? Read(HttpAnswer answer, AcmeOptions options) =>
        options.Judge is { } judge ? judge(answer)
        : answer.IsSuccess && answer.Field("id") is { } id ? SendOutcome.Accepted(id)
        : answer.Field("code") == "unknown-number" ? SendOutcome.Rejected("The provider knows no such number.", RejectionScope.Address)
        : null;

    public override bool IsGenuine(HookRequest request, AcmeOptions options) => options.HookSecrets.Any(
        secret => HookSignature.Matches(request.Header("X-Signature"), HookSignature.HmacSha256(secret, request.Body.Span)));

    public override HookContents ReadHook(HookRequest request, AcmeOptions options)
    {
        var json = request.Json();
        return HookContents.Of(new Receipt(request.Provider, json.GetProperty("event").GetString()!, json.GetProperty("id").GetString()!,
            json.GetProperty("state").GetString() == "delivered" ? ReceiptKind.Delivered : ReceiptKind.Failed, request.ReceivedAt));
    }
}

/// <summary>What Acme answers.</summary>
internal static class AcmeReplies
{
    public const string Secret = "k-4711-acme-secret";

    private static int _ids;

    public static HttpReply To(ProviderBehavior behavior, string request) => behavior switch
    {
        ProviderBehavior.Accepts => new(201, JsonSerializer.Serialize(new { id = $"sms-{Interlocked.Increment(ref _ids)}" })),
        ProviderBehavior.RejectsMessage => new(422, JsonSerializer.Serialize(new { code = "too-long", quoted = request })),
        ProviderBehavior.RejectsAddress => new(422, JsonSerializer.Serialize(new { code = "unknown-number", quoted = request })),
        ProviderBehavior.RefusesAccount => new(401, JsonSerializer.Serialize(new { code = "no-key", quoted = request })),
        ProviderBehavior.NotNow => new(429, JsonSerializer.Serialize(new { quoted = request }), Headers: "Retry-After: 120\r\n"),
        _ => throw new ArgumentOutOfRangeException(nameof(behavior), behavior, "There is no answer then."),
    };
}
