using System.Text.Json;
using System.Text.Json.Serialization;

namespace Notify.Sdk.Audience;

/// <summary>Kinds of addresses in JSON: their names.</summary>
internal sealed class AddressKindJsonConverter : JsonConverter<AddressKind>
{
    public override AddressKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { } name && ValueNames.IsName(name)
            ? AddressKind.Named(name)
            : throw new JsonException("This is no name of a kind of addresses.");

    public override void Write(Utf8JsonWriter writer, AddressKind value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Name);
}
