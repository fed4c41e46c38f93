using System.Text.Json;
using System.Text.Json.Serialization;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>A scope as its text.</summary>
internal sealed class ConsentScopeConverter : JsonConverter<ConsentScope>
{
    public override ConsentScope Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return ConsentScope.Parse(reader.TokenType == JsonTokenType.String ? reader.GetString()! : "");
        }
        catch (FormatException)
        {
            throw new JsonException("This is no scope of a consent.");
        }
    }

    public override void Write(Utf8JsonWriter writer, ConsentScope value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
