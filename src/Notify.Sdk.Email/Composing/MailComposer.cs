using Notify.Sdk.Email.Inbound;
using Notify.Sdk.Rendering;
using static Notify.Sdk.Email.Composing.MimeFormatException;

namespace Notify.Sdk.Email.Composing;

/// <summary>
/// Checks an email and makes a MimeKit message of it: mixed( alternative( text, related( html, inline resources ) ), attachments ), each
/// level only where it is needed, the best part of an alternative last (RFC 2046 section 5.1.4). The same email gives the same
/// octets; all of them are 7-bit but the fields of a message that needs SMTPUTF8.
/// </summary>
internal static class MailComposer
{
    private const int LongestLine = 78;
    private const int LongestWhole = 16;
    private const int LongestName = 250;

    private static readonly Instant Earliest = Instant.FromUtc(1900, 1, 1, 0, 0);

    // Never changed, so that all messages share them.
    private static readonly FormatOptions InAscii = Formatted(international: false);
    private static readonly FormatOptions Utf8 = Formatted(international: true);

    /// <summary>The message, and its body. What cannot be written safely is refused where it would be written.</summary>
    /// <exception cref="MimeFormatException">Something cannot be written.</exception>
    public static (MimeMessage Message, MailBody Body, FormatOptions Format) Compose(EmailMessage email)
    {
        var message = new MimeMessage(Enumerable.Empty<Header>()); // without the fields that MimeKit would make up
        AddFields(message, email);
        var content = Content(email);
        content.Prepare(EncodingConstraint.SevenBit, LongestLine);
        var format = email.RequiresSmtpUtf8 ? Utf8 : InAscii;
        var body = new MailBody(content, format);
        message.Body = body;
        return (message, body, format);
    }

    private static void AddFields(MimeMessage message, EmailMessage email)
    {
        var fields = message.Headers;
        Require(email.Date >= Earliest, "Date", "lies before the year 1900. Set the instant of sending.");
        fields.Add(HeaderId.Date, email.Date.InUtc().LocalDateTime.ToString(
            "ddd', 'd' 'MMM' 'uuuu' 'HH':'mm':'ss' +0000'", CultureInfo.InvariantCulture));
        message.From.Add(Box("From", email.From));
        if (email.ReplyTo is not null)
            message.ReplyTo.Add(Box("Reply-To", email.ReplyTo));

        message.To.Add(Box("To", email.To));
        fields.Add(Subject(email));
        fields.Add("Message-ID", $"<{MessageId(email.MessageId)}>");
        // RFC 3834 section 5: vacation programs must not answer. The second is what Exchange listens to.
        fields.Add(HeaderId.AutoSubmitted, "auto-generated");
        fields.Add("X-Auto-Response-Suppress", "All");
        AddListFields(fields, email);
        fields.Add(HeaderId.MimeVersion, "1.0");
    }

