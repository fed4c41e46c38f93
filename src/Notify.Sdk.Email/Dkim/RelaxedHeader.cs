using System.Buffers;

namespace Notify.Sdk.Email.Dkim;

/// <summary>Header fields in their relaxed form (RFC 6376 section 3.4.2).</summary>
internal static class RelaxedHeader
{
    /// <summary>
    /// One field: the name in lower case, unfolded, white space one space, none around the colon and at the end. Without CRLF.
    /// </summary>
    public static byte[] Of(ReadOnlySpan<byte> field)
    {
        var colon = field.IndexOf((byte)':');
        var result = new ArrayBufferWriter<byte>(Math.Max(16, field.Length));
        foreach (var octet in field[..colon].TrimEnd(" \t"u8))
            result.Write([octet is >= (byte)'A' and <= (byte)'Z' ? (byte)(octet | 0x20) : octet]);
        result.Write(":"u8);
        var (held, any) = (false, false);
        foreach (var octet in field[(colon + 1)..])
        {
            if (octet is (byte)' ' or (byte)'\t')
            {
                held = true;
            }
            else if (octet is not ((byte)'\r' or (byte)'\n'))
            {
                if (held && any)
                    result.Write(" "u8);
                (held, any) = (false, true);
                result.Write([octet]);
            }
        }

        return result.WrittenSpan.ToArray();
    }

    /// <summary>The fields of a header, each with its folds and without its last CRLF.</summary>
    public static IReadOnlyList<(string Name, byte[] Field)> Split(ReadOnlySpan<byte> header)
    {
        List<(string, byte[])> fields = [];
        while (!header.IsEmpty)
        {
            var end = EndOfField(header);
            var field = header[..end].TrimEnd("\r\n"u8);
            var colon = field.IndexOf((byte)':');
            if (colon > 0)
                fields.Add((System.Text.Encoding.ASCII.GetString(field[..colon].TrimEnd(" \t"u8)), field.ToArray()));
            header = header[end..];
        }

        return fields;
    }

    private static int EndOfField(ReadOnlySpan<byte> header)
    {
        for (var position = 0; ;)
        {
            var end = header[position..].IndexOf((byte)'\n');
            if (end < 0)
                return header.Length;
            position += end + 1;
            if (position == header.Length || header[position] is not ((byte)' ' or (byte)'\t'))
                return position;
        }
    }
}
