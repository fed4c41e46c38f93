using System.Text;

namespace Notify.Sdk.Email.Inbound;

/// <summary>
/// Reads header fields up to the first empty line. A line that is no field ends them, as the body of a message whose
/// sender forgot the empty line. Never fails.
/// </summary>
internal static class HeaderReader
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The fields, and where the body begins.</summary>
    public static IReadOnlyList<InboundHeader> Read(ReadOnlySpan<byte> octets, InboundLimits limits, out int body)
    {
        List<InboundHeader> fields = [];
        List<byte> field = [];
        var position = 0;
        body = 0;
        while (OctetLines.TryTake(octets, ref position, out var line))
        {
            if (line.IsEmpty)
            {
                body = position;
                break;
            }

            if (line[0] is (byte)' ' or (byte)'\t')
            {
                Append(field, line, limits);
            }
            else if (IsField(line))
            {
                Keep(fields, field, limits);
                Append(field, line, limits);
            }
            else if (body > 0 || !line.StartsWith("From "u8)) // the first line of an mbox
            {
                break;
            }

            body = position;
        }

        Keep(fields, field, limits);
        return fields;
    }

    /// <summary>The text of octets that should be UTF-8 or ASCII and may be anything.</summary>
    public static string Text(ReadOnlySpan<byte> octets)
    {
        try
        {
            return Strict.GetString(octets);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(octets);
        }
    }

    private static bool IsField(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        return colon > 0 && !line[..colon].TrimEnd(" \t"u8).ContainsAnyExceptInRange((byte)'!', (byte)'~');
    }

    private static void Append(List<byte> field, ReadOnlySpan<byte> line, InboundLimits limits) =>
        field.AddRange(line[..Math.Clamp(limits.FieldOctets - field.Count, 0, line.Length)]);

    private static void Keep(List<InboundHeader> fields, List<byte> field, InboundLimits limits)
    {
        if (field.Count > 0 && fields.Count < limits.Fields)
        {
            var text = Text(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(field));
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) // a continuation without a field before it has none
                fields.Add(new(text[..colon].TrimEnd(), text[(colon + 1)..].Trim()));
        }

        field.Clear();
    }
}
