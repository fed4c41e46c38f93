using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Notify.Sdk.Sending;

/// <summary>Tells whether two notifications say the same.</summary>
public static class NotificationContent
{
    private static readonly JsonWriterOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// SHA-256 over topic and data, 64 lower-case hex digits. The order of entries in dictionaries does not matter, the
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
            writer.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }
}
