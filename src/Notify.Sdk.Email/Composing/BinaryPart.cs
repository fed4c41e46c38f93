using System.Buffers;

namespace Notify.Sdk.Email.Composing;

/// <summary>Octets in base64: an attachment with a name, or an inline resource with a <c>Content-ID</c>.</summary>
internal sealed class BinaryPart : MimePart
{
    private const int Step = 57 * 72;
    private readonly string _mediaType;
    private readonly ReadOnlyMemory<byte> _content;
    private readonly string? _fileName;
    private readonly string? _contentId;

    public BinaryPart(EmailAttachment attachment) => (_mediaType, _content, _fileName) = (attachment.MediaType, attachment.Content, attachment.FileName);

    public BinaryPart(InlineResource resource) => (_mediaType, _content, _contentId) = (resource.MediaType, resource.Content, resource.ContentId);

    /// <inheritdoc/>
    public override void WriteHeaders(HeaderWriter header)
    {
        header.Line("Content-Type", _mediaType);
        header.Line("Content-Transfer-Encoding", "base64");
        header.Start("Content-Disposition");
        header.Word(_fileName is null ? "inline" : "attachment");
        if (_fileName is not null)
        {
            FileNameParameter.Write(header, _fileName);
        }

        header.End();
        if (_contentId is not null)
        {
            header.Line("Content-ID", $"<{_contentId}>");
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<MimeStep> WriteBody(IBufferWriter<byte> output)
    {
        var encoder = new Base64Encoder(output);
        for (var start = 0; start < _content.Length; start += Step)
        {
            encoder.Write(_content.Span.Slice(start, Math.Min(Step, _content.Length - start)));
            yield return default;
        }

        encoder.Finish();
    }
}
