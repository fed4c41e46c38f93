using Notify.Sdk.PhoneNumbers.Metadata;
using Notify.Sdk.PhoneNumbers.Tables;

namespace Notify.Sdk.PhoneNumbers.Writing;

/// <summary>Writes a number in its four forms.</summary>
internal static class NumberWriter
{
    /// <summary>Room for the longest form: prefix, 17 digits with separators, label and 20 digits of an extension in any script.</summary>
    internal const int MaxLength = 128;

    internal static bool TryWriteE164(Span<char> destination, Region country, ulong national, int leadingZeros, out int written)
    {
        var writer = new SpanWriter(destination);
        writer.Append('+');
        writer.Append((uint)country.CountryCode);
        for (var i = 0; i < leadingZeros; i++)
            writer.Append('0');
        writer.Append(national);
        return writer.Finish(out written);
    }

    internal static bool TryWrite(
        Span<char> destination,
        Region country,
        ReadOnlySpan<char> digits,
        ReadOnlySpan<char> extension,
        PhoneNumberFormat format,
        out int written)
    {
        var writer = new SpanWriter(destination);
        if (format != PhoneNumberFormat.National)
        {
            writer.Append(format == PhoneNumberFormat.Rfc3966 ? "tel:+" : "+");
            writer.Append((uint)country.CountryCode);
            writer.Append(format == PhoneNumberFormat.Rfc3966 ? '-' : ' ');
        }

        NationalFormat.Write(ref writer, country, digits, format);
        if (!extension.IsEmpty)
        {
            if (format == PhoneNumberFormat.Rfc3966)
                writer.Append(";ext=");
            else
                AppendExtensionLabel(ref writer, country.ExtensionPrefix);
            writer.Append(extension);
        }

        return writer.Finish(out written);
    }

    private static void AppendExtensionLabel(ref SpanWriter writer, int label)
    {
        if (label == 0)
        {
            writer.Append(" ext. ");
            return;
        }

        var labels = RegionTables.ExtensionPrefixes;
        for (var i = 1; i < label; i++)
            labels = labels[(labels.IndexOf((byte)'|') + 1)..];
        foreach (var character in labels[..labels.IndexOf((byte)'|')])
            writer.Append((char)character);
    }
}