    private static void AddListFields(HeaderList fields, EmailMessage email)
    {
        if (email.ListId is { } listId)
        {
            Require(OneLine("List-Id", listId).Length <= LongestName && AddressSyntax.IsDotAtom(listId), "List-Id",
                "expected a dotted name such as news.example.com, at most 250 characters.");
            fields.Add(HeaderId.ListId, $"<{listId}>");
        }

        if (email.Unsubscribe is { } unsubscribe)
        {
            fields.Add(HeaderId.ListUnsubscribe, Checked(unsubscribe));
            if (unsubscribe.OneClick is not null)
                fields.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }

    private static string Checked(UnsubscribeLinks links)
    {
        const string Header = "List-Unsubscribe";
        Require(links.OneClick is not null || links.Mailto is not null, Header, "expected an https or a mailto URI, but there is neither.");
        Require(links.OneClick is null or { IsAbsoluteUri: true, Scheme: "https" }, Header,
            "expected an absolute https URI for one-click (RFC 8058 section 3.1), but its scheme is another.");
        Require(links.Mailto is null or { IsAbsoluteUri: true, Scheme: "mailto" }, Header,
            "expected a mailto URI, but its scheme is another.");
        var value = links.FieldValue;
        Require(value.Length + Header.Length + 2 <= 998 && !value.AsSpan().ContainsAnyExceptInRange(' ', '~'), Header,
            "does not fit on one line of 998 octets of ASCII, which it must. Use a shorter token.");
        return value;
    }

    private static string MessageId(string id)
    {
        var at = OneLine("Message-ID", id).IndexOf('@', StringComparison.Ordinal);
        Require(at > 0 && id.Length <= LongestName && AddressSyntax.IsDotAtom(id.AsSpan(0, at))
            && AddressSyntax.IsDotAtom(id.AsSpan(at + 1)),
            "Message-ID", "expected left@domain in ASCII without angle brackets, at most 250 characters.");
        return id;
    }

    // Blanks at either end are lost on the way anyway. An encoded-word that nobody meant as one is broken up by a space of no
    // width, because MimeKit would send it as it is and every reader decode it.
    private static string Readable(string text) => text.Trim().Replace("=?", "=\u200b?", StringComparison.Ordinal);

    // In a message with UTF-8 fields it is written now and kept, because MimeKit would break long words there.
    private static Header Subject(EmailMessage email)
    {
        var field = new Header(Encoding.UTF8, HeaderId.Subject, Readable(OneLine("Subject", email.Subject)));
        if (email.RequiresSmtpUtf8)
            field.SetRawValue(field.RawValue);

        return field;
    }

    private static MailboxAddress Box(string header, Mailbox mailbox)
    {
        OneLine(header, mailbox.Address);
        if (mailbox.Parsed is not { } address)
        {
            AddressSyntax.Read(mailbox.Address, out var problem);
            throw new MimeFormatException(header, $"expected an address such as name@example.com. {problem} Correct the address.");
        }

        return new(Encoding.UTF8, Readable(OneLine(header, mailbox.DisplayName)), address.Deliverable);
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

    private static MimeEntity Content(EmailMessage email)
    {
        Require(email.TextBody is not null || email.HtmlBody is not null, "Body",
            "expected a TextBody or an HtmlBody, but there is neither.");
        var images = email.Attachments.Where(file => file.IsInline).ToList();
        Require(images.DistinctBy(image => image.Name).Count() == images.Count, "Attachments",
            "two inline images have one name. Give each a name of its own.");
        var text = Text("plain", email.HtmlBody is not null && string.IsNullOrWhiteSpace(email.TextBody)
            ? HtmlText.From(email.HtmlBody) : email.TextBody!);
        MimeEntity body = text;
        if (email.HtmlBody is not null)
        {
            MimeEntity html = Text("html", email.HtmlBody);
            html = images.Count == 0 ? html : Join(email.MessageId,
                new MultipartRelated { ContentType = { Parameters = { { "type", "text/html" } } } }, [html, .. images.Select(Part)]);
            body = Join(email.MessageId, new MultipartAlternative(), [text, html]);
        }

        MimePart[] files = [.. email.Attachments.Where(file => !file.IsInline).Select(Part)];
        return files.Length == 0 ? body : Join(email.MessageId, new Multipart("mixed"), [body, .. files]);
    }

    // Quoted-printable keeps lines short and spaces whole; base64 is clearly shorter for most scripts other than Latin.
    private static TextPart Text(string subtype, string text)
    {
        var octets = Lines(text);
        return new TextPart(subtype)
        {
            ContentType = { Charset = "utf-8" },
            Content = new MimeContent(InboundMessage.Stream(octets)),
            ContentTransferEncoding = IsShorterInBase64(octets.Span) ? ContentEncoding.Base64 : ContentEncoding.QuotedPrintable,
        };
    }

    private static bool IsShorterInBase64(ReadOnlySpan<byte> octets)
    {
        if (Ascii.IsValid(octets))
            return false;

        var beyond = 0L;
        foreach (var octet in octets)
            beyond += octet >> 7;

        return octets.Length * 5L / 3 < octets.Length + (2 * beyond);
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
        Content = new MimeContent(InboundMessage.Stream(file.Content)),
        ContentTransferEncoding = ContentEncoding.Base64,
        ContentDisposition = file.IsInline
            ? new(ContentDisposition.Inline) : new(ContentDisposition.Attachment) { FileName = NameOf(file.Name) },
        ContentId = file.IsInline ? file.Name : null,
    };

    private static FormatOptions Formatted(bool international)
    {
        var format = FormatOptions.Default.Clone();
        (format.NewLineFormat, format.EnsureNewLine, format.International) = (NewLineFormat.Dos, true, international);
        return format;
    }

    // The boundary is derived from the Message-ID, one for each level. It begins with "=_", which neither quoted-printable nor base64
    // can produce.
    private static Multipart Join(string messageId, Multipart whole, params IEnumerable<MimeEntity> parts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{messageId}/{whole.ContentType.MediaSubtype}"));
        whole.Boundary = $"=_{Convert.ToHexStringLower(hash.AsSpan(0, 12))}";
        foreach (var part in parts)
            whole.Add(part);

        return whole;
    }
}
