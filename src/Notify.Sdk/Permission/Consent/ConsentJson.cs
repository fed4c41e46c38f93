using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Notify.Sdk.Permission;

/// <summary>How entries of the ledger are written. Only new entries are ever written: stored text is hashed as it is.</summary>
internal static class ConsentJson
{
    private static readonly JsonSerializerOptions Options = Build();

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="InvalidDataException">The text is damaged; what it holds is not quoted.</exception>
    public static T Read<T>(string json, string what) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException();
        }
        catch (Exception damaged) when (damaged is JsonException or ArgumentException)
        {
            // The inner exception stays behind: its text may quote what was stored.
            throw new InvalidDataException(
                $"A stored {what} cannot be read. It was damaged, or written by a newer version of Notify.Sdk; restore a backup or use "
                + $"that version.");
        }
    }

    private static JsonSerializerOptions Build()
    {
        JsonSerializerOptions options = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
                new TextConverter<Instant>(InstantPattern.ExtendedIso),
                new TextConverter<Duration>(DurationPattern.Roundtrip),
            },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
