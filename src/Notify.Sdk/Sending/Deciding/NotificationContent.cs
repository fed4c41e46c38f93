using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Stores;

/// <summary>Tells whether two notifications say the same.</summary>
public static class NotificationContent
{
    private static readonly JsonWriterOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// SHA-256 over topic, data and attachments, 64 lower-case hex digits. The order of entries in dictionaries does not matter, the
    /// order in lists does; the same in every process and version, and before and after storing.
    /// </summary>
    /// <exception cref="ArgumentException">A value of <see cref="Notification.Data"/> is not one that templates can use.</exception>
    public static string Hash(Notification notification)
    {
        ArgumentNullException.ThrowIfNull(notification);
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Canonical))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(notification.Topic);
            DataValue.Write(writer, notification.Data, sorted: true);
            foreach (var attachment in notification.Attachments)
                Write(writer, attachment);
            writer.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    private static void Write(Utf8JsonWriter writer, Attachment attachment)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(attachment.Name);
        writer.WriteStringValue(attachment.MediaType);
        writer.WriteBooleanValue(attachment.IsInline);
        writer.WriteStringValue(attachment.Key);
        writer.WriteBase64StringValue(SHA256.HashData(attachment.Content.Span));
        writer.WriteEndArray();
    }
}
