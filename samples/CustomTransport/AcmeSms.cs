using System.Net.Http.Json;
using Notify.Sdk;
using Notify.Sdk.Http;
using Notify.Sdk.Http.Hooks;
using Notify.Sdk.Tracking;

namespace CustomTransport;

/// <summary>Settings of Acme, besides those of every provider: address, secret, secrets of hooks, timeout.</summary>
internal sealed class AcmeOptions : HttpProviderOptions
{
    public string Sender { get; set; } = "Bike Works";
}

/// <summary>Text messages over the HTTP interface of Acme.</summary>
internal sealed class AcmeSms : HttpProvider<AcmeOptions>
{
    public override DeliveryChannel Channel => DeliveryChannel.Sms;

    public override HttpRequestMessage Request(OutgoingMessage message, AcmeOptions options) => new(HttpMethod.Post, "messages")
    {
        Headers = { { "X-Api-Key", options.Secret } },
        Content = JsonContent.Create(new
        {
            to = message.To.Deliverable,
            from = options.Sender,
            text = message.Content.Text,
            validUntil = message.ValidUntil.ToString(), // a provider that queues must not deliver at night
        }),
    };

    public override SendOutcome? Read(HttpAnswer answer, AcmeOptions options) => answer switch
    {
        { IsSuccess: true } when answer.Field("id") is { } id => SendOutcome.Accepted(id),
        { Status: 422 } when answer.Field("code") == "no-such-number" =>
            SendOutcome.Rejected("Acme says that there is no such number.", RejectionScope.Address),
        _ => null, // the base knows what a status proves
    };

    public override bool IsGenuine(HookRequest request, AcmeOptions options) => options.HookSecrets.Any(secret =>
        HookSignature.Matches(request.Header("X-Acme-Signature"), HookSignature.HmacSha256(secret, request.Body.Span)));

    public override HookContents ReadHook(HookRequest request, AcmeOptions options)
    {
        var json = request.Json();
        var kind = json.GetProperty("state").GetString() == "delivered" ? ReceiptKind.Delivered : ReceiptKind.Failed;
        return HookContents.Of(new Receipt(request.Provider, json.GetProperty("event").GetString()!,
            json.GetProperty("id").GetString()!, kind, request.ReceivedAt));
    }
}
