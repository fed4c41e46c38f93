using System.Buffers;
using System.Text;

namespace Notify.Sdk.Email.Composing;

/// <summary>A text in UTF-8: quoted-printable, or base64 where that is clearly shorter (most scripts other than Latin).</summary>
internal sealed class TextPart(string subtype, string text) : MimePart
{
    private const int Step = 4096;
    private readonly bool _base64 = IsShorterAsBase64(text);

    /// <inheritdoc/>
    public override void WriteHeaders(HeaderWriter header)
    {
        header.Line("Content-Type", $"text/{subtype}; charset=utf-8");
        header.Line("Content-Transfer-Encoding", _base64 ? "base64" : "quoted-printable");
    }

    /// <inheritdoc/>
    public override IEnumerable<MimeStep> WriteBody(IBufferWriter<byte> output) => _base64 ? WriteBase64(output) : WriteQuotedPrintable(output);

    private IEnumerable<MimeStep> WriteQuotedPrintable(IBufferWriter<byte> output)
    {
        var encoder = new QuotedPrintableEncoder(output);
        for (int start = 0, length; start < text.Length; start += length)
        {
            length = StepLength(start);
            encoder.Write(text.AsSpan(start, length));
            yield return default;
        }

        encoder.Finish();
    }

    private IEnumerable<MimeStep> WriteBase64(IBufferWriter<byte> output)
    {
        var encoder = new Base64Encoder(output);
        var afterCr = false;
        for (int start = 0, length; start < text.Length; start += length)
        {
            length = StepLength(start);
            WriteCanonical(encoder, text.AsSpan(start, length), ref afterCr);
            yield return default;
        }

        encoder.Finish();
    }

    // Text is base64 of its canonical form, in which a line ends in CRLF (RFC 2045 section 6.8).
    private static void WriteCanonical(Base64Encoder encoder, ReadOnlySpan<char> text, ref bool afterCr)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\r' or '\n')
            {
                encoder.Write(rune.Value == '\n' && afterCr ? [] : "\r\n"u8);
            }
            else
            {
                encoder.Write(utf8[..rune.EncodeToUtf8(utf8)]);
            }

            afterCr = rune.Value == '\r';
        }
    }

    private int StepLength(int start)
    {
        var length = Math.Min(Step, text.Length - start);
        var splitsPair = start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]) && char.IsLowSurrogate(text[start + length]);
        return splitsPair ? length + 1 : length;
    }

    private static bool IsShorterAsBase64(string text)
    {
        if (Ascii.IsValid(text))
        {
            return false;
        }

        var (quotedPrintable, octets) = (0L, 0L);
        foreach (var rune in text.EnumerateRunes())
        {
            quotedPrintable += rune.IsAscii && rune.Value != '=' ? 1 : 3 * rune.Utf8SequenceLength;
            octets += rune.Utf8SequenceLength;
        }

        return octets * 5 / 3 < quotedPrintable; // base64 adds a third; readable text may cost a quarter more
    }
}
