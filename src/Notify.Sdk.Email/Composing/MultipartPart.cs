using System.Buffers;

namespace Notify.Sdk.Email.Composing;

/// <summary>Parts between boundaries (RFC 2046 section 5.1).</summary>
internal sealed class MultipartPart(string subtype, string boundary, IReadOnlyList<MimePart> parts, string parameters = "") : MimePart
{
    /// <inheritdoc/>
    public override void WriteHeaders(HeaderWriter header)
    {
        header.Start("Content-Type");
        header.Word($"multipart/{subtype};{parameters}");
        header.Word($"boundary=\"{boundary}\"");
        header.End();
    }

    /// <inheritdoc/>
    public override IEnumerable<MimeStep> WriteBody(IBufferWriter<byte> output)
    {
        var header = new HeaderWriter(output, utf8: false);
        foreach (var part in parts)
        {
            header.Raw($"--{boundary}");
            header.End();
            part.WriteHeaders(header);
            header.End();
            foreach (var step in part.WriteBody(output))
            {
                yield return step;
            }

            header.End();
        }

        header.Raw($"--{boundary}--");
    }
}
