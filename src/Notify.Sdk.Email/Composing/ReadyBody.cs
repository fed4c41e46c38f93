using MimeKit;

namespace Notify.Sdk.Email.Composing;

/// <summary>
/// A body whose octets MimeKit has written already. Its <see cref="WriteToAsync"/> is where a client notices that the message begins
/// and that only the final dot is left: MailKit writes the body once after the 354, and the dot right behind it.
/// </summary>
internal sealed class ReadyBody : MimeEntity
{
    /// <summary>Takes over the fields and writes the body of an entity; lines end in CRLF, also the last one.</summary>
    public ReadyBody(MimeEntity inner, FormatOptions format)
        : base(inner.ContentType)
    {
        Headers.Clear();
        foreach (var header in inner.Headers)
            Headers.Add(header);

        // Room for all of it: a large message would be copied a dozen times as it grows.
        using var octets = new MemoryStream((int)Math.Min(Room(inner), int.MaxValue / 2));
        inner.WriteTo(format, octets, contentOnly: true);
        if (octets.Length < 2 || !octets.GetBuffer().AsSpan(0, (int)octets.Length).EndsWith("\r\n"u8))
            octets.Write("\r\n"u8);

        Octets = octets.GetBuffer().AsMemory(0, (int)octets.Length);
    }

    private static long Room(MimeEntity entity) => entity switch
    {
        Multipart whole => whole.Sum(Room),
        MimePart { Content.Stream: { } content } => 256 + (content.Length * 7 / 5),
        _ => 0,
    };

    /// <summary>The octets.</summary>
    public ReadOnlyMemory<byte> Octets { get; }

    /// <summary>Asked before the first octet is written; may refuse by an exception.</summary>
    public Action? Beginning { get; set; }

    /// <summary>Asked behind the last octet; may refuse by an exception, and then no final dot follows.</summary>
    public Action? Ended { get; set; }

    /// <summary>Nothing: the octets are 7-bit with short lines already.</summary>
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
        await stream.WriteAsync(Octets, cancellationToken);
        Ended?.Invoke();
    }
}
