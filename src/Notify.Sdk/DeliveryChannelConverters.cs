using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Notify.Sdk;

/// <summary>Channels in configuration: their names.</summary>
internal sealed class DeliveryChannelTextConverter : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        DeliveryChannel.Named((string)value);
}

/// <summary>Channels in JSON: their names.</summary>
internal sealed class DeliveryChannelJsonConverter : JsonConverter<DeliveryChannel>
{
    public override DeliveryChannel Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { } name && ValueNames.IsName(name)
            ? DeliveryChannel.Named(name)
            : throw new JsonException("This is no name of a channel.");

    public override void Write(Utf8JsonWriter writer, DeliveryChannel value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Name);
}
