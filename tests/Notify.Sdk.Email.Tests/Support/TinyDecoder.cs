using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Notify.Sdk.Email.Tests.Support;

/// <summary>Reads what the writer wrote, by the RFCs and not by the writer's code.</summary>
internal static partial class TinyDecoder
{
    /// <summary>Header fields in order, unfolded (RFC 5322 section 2.2.3), up to the first empty line.</summary>
    public static List<KeyValuePair<string, string>> Headers(string raw)
    {
        var head = raw[..raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        return [.. head.Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", "\t", StringComparison.Ordinal).Split("\r\n")
            .Select(line =>
            KeyValuePair.Create(line[..line.IndexOf(':', StringComparison.Ordinal)],
                line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].TrimStart(' ')))];
    }

    /// <summary>One header field, unfolded; null when it is not there.</summary>
    public static string? Header(string raw, string name) =>
        Headers(raw).Where(field => field.Key == name).Select(field => field.Value).SingleOrDefault();

    /// <summary>Everything after the first empty line.</summary>
    public static string Body(string raw) => raw[(raw.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    /// <summary>
    /// Decodes encoded-words (RFC 2047 section 6.2): the space between two of them is dropped, each is decoded by itself.
    /// </summary>
    public static string DecodeWords(string value) =>
        Word().Replace(
            value, match => DecodeWord(Encoding.GetEncoding(match.Groups[1].Value), match.Groups[2].Value, match.Groups[3].Value));

    /// <summary>Decodes quoted-printable (RFC 2045 section 6.7).</summary>
    public static string DecodeQuotedPrintable(string body) =>
        new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(OctetsOfQuotedPrintable(body));

    private static byte[] OctetsOfQuotedPrintable(string body)
    {
        var octets = new List<byte>();
        var text = body.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=')
            {
                octets.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                octets.Add(checked((byte)text[i]));
            }
        }

        return [.. octets];
    }

    private static string DecodeWord(Encoding charset, string encoding, string payload) =>
        charset.GetString(encoding is "B" or "b" ? Convert.FromBase64String(payload) : OctetsOfQuotedPrintable(payload.Replace('_', ' ')));

    [GeneratedRegex(@"=\?([\w-]+)\?([qQbB])\?([^?\s]*)\?=(?:\s+(?==\?[\w-]+\?[qQbB]\?[^?\s]*\?=))?")]
    private static partial Regex Word();
}
