using System.ComponentModel;
using System.Globalization;

namespace Notify.Sdk;

/// <summary>Channels in configuration: their names.</summary>
internal sealed class DeliveryChannelTextConverter : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        DeliveryChannel.Named((string)value);
}

/// <summary>Channels in JSON: their names.</summary>
internal sealed class DeliveryChannelJsonConverter() : NameJsonConverter<DeliveryChannel>("a channel", DeliveryChannel.Named, c => c.Name);
