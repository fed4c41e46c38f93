using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace Notify.Sdk.Push;

/// <summary>What a service worker reads: JSON in UTF-8, described in docs/channels.md.</summary>
internal static class PushPayload
{
    private static readonly JsonSerializerOptions s_plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // it stands in no page, and octets are few
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static byte[] Of(OutgoingMessage message) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        id = message.IdempotencyKey,
        title = message.Content.Subject ?? message.Brand,
        body = message.Content.Text,
        lang = message.Content.Language,
        topic = message.Topic,
        brand = message.Brand.Length > 0 ? message.Brand : null,
        link = message.Content.Link,
        buttons = message.Content.Buttons.Count == 0 ? null
            : message.Content.Buttons.Select(button => new { text = button.Text, link = button.Link, answer = button.Answer }),
    }, s_plain);
}
