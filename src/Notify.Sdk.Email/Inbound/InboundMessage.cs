using System.Runtime.InteropServices;
using MimeKit;
using Notify.Sdk.Rendering;

namespace Notify.Sdk.Email.Inbound;

/// <summary>
/// A foreign message, read by MimeKit within limits and without ever failing: what cannot be understood is left out. Immutable.
/// Everything in it is personal data.
/// </summary>
public sealed class InboundMessage
{
    // Deeper parts stay as they are. Every honest report has three or four levels.
    private const int Depth = 12;
    private const int MostBoundaries = 2000;
    private const int LongestText = 256 * 1024;

    private static readonly ParserOptions Parsing = new() { MaxMimeDepth = Depth };

    private InboundMessage(MimeMessage mime, string? problem)
    {
        (Mime, Problem) = (mime, problem);
        Parts = [.. Own(mime.Body)];
    }

    /// <summary>Why it cannot be read at all, without its words; null when it could.</summary>
    public string? Problem { get; }

    /// <summary>The message as parsed; without fields when it is unreadable.</summary>
    internal MimeMessage Mime { get; }

    /// <summary>All its parts in their order, without what an enclosed message holds: that is somebody else's words.</summary>
    internal IReadOnlyList<MimeEntity> Parts { get; }

    /// <summary>Its media type in lower case.</summary>
    internal string MediaType => Mime.Body?.ContentType.MimeType.ToLowerInvariant() ?? "text/plain";

    /// <summary>Reads a message as it lies in a mailbox: header fields, an empty line, a body.</summary>
    /// <param name="octets">The message; not copied, so leave it unchanged while the result is in use.</param>
    /// <param name="limit">How many octets of it are read at most; what lies beyond is left out.</param>
    public static InboundMessage Read(ReadOnlyMemory<byte> octets, int limit = InboundOptions.DefaultMessageOctets)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        octets = WithoutMboxLine(octets[..Math.Min(octets.Length, limit)]);
        octets = octets[..EndOfParts(octets.Span)];
        try
        {
            var mime = MimeMessage.Load(Parsing, Stream(octets), persistent: true);
            return mime.Headers.Count > 0 ? new(mime, null) : Unreadable();
        }
        catch (Exception fault) when (fault is FormatException or IOException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            return Unreadable();
        }
    }

    /// <summary>The value of the first field of that name with its encoded-words read, or null.</summary>
    public string? Header(string name) => Value(Mime.Headers, name);

    /// <summary>The text that a person wrote: the first plain text that is no file, else the first HTML as text, else empty.</summary>
    public string Text()
    {
        var texts = Parts.OfType<TextPart>().Where(part => !part.IsAttachment).ToList();
        return texts.Find(part => part.IsPlain) is { } plain ? TextOf(plain)
            : texts.Find(part => part.IsHtml) is { } html ? HtmlText.From(TextOf(html))
            : "";
    }

    /// <summary>All plain texts and HTML of its own, one below the other: where the words of a bounce may stand.</summary>
    internal string Words() => string.Join('\n', Parts.OfType<TextPart>().Select(part => part.IsHtml ? HtmlText.From(TextOf(part)) : TextOf(part)));

    /// <summary>The value of a field, or null when it is missing or empty.</summary>
    internal static string? Value(HeaderList? fields, string name) => fields?[name]?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>The words "inbound message"; no address, no words.</summary>
    public override string ToString() => "inbound message";

    private static string TextOf(TextPart part)
    {
        try
        {
            var text = part.Content is null ? "" : part.Text;
            return text.Length <= LongestText ? text : text[..LongestText];
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or NotSupportedException)
        {
            return "";
        }
    }

    private static IEnumerable<MimeEntity> Own(MimeEntity? entity) => entity switch
    {
        null => [],
        Multipart whole => whole.SelectMany(Own).Prepend(entity),
        _ => [entity],
    };

    private static InboundMessage Unreadable()
    {
        var empty = new MimeMessage();
        empty.Headers.Clear();
        return new(empty, "The message does not begin with header fields. Hand over the whole message as it came.");
    }

    private static MemoryStream Stream(ReadOnlyMemory<byte> octets) => MemoryMarshal.TryGetArray(octets, out var array)
        ? new(array.Array!, array.Offset, array.Count, writable: false)
        : new(octets.ToArray(), writable: false);

    private static ReadOnlyMemory<byte> WithoutMboxLine(ReadOnlyMemory<byte> octets) =>
        octets.Span.StartsWith("From "u8) && octets.Span.IndexOf((byte)'\n') is >= 0 and var end ? octets[(end + 1)..] : octets;

    // Each part costs far more memory than its boundary, so a message of nothing but boundaries is left in the middle.
    private static int EndOfParts(ReadOnlySpan<byte> octets)
    {
        var at = 0;
        for (var found = 0; found < MostBoundaries; found++)
        {
            var next = octets[at..].IndexOf("\n--"u8);
            if (next < 0)
            {
                return octets.Length;
            }

            at += next + 3;
        }

        return at;
    }
}
