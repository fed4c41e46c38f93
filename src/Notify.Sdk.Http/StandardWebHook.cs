using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Notify.Sdk.Http.Hooks;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Http;

/// <summary>
/// Posts messages to web hooks of people as JSON, signed by Standard Webhooks: <c>{"type": topic, "timestamp": instant, "data":
/// {"subject", "text", "html", "language", "brand"}}</c>. The id of the signature is <see cref="OutgoingMessage.IdempotencyKey"/>, the same
/// on every attempt, by which a receiver sees what it has already. 2xx is accepted; 410 says that the hook is gone, and suppresses it.
/// A receiver may tell what became of a message, and answer it, by hooks of its own that are signed the same way
/// (<see cref="HttpProviderOptions.HookSecrets"/>); see <see cref="ReadHook"/>.
/// </summary>
public sealed class StandardWebHook(IClock clock) : HttpProvider<WebHookOptions>
{
    /// <inheritdoc/>
    public override DeliveryChannel Channel => DeliveryChannel.WebHook;

    /// <summary>None: the signature has the key.</summary>
    public override string? IdempotencyHeader => null;

    /// <inheritdoc/>
    public override HttpRequestMessage Request(OutgoingMessage message, WebHookOptions options)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(options);
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = message.Topic,
            timestamp = message.At.ToString(),
            data = new
            {
                subject = message.Content.Subject,
                text = message.Content.Text,
                html = message.Content.Html,
                language = message.Content.Language,
                brand = message.Brand,
            },
        });
        var now = clock.GetCurrentInstant();
        HttpRequestMessage request = new(HttpMethod.Post, message.To.Deliverable) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(StandardWebhooks.IdHeader, message.IdempotencyKey);
        request.Headers.Add(StandardWebhooks.TimestampHeader, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var secrets = options.SecretsFor?.Invoke(message) ?? (IEnumerable<string>)options.SigningSecrets;
        request.Headers.Add(StandardWebhooks.SignatureHeader, StandardWebhooks.Sign(secrets, message.IdempotencyKey, now, body));
        return request;
    }

    /// <inheritdoc/>
    public override bool ReadsBody => false;

    /// <inheritdoc/>
    public override SendOutcome? Read(HttpAnswer answer, WebHookOptions options)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.IsSuccess ? SendOutcome.Accepted(providerId: null)
            : answer.Status == 410 ? SendOutcome.Rejected("The web hook is gone (410).", RejectionScope.Address)
            : answer.Status is >= 400 and < 500 and not (408 or 409 or 429) ? SendOutcome.Rejected("The web hook refuses the message.")
            : null;
    }

    /// <summary>The id of one receiver's signature; secrets are told apart by a digest, which says nothing of them.</summary>
    private static string EventOf(HookRequest request, WebHookOptions options)
    {
        var signer = options.HookSecrets.Count == 1 ? options.HookSecrets[0]
            : options.HookSecrets.First(secret => StandardWebhooks.IsGenuine(request, [secret]));
        var signedBy = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(signer)).AsSpan(0, 4));
        return $"{request.Header(StandardWebhooks.IdHeader)}/{signedBy}";
    }

    /// <inheritdoc/>
    public override bool IsGenuine(HookRequest request, WebHookOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return StandardWebhooks.IsGenuine(request, options.HookSecrets);
    }

    /// <summary>
    /// Reads <c>{"type", "data"}</c>. <c>message.delivered</c> and <c>message.failed</c> have <c>data.id</c>, the id under which our
    /// message
    /// came; <c>message.answered</c> has <c>data.from</c> and <c>data.text</c>, and may have <c>data.to</c> and <c>data.id</c>. Other types
    /// are nothing. The event is named by the id of the signature and the secret that signed it: receivers may count from 1 each. Whoever
    /// has a secret can write any sender into an answer, so none lifts a stop (<see cref="InboundReply.IsSenderVerified"/>).
    /// </summary>
    public override HookContents ReadHook(HookRequest request, WebHookOptions options)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (id, hook) = (EventOf(request, options), request.Json());
        return hook.GetProperty("type").GetString() switch
        {
            "message.delivered" => HookContents.Of(Receipt(ReceiptKind.Delivered)),
            "message.failed" => HookContents.Of(Receipt(ReceiptKind.Failed)),
            "message.answered" => HookContents.Of(new InboundReply
            {
                Provider = request.Provider,
                MessageId = id,
                Channel = DeliveryChannel.WebHook,
                From = Text("from") ?? throw new FormatException("An answer has data.from."),
                To = Text("to"),
                Text = Text("text") ?? "",
                InReplyTo = Text("id"),
                ReceivedAt = request.ReceivedAt,
            }),
            null => throw new FormatException("A hook has a type."),
            _ => HookContents.Nothing,
        };

        Receipt Receipt(ReceiptKind kind)
        {
            var key = Text("id") ?? throw new FormatException("A receipt has data.id.");
            return new(request.Provider, id, key, kind, request.ReceivedAt) { IdempotencyKey = key };
        }

        string? Text(string field) => hook.GetProperty("data").TryGetProperty(field, out var value) ? value.GetString() : null;
    }
}

/// <summary>How web hooks are called.</summary>
public sealed class WebHookOptions : EndpointOptions
{
    /// <summary>
    /// Secrets by which messages are signed, Base64 of 24 to 64 octets after an optional <c>whsec_</c>. At least one; several while one
    /// is rotated: each makes a signature.
    /// </summary>
    public IList<string> SigningSecrets { get; } = [];

    /// <summary>
    /// Secrets of one receiver, in place of <see cref="SigningSecrets"/>. Called concurrently; null, or a null answer, takes those.
    /// </summary>
    public Func<OutgoingMessage, IEnumerable<string>?>? SecretsFor { get; set; }
}

/// <summary>That there is something to sign with.</summary>
internal sealed class WebHookOptionsValidator : IValidateOptions<WebHookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebHookOptions options) =>
        options.SigningSecrets.Count == 0 && options.SecretsFor is null
            ? ValidateOptionsResult.Fail($"WebHookOptions of '{name}': SigningSecrets: expected at least one, or SecretsFor.")
        : options.HookSecrets.Any(secret => !StandardWebhooks.IsSecret(secret))
            ? ValidateOptionsResult.Fail(
                $"WebHookOptions of '{name}': HookSecrets: expected Base64 of 24 to 64 octets, after an optional whsec_.")
        : options.SigningSecrets.Any(secret => !StandardWebhooks.IsSecret(secret))
            ? ValidateOptionsResult.Fail(
                $"WebHookOptions of '{name}': SigningSecrets: expected Base64 of 24 to 64 octets, after an optional whsec_.")
        : ValidateOptionsResult.Success;
}
