using System.Buffers;
using NodaTime;

namespace Notify.Sdk.Email.Composing;

/// <summary>
/// Refuses a message that cannot be written safely, before its first octet is. Messages name the field, never its value.
/// </summary>
internal static class MimeCheck
{
    private const int LongestLine = 998;

    private static readonly SearchValues<char> Token =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&-^_.+");

    private static readonly SearchValues<char> ContentIdText =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-@");

    // Fields that the composer writes by itself, or that have no place in a notification to one person.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Date", "From", "To", "Reply-To", "Subject", "Message-ID", "In-Reply-To", "References", "Auto-Submitted",
        "X-Auto-Response-Suppress", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Feedback-ID", "MIME-Version",
        "Cc", "Bcc", "Sender", "Return-Path", "DKIM-Signature",
    };

    private static readonly Instant Earliest = Instant.FromUtc(1900, 1, 1, 0, 0);

    /// <summary>Checks all of it.</summary>
    /// <exception cref="MimeFormatException">Something cannot be written.</exception>
    public static void Check(EmailMessage message)
    {
        Require(message.Date >= Earliest, "Date", "lies before the year 1900. Set the instant of sending.");
        CheckMailbox("From", message.From);
        CheckMailbox("To", message.To);
        if (message.ReplyTo is not null)
        {
            CheckMailbox("Reply-To", message.ReplyTo);
        }

        CheckText("Subject", message.Subject);
        CheckMessageId("Message-ID", message.MessageId);
        if (message.InReplyTo is not null)
        {
            CheckMessageId("In-Reply-To", message.InReplyTo);
        }

        CheckList(message);
        CheckOwnHeaders(message.Headers);
        CheckContent(message);
    }

    /// <summary>Refuses what could begin a new line or end a text early.</summary>
    public static void CheckText(string header, string value)
    {
        if (value.AsSpan().ContainsAny('\r', '\n', '\0'))
        {
            throw new MimeFormatException(header, "holds a line break or a NUL character. Take CR, LF and NUL out before sending.");
        }
    }

    private static void CheckMailbox(string header, Mailbox mailbox)
    {
        CheckText(header, mailbox.Address);
        CheckText(header, mailbox.DisplayName);
        if (AddressSyntax.Problem(mailbox.Address) is { } problem)
        {
            throw new MimeFormatException(header, $"expected an address such as name@example.com. {problem} Correct the address.");
        }
    }

    private static void CheckMessageId(string header, string id)
    {
        CheckText(header, id);
        var at = id.IndexOf('@', StringComparison.Ordinal);
        Require(at > 0 && id.Length <= 250 && AddressSyntax.IsDotAtom(id.AsSpan(0, at)) && AddressSyntax.IsDotAtom(id.AsSpan(at + 1)), header,
            "expected left@domain in ASCII without angle brackets, at most 250 characters.");
    }

    private static void CheckList(EmailMessage message)
    {
        if (message.ListId is { } listId)
        {
            CheckText("List-Id", listId);
            Require(listId.Length <= 250 && AddressSyntax.IsDotAtom(listId), "List-Id", "expected a dotted name such as news.example.com, at most 250 characters.");
        }

        if (message.FeedbackId is { } feedbackId)
        {
            CheckText("Feedback-ID", feedbackId);
            Require(feedbackId.Length is > 0 and <= 200 && feedbackId.Count(c => c == ':') < 4 && feedbackId.All(c => c is > ' ' and <= '~'), "Feedback-ID",
                "expected one to four fields of printable ASCII separated by colons, at most 200 characters.");
        }

        if (message.Unsubscribe is { } unsubscribe)
        {
            CheckUnsubscribe(unsubscribe);
        }
    }

    private static void CheckUnsubscribe(UnsubscribeLinks links)
    {
        const string Header = "List-Unsubscribe";
        Require(links.OneClick is not null || links.Mailto is not null, Header, "expected an https or a mailto URI, but there is neither.");
        Require(links.OneClick is null || links.OneClick is { IsAbsoluteUri: true, Scheme: "https" }, Header,
            "expected an absolute https URI for one-click (RFC 8058 section 3.1), but its scheme is another.");
        Require(links.Mailto is null || links.Mailto is { IsAbsoluteUri: true, Scheme: "mailto" }, Header, "expected a mailto URI, but its scheme is another.");
        var value = links.FieldValue;
        Require(value.Length + Header.Length + 2 <= LongestLine && !value.AsSpan().ContainsAnyExceptInRange(' ', '~'), Header,
            $"does not fit on one line of {LongestLine} octets of ASCII, which it must. Use a shorter token.");
    }

    private static void CheckOwnHeaders(IReadOnlyList<EmailHeader> headers)
    {
        for (var i = 0; i < headers.Count; i++)
        {
            var name = headers[i].Name;
            Require(name.Length is > 0 and <= 60 && name.All(c => c is > ' ' and <= '~' and not ':'), $"Headers[{i}]",
                "expected a name of 1 to 60 printable ASCII characters without space and colon.");
            Require(!Reserved.Contains(name) && !name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase), name,
                "is written by the writer itself, or has no place in a message to one person. Take it out of Headers, or set the property of that name.");
            CheckText(name, headers[i].Value);
        }
    }

    private static void CheckContent(EmailMessage message)
    {
        Require(message.TextBody is not null || message.HtmlBody is not null, "Body", "expected a TextBody or an HtmlBody, but there is neither.");
        Require(message.HtmlBody is not null || message.InlineResources.Count == 0, "InlineResources", "are shown by an HtmlBody, but there is none. Set it, or use Attachments.");
        for (var i = 0; i < message.Attachments.Count; i++)
        {
            var attachment = message.Attachments[i];
            CheckText($"Attachments[{i}].FileName", attachment.FileName);
            Require(attachment.FileName.Length is > 0 and <= 255 && !attachment.FileName.AsSpan().ContainsAny('/', '\\'), $"Attachments[{i}].FileName",
                "expected 1 to 255 characters without a folder.");
            CheckMediaType($"Attachments[{i}].MediaType", attachment.MediaType);
        }

        var ids = message.InlineResources.Count == 0 ? null : new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < message.InlineResources.Count; i++)
        {
            var id = message.InlineResources[i].ContentId;
            Require(id.Length is > 0 and <= 200 && !id.AsSpan().ContainsAnyExcept(ContentIdText), $"InlineResources[{i}].ContentId",
                "expected 1 to 200 characters of A-Z a-z 0-9 . _ + - @ without angle brackets.");
            Require(ids!.Add(id), $"InlineResources[{i}].ContentId", "occurs twice. Give every resource an id of its own.");
            CheckMediaType($"InlineResources[{i}].MediaType", message.InlineResources[i].MediaType);
        }
    }

    private static void CheckMediaType(string header, string mediaType)
    {
        var slash = mediaType.IndexOf('/', StringComparison.Ordinal);
        Require(slash is > 0 and <= 100 && mediaType.Length - slash is > 1 and <= 100
            && !mediaType.AsSpan(0, slash).ContainsAnyExcept(Token) && !mediaType.AsSpan(slash + 1).ContainsAnyExcept(Token)
            && !mediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) && !mediaType.StartsWith("message/", StringComparison.OrdinalIgnoreCase),
            header, "expected type/subtype without parameters, such as application/pdf; multipart and message are not files.");
    }

    private static void Require(bool holds, string header, string problem)
    {
        if (!holds)
        {
            throw new MimeFormatException(header, problem);
        }
    }
}
