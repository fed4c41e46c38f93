using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MimeKit;
using Notify.Sdk.Rendering;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Email.Composing;

/// <summary>
/// Makes a MimeKit message of a checked email: mixed( alternative( text, related( html, inline resources ) ), attachments ), each
/// level only where it is needed, the best part of an alternative last (RFC 2046 section 5.1.4). The same email gives the same
/// octets; all of them are 7-bit but the fields of a message that needs SMTPUTF8.
/// </summary>
internal static class MailComposer
{
    private const int LongestLine = 78;
    private const int LongestWhole = 16;

    /// <summary>The message, and its body with its octets.</summary>
    public static (MimeMessage Message, ReadyBody Body) Compose(EmailMessage email, FormatOptions format)
    {
        var content = Content(email);
        content.Prepare(EncodingConstraint.SevenBit, LongestLine);
        var body = new ReadyBody(content, format);
        var message = new MimeMessage(Enumerable.Empty<Header>()); // without the fields that MimeKit would make up
        AddFields(message, email);
        message.Body = body;
        return (message, body);
    }

    private static void AddFields(MimeMessage message, EmailMessage email)
    {
        var fields = message.Headers;
        fields.Add(HeaderId.Date, email.Date.InUtc().LocalDateTime.ToString(
            "ddd', 'd' 'MMM' 'uuuu' 'HH':'mm':'ss' +0000'", CultureInfo.InvariantCulture));
        message.From.Add(Box(email.From));
        if (email.ReplyTo is not null)
            message.ReplyTo.Add(Box(email.ReplyTo));

        message.To.Add(Box(email.To));
        fields.Add(Words("Subject", email.Subject));
        fields.Add("Message-ID", $"<{email.MessageId}>");
        // RFC 3834 section 5: vacation programs must not answer. The second is what Exchange listens to.
        fields.Add(HeaderId.AutoSubmitted, "auto-generated");
        fields.Add("X-Auto-Response-Suppress", "All");
        AddListFields(fields, email);
        fields.Add("MIME-Version", "1.0");
    }

    private static void AddListFields(HeaderList fields, EmailMessage email)
    {
        if (email.ListId is not null)
            fields.Add(HeaderId.ListId, $"<{email.ListId}>");

        if (email.Unsubscribe is { } unsubscribe)
        {
            fields.Add(HeaderId.ListUnsubscribe, unsubscribe.FieldValue);
            if (unsubscribe.OneClick is not null)
                fields.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }

    // Blanks at either end are lost on the way anyway. An encoded-word that nobody meant as one is broken up by a space of no
    // width, because MimeKit would send it as it is and every reader decode it.
    private static string Readable(string text) => text.Trim().Replace("=?", "=\u200b?", StringComparison.Ordinal);

    // Written now and kept, because MimeKit would break long words in a message with UTF-8 fields.
    private static Header Words(string name, string text)
    {
        var field = new Header(Encoding.UTF8, name, Readable(text));
        field.SetRawValue(field.RawValue);
        return field;
    }

    // MimeKit writes long names in pieces, and may cut a character beyond the basic plane in two. A piece in ASCII stands in quotes, where
    // mail programs read encoded-words that nobody meant.
    private static string NameOf(string fileName)
    {
        var name = Readable(fileName);
        return Encoding.UTF8.GetByteCount(name) <= LongestWhole || !name.Any(char.IsSurrogate)
            ? name
            : string.Concat(name.EnumerateRunes().Select(rune => rune.IsBmp ? rune.ToString() : "_"));
    }

    private static MailboxAddress Box(Mailbox mailbox) => new(Encoding.UTF8, Readable(mailbox.DisplayName), mailbox.Parsed!.Deliverable);

    private static MimeEntity Content(EmailMessage email)
    {
        var boundaries = new Boundaries(email.MessageId);
        var text = Text("plain", email.HtmlBody is not null && string.IsNullOrWhiteSpace(email.TextBody)
            ? HtmlText.From(email.HtmlBody) : email.TextBody!);
        MimeEntity body = text;
        if (email.HtmlBody is not null)
        {
            MimeEntity html = Text("html", email.HtmlBody);
            MimePart[] images = [.. email.Attachments.Where(file => file.IsInline).Select(Part)];
            html = images.Length == 0 ? html : boundaries.Join(
                new MultipartRelated { ContentType = { Parameters = { { "type", "text/html" } } } }, [html, .. images]);
            body = boundaries.Join(new MultipartAlternative(), [text, html]);
        }

        MimePart[] files = [.. email.Attachments.Where(file => !file.IsInline).Select(Part)];
        return files.Length == 0 ? body : boundaries.Join(new Multipart("mixed"), [body, .. files]);
    }

    // Quoted-printable keeps lines short and spaces whole; base64 is clearly shorter for most scripts other than Latin.
    private static TextPart Text(string subtype, string text)
    {
        var octets = Lines(text);
        var beyond = 0L;
        foreach (var octet in octets.Span)
            beyond += octet >> 7;
        return new TextPart(subtype)
        {
            ContentType = { Charset = "utf-8" },
            Content = Octets(octets),
            ContentTransferEncoding = octets.Length * 5L / 3 < octets.Length + (2 * beyond)
                ? ContentEncoding.Base64 : ContentEncoding.QuotedPrintable,
        };
    }

    // In UTF-8 with CRLF, in one go: a copy of each text would cost more than all fields. It ends in a line break, because
    // quoted-printable may not end in "=" (RFC 2045 section 6.7).
    private static ReadOnlyMemory<byte> Lines(string text)
    {
        var rest = text.AsSpan();
        var octets = new byte[Encoding.UTF8.GetByteCount(rest) + rest.Count('\n') + rest.Count('\r') + 2];
        var length = 0;
        do
        {
            var end = rest.IndexOfAny('\r', '\n');
            length += Encoding.UTF8.GetBytes(end < 0 ? rest : rest[..end], octets.AsSpan(length));
            "\r\n"u8.CopyTo(octets.AsSpan(length));
            length += 2;
            rest = end < 0 ? [] : rest[(end + (rest[end..].StartsWith("\r\n") ? 2 : 1))..];
        }
        while (!rest.IsEmpty);
        return octets.AsMemory(0, length);
    }

    private static MimePart Part(Attachment file) => new(file.MediaType)
    {
        Content = Octets(file.Content),
        ContentTransferEncoding = ContentEncoding.Base64,
        ContentDisposition = file.IsInline
            ? new(ContentDisposition.Inline) : new(ContentDisposition.Attachment) { FileName = NameOf(file.Name) },
        ContentId = file.IsInline ? file.Name : null,
    };

    private static MimeContent Octets(ReadOnlyMemory<byte> content) =>
        new(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(content, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false));

    /// <summary>
    /// Derived from the <c>Message-ID</c>. They begin with <c>=_</c>, which neither quoted-printable nor base64 can produce.
    /// </summary>
    private sealed class Boundaries(string messageId)
    {
        private readonly string _root = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)).AsSpan(0, 12));
        private int _count;

        public Multipart Join(Multipart whole, params IEnumerable<MimeEntity> parts)
        {
            whole.Boundary = string.Create(CultureInfo.InvariantCulture, $"=_{_root}_{_count++}");
            foreach (var part in parts)
                whole.Add(part);

            return whole;
        }
    }
}
