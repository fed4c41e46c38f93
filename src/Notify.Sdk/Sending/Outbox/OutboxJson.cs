using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Stores;

/// <summary>
/// How durable stores write notifications, receipts and registers, so that all of them share one format: UTF-8 JSON in an envelope with
/// a format version. Of deliveries there are many, see <see cref="OutboxRows"/>. What was written holds addresses and names: treat it
/// like the database that it lies in. Thread-safe.
/// </summary>
/// <remarks>
/// Fields that are missing in older data get their defaults; data of a newer format are refused, never half-read.
/// Instants, dates, times of day and durations are ISO 8601 or NodaTime round-trip texts, so nothing is rounded.
/// </remarks>
public static class OutboxJson
{
    /// <summary>The format that is written. Older ones are read.</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions Options = Build();

    /// <summary>Writes a notification.</summary>
    /// <exception cref="ArgumentException">A value of <see cref="Notification.Data"/> is not one that templates can use.</exception>
    public static byte[] Write(Notification notification) => WriteValue(notification);

    /// <summary>Writes the declaration of a suppression register.</summary>
    public static byte[] Write(SuppressionRegister register) => WriteValue(register);

    /// <summary>
    /// Reads a notification. Values of <see cref="Notification.Data"/> come back as <see cref="string"/>,
    /// <see cref="bool"/>, <see cref="long"/>, <see cref="decimal"/>, <see cref="double"/>, <c>List&lt;object?&gt;</c>
    /// and <c>Dictionary&lt;string, object?&gt;</c>.
    /// </summary>
    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer format.</exception>
    public static Notification ReadNotification(ReadOnlySpan<byte> json) => Read<Notification>(json, "notification");

    /// <summary>Reads the declaration of a suppression register.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer format.</exception>
    public static SuppressionRegister ReadRegister(ReadOnlySpan<byte> json) => Read<SuppressionRegister>(json, "suppression register");

    internal static byte[] WriteValue<T>(T value) where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        return JsonSerializer.SerializeToUtf8Bytes(new Envelope<T>(Version, value), Options);
    }

    internal static T Read<T>(ReadOnlySpan<byte> json, string what) where T : class
    {
        Envelope<T>? envelope;
        try
        {
            envelope = JsonSerializer.Deserialize<Envelope<T>>(json, Options);
        }
        catch (JsonException damaged)
        {
            // The inner exception stays behind: its text may quote what was stored.
            var at = damaged.BytePositionInLine is { } position ? $" (byte {position})" : "";
            throw new InvalidDataException(
                $"A stored {what} cannot be read{at}. It was damaged, or written by a newer version of Notify.Sdk; restore a backup or "
                + $"use that version.");
        }

        if (envelope is null or { Version: < 1 } or { Version: > Version })
            throw new InvalidDataException(
                $"A stored {what} has format {envelope?.Version ?? 0}; this version of Notify.Sdk reads 1 to {Version}. Use a newer "
                + $"version.");
        return envelope.Value ?? throw new InvalidDataException($"A stored {what} is empty. Restore a backup.");
    }

    private static JsonSerializerOptions Build()
    {
        JsonSerializerOptions options = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            IgnoreReadOnlyProperties = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = DataValue.MaximumDepth + 16,
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
                new TextConverter<Instant>(InstantPattern.ExtendedIso),
                new TextConverter<LocalDate>(LocalDatePattern.Iso),
                new TextConverter<LocalTime>(LocalTimePattern.ExtendedIso),
                new TextConverter<Duration>(DurationPattern.Roundtrip),
                new DeliveryIdConverter(),
                new DataValueConverter(),
            },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed record Envelope<T>(int Version, T? Value);
}
