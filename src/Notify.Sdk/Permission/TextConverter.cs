using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Text;

namespace Notify.Sdk.Permission;

/// <summary>A NodaTime value as its text.</summary>
internal sealed class TextConverter<T>(IPattern<T> pattern) : JsonConverter<T> where T : struct
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parsed = pattern.Parse(reader.TokenType == JsonTokenType.String ? reader.GetString()! : "");
        return parsed.Success ? parsed.Value : throw new JsonException($"This is no {typeof(T).Name}.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(pattern.Format(value));
}
