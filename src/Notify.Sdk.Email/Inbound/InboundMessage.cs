using System.Runtime.InteropServices;
using MimeKit.Utils;
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
    private const int LongestField = 16 * 1024;

    private static readonly ParserOptions Parsing = new() { MaxMimeDepth = Depth };

    private InboundMessage(MimeMessage mime, string? problem)
    {
        (Mime, Problem) = (mime, problem);
        Parts = [.. Own(mime.Body)];
        Report = [.. Parts.SelectMany(Fields)];
    }

    /// <summary>Why it cannot be read at all, without its words; null when it could.</summary>
    public string? Problem { get; }

    /// <summary>The message as parsed; without fields when it is unreadable.</summary>
    internal MimeMessage Mime { get; }

    /// <summary>All its parts in their order, without what an enclosed message holds: that is somebody else's words.</summary>
    internal IReadOnlyList<MimeEntity> Parts { get; }

    /// <summary>The groups of fields of the report that it is (RFC 3464, 5965, 8098); none where there is none, or a damaged one.</summary>
    internal IReadOnlyList<HeaderList> Report { get; }

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
        return Load(octets) is { } mime && (mime.Headers.Count > 0 || mime.Body?.Headers.Count > 0) ? new(mime, null)
            : Load(WithEndOfFields(octets.Span)) is { Headers.Count: > 0 } careless ? new(careless, null)
            : Unreadable();
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

    /// <summary>
    /// All plain texts and HTML of its own, one below the other: where the words of a bounce may stand. Of damaged multiparts what
    /// stands before their parts.
    /// </summary>
    internal string Words()
    {
        var words = string.Join('\n', Parts.OfType<TextPart>().Select(part => part.IsHtml ? HtmlText.From(TextOf(part)) : TextOf(part)));
        return string.IsNullOrWhiteSpace(words) ? string.Join('\n', Parts.OfType<Multipart>().Select(whole => whole.Preamble)) : words;
    }

    /// <summary>The value of the first field of that name in the report that it is, or null.</summary>
    internal string? Reported(string name) => Report.Select(fields => Value(fields, name)).FirstOrDefault(value => value is not null);

    /// <summary>A header field of the message that it encloses (RFC 6522 section 3), or null.</summary>
    internal string? Enclosed(string name) => Parts.OfType<MessagePart>().Select(part => Value(part.Message?.Headers, name))
        .FirstOrDefault(value => value is not null);

    /// <summary>What stands between the first pair of angle brackets, or the whole.</summary>
    internal static string? WithoutBrackets(string? value)
    {
        var open = value?.IndexOf('<', StringComparison.Ordinal) ?? -1;
        var close = value?.IndexOf('>', open + 1) ?? -1;
        return open >= 0 && close > open ? value![(open + 1)..close].Trim() : value?.Trim();
    }

    /// <summary>The value of a field, or null when it is missing or empty.</summary>
    internal static string? Value(HeaderList? fields, string name) =>
        fields?.FirstOrDefault(field => field.Field.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } field && Value(field)
            .Trim() is { Length: > 0 } value ? value : null;

    /// <summary>
    /// The value of a field. The rest of a huge one is left out, because reading encoded-words takes far longer than their length.
    /// </summary>
    internal static string Value(MimeKit.Header field) => field.RawValue.Length <= LongestField
        ? field.Value
        : MimeKit.Header.Unfold(Rfc2047.DecodeText(Parsing, field.RawValue, 0, LongestField));

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

    private static IReadOnlyList<HeaderList> Fields(MimeEntity part)
    {
        try
        {
            return part switch
            {
                MessageDeliveryStatus status => [.. status.StatusGroups],
                MessageFeedbackReport feedback => [feedback.Fields],
                MessageDispositionNotification disposition => [disposition.Fields],
                _ => [],
            };
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private static IEnumerable<MimeEntity> Own(MimeEntity? entity) => entity switch
    {
        null => [],
        Multipart whole => whole.SelectMany(Own).Prepend(entity),
        MimePart part when part is not TextPart && part.Headers[HeaderId.ContentType]?.Contains(
            '/', StringComparison.Ordinal) == false => [AsText(part)],
        _ => [entity],
    };

    // What has a type that cannot be read is plain text (RFC 2045 section 5.2).
    private static TextPart AsText(MimePart part) =>
        new("plain") { Content = part.Content, ContentTransferEncoding = part.ContentTransferEncoding };

    private static MimeMessage? Load(ReadOnlyMemory<byte> octets)
    {
        try
        {
            return MimeMessage.Load(Parsing, Stream(octets), persistent: true);
        }
        catch (Exception fault) when (fault is FormatException or IOException or ArgumentException or NotSupportedException
            or InvalidOperationException)
        {
            return null;
        }
    }

    // A careless program forgets the empty line: what is no field any more begins the body.
    private static byte[] WithEndOfFields(ReadOnlySpan<byte> octets)
    {
        var end = 0;
        while (octets[end..].IndexOf((byte)'\n') is >= 0 and var length
            && (octets[end] is (byte)' ' or (byte)'\t' || octets.Slice(end, length).IndexOf((byte)':') > 0))
            end += length + 1;

        return [.. octets[..end], .. "\r\n"u8, .. octets[end..]];
    }

    private static InboundMessage Unreadable()
    {
        var empty = new MimeMessage();
        empty.Headers.Clear();
        return new(empty, "The message does not begin with header fields. Hand over the whole message as it came.");
    }

    /// <summary>A stream over octets that are not copied.</summary>
    internal static MemoryStream Stream(ReadOnlyMemory<byte> octets) => MemoryMarshal.TryGetArray(octets, out var array)
        ? new(array.Array!, array.Offset, array.Count, writable: false)
        : new(octets.ToArray(), writable: false);

    // Neither the line of a mailbox nor blank lines before the fields are of the message.
    private static ReadOnlyMemory<byte> WithoutMboxLine(ReadOnlyMemory<byte> octets)
    {
        octets = octets[(octets.Length - octets.Span.TrimStart(" \t\r\n"u8).Length)..];
        return octets.Span.StartsWith("From "u8) && octets.Span.IndexOf((byte)'\n') is >= 0 and var end ? octets[(end + 1)..] : octets;
    }

    // Each part costs far more memory than its boundary, so a message of nothing but boundaries is left in the middle.
    private static int EndOfParts(ReadOnlySpan<byte> octets)
    {
        var at = 0;
        for (var found = 0; found < MostBoundaries; found++)
        {
            var next = octets[at..].IndexOf("\n--"u8);
            if (next < 0)
                return octets.Length;

            at += next + 3;
        }

        return at;
    }
}
