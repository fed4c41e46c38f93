using System.Text.Json;
using System.Text.Json.Serialization;

namespace Notify.Sdk.Sending;

/// <summary>A delivery's id as its text.</summary>
internal sealed class DeliveryIdConverter : JsonConverter<DeliveryId>
{
    public override DeliveryId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("This is no delivery id."));

    public override void Write(Utf8JsonWriter writer, DeliveryId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}

/// <summary>A template variable, whatever it is.</summary>
internal sealed class DataValueConverter : JsonConverter<object?>
{
    public override bool HandleNull => true;

    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DataValue.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options) =>
        DataValue.Write(writer, value, sorted: false);
}
