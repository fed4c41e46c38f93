using System.Text;

namespace Notify.Sdk.Email.Inbound;

/// <summary>
/// Reads encoded-words (RFC 2047, with the language of RFC 2231 section 5). White space between two of them is dropped; octets of
/// neighbours in one charset are put together first, because many programs split a character. What is none stays as it is.
/// </summary>
internal static class EncodedWordReader
{
    private const int LongestWord = 2000; // RFC 2047 says 75; many programs write longer ones

    /// <summary>The text that was meant.</summary>
    public static string Decode(string raw)
    {
        if (!raw.Contains("=?", StringComparison.Ordinal))
            return raw;
        var text = new StringBuilder(raw.Length);
        List<byte> held = [];
        string? charset = null;
        var position = 0;
        while (position < raw.Length)
        {
            var start = raw.IndexOf("=?", position, StringComparison.Ordinal);
            if (start < 0)
                break;
            if (!TryReadWord(raw.AsSpan(start), out var length, out var name, out var octets))
            {
                Release();
                text.Append(raw, position, start + 2 - position);
                position = start + 2;
                continue;
            }

            var between = raw.AsSpan(position, start - position);
            if (charset is null || !between.IsWhiteSpace())
            {
                Release();
                text.Append(between);
            }
            else if (!charset.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                Release();
            }

            charset = name;
            held.AddRange(octets);
            position = start + length;
        }

        Release();
        return text.Append(raw, position, raw.Length - position).ToString();

        void Release()
        {
            if (charset is not null)
                text.Append(CharsetReader.Decode(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(held), charset));
            held.Clear();
            charset = null;
        }
    }

    private static bool TryReadWord(ReadOnlySpan<char> text, out int length, out string charset, out byte[] octets)
    {
        (length, charset, octets) = (0, "", []);
        var afterCharset = text[2..].IndexOf('?');
        if (afterCharset is < 1 or > 60 || afterCharset + 5 > text.Length || text[afterCharset + 4] != '?')
            return false;
        var payload = text[(afterCharset + 5)..];
        payload = payload[..Math.Min(LongestWord, payload.Length)];
        var end = payload.IndexOf("?=");
        if (end < 0 || payload[..end].ContainsAny(' ', '?'))
            return false;
        var encoded = Encoding.UTF8.GetBytes(payload[..end].ToString());
        switch (text[afterCharset + 3])
        {
            case 'B' or 'b':
                octets = TransferDecoder.Base64(encoded, encoded.Length);
                break;
            case 'Q' or 'q':
                octets = TransferDecoder.Q(encoded);
                break;
            default:
                return false;
        }

        charset = text.Slice(2, afterCharset).ToString().Split('*')[0];
        length = afterCharset + 5 + end + 2;
        return true;
    }
}
