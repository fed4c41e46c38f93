using System.Text;

namespace Notify.Sdk.Email.Inbound;

/// <summary>Turns octets into text by the name of a charset. An unknown or wrong name never fails.</summary>
internal static class CharsetReader
{
    /// <summary>The text; octets that the charset does not know become U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<byte> octets, string? charset) => Find(charset) is { } encoding
        ? encoding.GetString(octets)
        : HeaderReader.Text(octets);

    // UTF-8 and ASCII are what mislabelled mail is most often; the reader of headers guesses better than the label.
    private static Encoding? Find(string? charset)
    {
        if (string.IsNullOrWhiteSpace(charset) || charset.Length > 40
            || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            // UTF-7 can hide any text from whoever looked at the octets; it is read as what it looks like.
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
            return encoding.CodePage == 65000 ? null : encoding;
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
