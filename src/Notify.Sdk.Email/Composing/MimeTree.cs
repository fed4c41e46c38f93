namespace Notify.Sdk.Email.Composing;

/// <summary>Decides which parts a message has, and how they are nested.</summary>
internal static class MimeTree
{
    /// <summary>
    /// mixed( alternative( text, related( html, inline resources ) ), attachments ), each level only where it is needed. The
    /// best part of an alternative stands last (RFC 2046 section 5.1.4).
    /// </summary>
    public static MimePart Of(EmailMessage message)
    {
        var boundary = new MimeBoundary(message.MessageId);
        var body = Body(message, boundary);
        return message.Attachments.Count == 0
            ? body
            : new MultipartPart("mixed", boundary.Next(), [body, .. message.Attachments.Select(attachment => new BinaryPart(attachment))]);
    }

    private static MimePart Body(EmailMessage message, MimeBoundary boundary)
    {
        var text = message.TextBody ?? "";
        return message.HtmlBody is null
            ? new TextPart("plain", text)
            : new MultipartPart("alternative", boundary.Next(),
                [new TextPart("plain", string.IsNullOrWhiteSpace(text) ? HtmlText.From(message.HtmlBody) : text), Html(message, message.HtmlBody, boundary)]);
    }

    private static MimePart Html(EmailMessage message, string html, MimeBoundary boundary)
    {
        var part = new TextPart("html", html);
        return message.InlineResources.Count == 0
            ? part
            : new MultipartPart("related", boundary.Next(), [part, .. message.InlineResources.Select(resource => new BinaryPart(resource))], " type=\"text/html\";");
    }
}
