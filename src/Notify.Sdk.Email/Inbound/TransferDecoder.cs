using System.Buffers;
using System.Globalization;

namespace Notify.Sdk.Email.Inbound;

/// <summary>Undoes quoted-printable and base64 (RFC 2045 section 6), whatever the octets are.</summary>
internal static class TransferDecoder
{
    private static readonly SearchValues<byte> Base64Digits = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    /// <summary>The octets that were meant, at most <paramref name="limit"/>.</summary>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> octets, string encoding, int limit) => encoding.Trim().ToUpperInvariant() switch
    {
        "BASE64" => Base64(octets.Span, limit),
        "QUOTED-PRINTABLE" => QuotedPrintable(octets.Span, limit),
        _ => octets[..Math.Min(limit, octets.Length)],
    };

    /// <summary>What is no digit is passed over (RFC 2045 section 6.8); padding may stand anywhere, or be missing.</summary>
    public static byte[] Base64(ReadOnlySpan<byte> octets, int limit)
    {
        var result = new ArrayBufferWriter<byte>(Math.Max(16, Math.Min(octets.Length / 4 * 3, limit)));
        var (bits, held) = (0, 0);
        foreach (var octet in octets)
        {
            if (octet == '=')
            {
                (bits, held) = (0, 0);
            }
            else if (Base64Digits.Contains(octet))
            {
                (bits, held) = ((bits << 6) | Value(octet), held + 6);
                if (held >= 8)
                {
                    held -= 8;
                    result.GetSpan(1)[0] = (byte)(bits >> held);
                    result.Advance(1);
                    bits &= (1 << held) - 1;
                }
            }

            if (result.WrittenCount >= limit)
                break;
        }

        return result.WrittenSpan.ToArray();
    }

    /// <summary>Spaces at the end of a line are dropped; an escape that is none stays as it is (RFC 2045 section 6.7).</summary>
    public static byte[] QuotedPrintable(ReadOnlySpan<byte> octets, int limit)
    {
        var result = new ArrayBufferWriter<byte>(Math.Max(16, Math.Min(octets.Length, limit)));
        var position = 0;
        while (result.WrittenCount < limit && OctetLines.TryTake(octets, ref position, out var line))
        {
            var hadEnd = octets[position - 1] == '\n';
            var trimmed = line.TrimEnd(" \t"u8);
            var soft = trimmed is [.., (byte)'='];
            Escapes(soft ? trimmed[..^1] : trimmed, result, limit);
            if (!soft && hadEnd)
                result.Write("\r\n"u8);
        }

        return result.WrittenSpan[..Math.Min(limit, result.WrittenCount)].ToArray();
    }

    /// <summary>The Q encoding of an encoded-word: quoted-printable with <c>_</c> for a space (RFC 2047 section 4.2).</summary>
    public static byte[] Q(ReadOnlySpan<byte> octets)
    {
        var spaced = octets.ToArray();
        spaced.AsSpan().Replace((byte)'_', (byte)' ');
        var result = new ArrayBufferWriter<byte>(Math.Max(16, spaced.Length));
        Escapes(spaced, result, int.MaxValue);
        return result.WrittenSpan.ToArray();
    }

    private static void Escapes(ReadOnlySpan<byte> line, ArrayBufferWriter<byte> result, int limit)
    {
        while (!line.IsEmpty && result.WrittenCount < limit)
        {
            var escape = line.IndexOf((byte)'=');
            result.Write(escape < 0 ? line : line[..escape]);
            if (escape < 0)
                return;
            if (escape + 2 < line.Length && byte.TryParse(line.Slice(escape + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                result.Write([octet]);
                line = line[(escape + 3)..];
            }
            else
            {
                result.Write("="u8);
                line = line[(escape + 1)..];
            }
        }
    }

    private static int Value(byte digit) => digit switch
    {
        >= (byte)'a' => digit - 'a' + 26,
        >= (byte)'A' => digit - 'A',
        >= (byte)'0' => digit - '0' + 52,
        (byte)'+' => 62,
        _ => 63,
    };
}
