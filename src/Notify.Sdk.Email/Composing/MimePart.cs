using System.Buffers;

namespace Notify.Sdk.Email.Composing;

/// <summary>A node of the message (RFC 2045): header fields, then a body.</summary>
internal abstract class MimePart
{
    /// <summary>Writes the <c>Content-</c> fields.</summary>
    public abstract void WriteHeaders(HeaderWriter header);

    /// <summary>
    /// Writes the body without a line break at its end, in steps of some kilobytes; after each step the caller may flush.
    /// </summary>
    public abstract IEnumerable<MimeStep> WriteBody(IBufferWriter<byte> output);
}
