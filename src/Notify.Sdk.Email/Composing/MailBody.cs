namespace Notify.Sdk.Email.Composing;

/// <summary>
/// A body of parts that are 7-bit with short lines already. Its <see cref="WriteToAsync"/> is where a client notices that the message
/// begins and that only the final dot is left: MailKit writes the body once after the 354, and the dot right behind it.
/// </summary>
internal sealed class MailBody : MimeEntity
{
    private readonly MimeEntity _inner;
    private readonly FormatOptions _format;
    private ReadOnlyMemory<byte>? _octets;

    /// <summary>Takes over the fields of an entity.</summary>
    public MailBody(MimeEntity inner, FormatOptions format)
        : base(inner.ContentType)
    {
        (_inner, _format) = (inner, format);
        Headers.Clear();
        foreach (var header in inner.Headers)
            Headers.Add(header);
    }

    /// <summary>
    /// The octets, lines ended by CRLF, also the last one. Made when they are asked for and kept, so that a message that is measured or
    /// signed is encoded once; else it is encoded while it is sent.
    /// </summary>
    public ReadOnlyMemory<byte> Octets => _octets ??= Encoded();

    /// <summary>Asked before the first octet is written; may refuse by an exception.</summary>
    public Action? Beginning { get; set; }

    /// <summary>Asked behind the last octet; may refuse by an exception, and then no final dot follows.</summary>
    public Action? Ended { get; set; }

    /// <summary>Nothing: there is nothing left to prepare.</summary>
    public override void Prepare(EncodingConstraint constraint, int maxLineLength = 78)
    {
    }

    /// <inheritdoc/>
    public override void WriteTo(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
    {
        if (!contentOnly)
            base.WriteTo(options, stream, contentOnly: false, cancellationToken);

        stream.Write(Octets.Span);
    }

    /// <inheritdoc/>
    public override async Task WriteToAsync(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken =
        default)
    {
        if (!contentOnly)
            await base.WriteToAsync(options, stream, contentOnly: false, cancellationToken);

        Beginning?.Invoke();
        if (_octets is { } octets)
            await stream.WriteAsync(octets, cancellationToken);
        else
            await _inner.WriteToAsync(_format, stream, contentOnly: true, cancellationToken);

        Ended?.Invoke();
    }

    protected override void Dispose(bool disposing)
    {
        _inner.Dispose();
        base.Dispose(disposing);
    }

    private ReadOnlyMemory<byte> Encoded()
    {
        // Room for all of it: a large message would be copied a dozen times as it grows.
        using var octets = new MemoryStream((int)Math.Min(Room(_inner), int.MaxValue / 2));
        _inner.WriteTo(_format, octets, contentOnly: true);
        return octets.GetBuffer().AsMemory(0, (int)octets.Length);
    }

    private static long Room(MimeEntity entity) => entity switch
    {
        Multipart whole => 256 + whole.Sum(Room),
        MimePart { Content.Stream: { } content } => 256 + (content.Length * 7 / 5),
        _ => 0,
    };
}
