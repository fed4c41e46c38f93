namespace Notify.Sdk.Email.Inbound;

/// <summary>A node of a foreign message (RFC 2045): header fields, then a body or further parts. Immutable.</summary>
public sealed class InboundPart
{
    private readonly ContentType _type;
    private readonly ReadOnlyMemory<byte> _body;
    private readonly InboundLimits _limits;

    internal InboundPart(IReadOnlyList<InboundHeader> headers, ContentType type, ReadOnlyMemory<byte> body, IReadOnlyList<InboundPart> parts, InboundLimits limits)
    {
        Headers = headers;
        Parts = parts;
        _type = type;
        _body = body;
        _limits = limits;
    }

    /// <summary>The header fields, as they stand.</summary>
    public IReadOnlyList<InboundHeader> Headers { get; }

    /// <summary>The media type in lower case, <c>text/plain</c> where none can be read.</summary>
    public string MediaType => _type.MediaType;

    /// <summary>The parts of a multipart; the one message of a <c>message/rfc822</c>; else empty.</summary>
    public IReadOnlyList<InboundPart> Parts { get; }

    /// <summary>Whether it is marked as a file to be saved.</summary>
    public bool IsAttachment => Header("Content-Disposition")?.StartsWith("attachment", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The body without its transfer encoding. Decoded on every call.</summary>
    public ReadOnlyMemory<byte> Content() => Decode(_limits.MessageOctets);

    /// <summary>The body as text by its charset, at most <see cref="InboundLimits.TextOctets"/> octets of it.</summary>
    public string Text() => CharsetReader.Decode(Decode(_limits.TextOctets).Span, _type.Parameter("charset"));

    /// <summary>The value of the first field of that name with its encoded-words read, or null.</summary>
    public string? Header(string name)
    {
        foreach (var header in Headers)
        {
            if (header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return header.Value;
        }

        return null;
    }

    /// <summary>This part and all below it, in the order of the message.</summary>
    public IEnumerable<InboundPart> Walk() => Parts.SelectMany(part => part.Walk()).Prepend(this);

    /// <summary>The same without what an enclosed message holds: that is somebody else's words.</summary>
    internal IEnumerable<InboundPart> WalkOwn() => MediaType is "message/rfc822" or "message/global"
        ? [this]
        : Parts.SelectMany(part => part.WalkOwn()).Prepend(this);

    /// <summary>The media type; no words.</summary>
    public override string ToString() => MediaType;

    internal string? Parameter(string name) => _type.Parameter(name);

    private ReadOnlyMemory<byte> Decode(int limit) => TransferDecoder.Decode(_body, Header("Content-Transfer-Encoding") ?? "", limit);
}
