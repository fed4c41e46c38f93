using System.Globalization;
using NodaTime;

namespace Notify.Sdk.Email.Composing;

/// <summary>Writes the header fields of a checked message, in a fixed order.</summary>
internal static class HeaderBlock
{
    /// <summary>Fields that the writer writes by itself, or that have no place in a notification to one person.</summary>
    public static readonly IReadOnlySet<string> Reserved = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "Date", "From", "To", "Reply-To", "Subject", "Message-ID", "In-Reply-To", "References", "Auto-Submitted",
        "X-Auto-Response-Suppress", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Feedback-ID", "MIME-Version",
        "Cc", "Bcc", "Sender", "Return-Path",
    };

    /// <summary>Writes them, without those of the content.</summary>
    public static void Write(HeaderWriter header, EmailMessage message)
    {
        header.Line("Date", Date(message.Date));
        MailboxHeader.Write(header, "From", message.From);
        if (message.ReplyTo is not null)
        {
            MailboxHeader.Write(header, "Reply-To", message.ReplyTo);
        }

        MailboxHeader.Write(header, "To", message.To);
        HeaderText.Write(header, "Subject", message.Subject);
        header.Line("Message-ID", $"<{message.MessageId}>");
        if (message.InReplyTo is not null)
        {
            header.Line("In-Reply-To", $"<{message.InReplyTo}>");
            header.Line("References", $"<{message.InReplyTo}>");
        }

        WriteAutomation(header);
        WriteList(header, message);
        foreach (var own in message.Headers)
        {
            HeaderText.Write(header, own.Name, own.Value);
        }

        header.Line("MIME-Version", "1.0");
    }

    // RFC 3834 section 5: vacation programs must not answer. The second is what Exchange listens to.
    private static void WriteAutomation(HeaderWriter header)
    {
        header.Line("Auto-Submitted", "auto-generated");
        header.Line("X-Auto-Response-Suppress", "All");
    }

    private static void WriteList(HeaderWriter header, EmailMessage message)
    {
        if (message.ListId is not null)
        {
            header.Line("List-Id", $"<{message.ListId}>");
        }

        if (message.Unsubscribe is { } unsubscribe)
        {
            header.Line("List-Unsubscribe", UnsubscribeValue(unsubscribe));
            if (unsubscribe.OneClick is not null)
            {
                header.Line("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
        }

        if (message.FeedbackId is not null)
        {
            header.Line("Feedback-ID", message.FeedbackId);
        }
    }

    /// <summary>The https URI first, then the mailto one (RFC 8058 section 3.1).</summary>
    public static string UnsubscribeValue(UnsubscribeLinks links) =>
        string.Join(", ", new[] { links.OneClick, links.Mailto }.OfType<Uri>().Select(uri => $"<{Ascii(uri)}>"));

    // RFC 5322 section 3.3; a notification has no local zone of its own.
    private static string Date(Instant instant) =>
        instant.InUtc().LocalDateTime.ToString("ddd', 'd' 'MMM' 'uuuu' 'HH':'mm':'ss' +0000'", CultureInfo.InvariantCulture);

    private static string Ascii(Uri uri) => System.Text.Ascii.IsValid(uri.AbsoluteUri)
        ? uri.AbsoluteUri
        : new UriBuilder(uri) { Host = uri.IdnHost }.Uri.AbsoluteUri;
}
