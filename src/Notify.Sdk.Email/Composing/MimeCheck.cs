using NodaTime;

namespace Notify.Sdk.Email.Composing;

/// <summary>
/// Refuses a message that cannot be written safely, before its first octet is. Messages name the field, never its value.
/// </summary>
internal static class MimeCheck
{
    private const int LongestLine = 998;

    private static readonly Instant Earliest = Instant.FromUtc(1900, 1, 1, 0, 0);

    /// <summary>Checks all of it.</summary>
    /// <exception cref="MimeFormatException">Something cannot be written.</exception>
    public static void Check(EmailMessage message)
    {
        Require(message.Date >= Earliest, "Date", "lies before the year 1900. Set the instant of sending.");
        CheckMailbox("From", message.From);
        CheckMailbox("To", message.To);
        if (message.ReplyTo is not null)
            CheckMailbox("Reply-To", message.ReplyTo);

        CheckText("Subject", message.Subject);
        CheckMessageId(message.MessageId);
        CheckList(message);
        CheckContent(message);
    }

    /// <summary>Refuses what could begin a new line or end a text early.</summary>
    public static void CheckText(string header, string value)
    {
        if (value.AsSpan().ContainsAny('\r', '\n', '\0'))
            throw new MimeFormatException(header, "holds a line break or a NUL character. Take CR, LF and NUL out before sending.");
    }

    private static void CheckMailbox(string header, Mailbox mailbox)
    {
        CheckText(header, mailbox.Address);
        CheckText(header, mailbox.DisplayName);
        if (mailbox.Parsed is null)
            throw new MimeFormatException(header, $"expected an address such as name@example.com. {mailbox.Problem} Correct the address.");
    }

    private static void CheckMessageId(string id)
    {
        CheckText("Message-ID", id);
        var at = id.IndexOf('@', StringComparison.Ordinal);
        Require(at > 0 && id.Length <= 250 && AddressSyntax.IsDotAtom(id.AsSpan(0, at)) && AddressSyntax.IsDotAtom(id.AsSpan(at + 1)),
            "Message-ID",
            "expected left@domain in ASCII without angle brackets, at most 250 characters.");
    }

    private static void CheckList(EmailMessage message)
    {
        if (message.ListId is { } listId)
        {
            CheckText("List-Id", listId);
            Require(listId.Length <= 250 && AddressSyntax.IsDotAtom(listId), "List-Id",
                "expected a dotted name such as news.example.com, at most 250 characters.");
        }

        if (message.Unsubscribe is { } unsubscribe)
            CheckUnsubscribe(unsubscribe);
    }

    private static void CheckUnsubscribe(UnsubscribeLinks links)
    {
        const string Header = "List-Unsubscribe";
        Require(links.OneClick is not null || links.Mailto is not null, Header, "expected an https or a mailto URI, but there is neither.");
        Require(links.OneClick is null || links.OneClick is { IsAbsoluteUri: true, Scheme: "https" }, Header,
            "expected an absolute https URI for one-click (RFC 8058 section 3.1), but its scheme is another.");
        Require(links.Mailto is null || links.Mailto is { IsAbsoluteUri: true, Scheme: "mailto" }, Header,
            "expected a mailto URI, but its scheme is another.");
        var value = links.FieldValue;
        Require(value.Length + Header.Length + 2 <= LongestLine && !value.AsSpan().ContainsAnyExceptInRange(' ', '~'), Header,
            $"does not fit on one line of {LongestLine} octets of ASCII, which it must. Use a shorter token.");
    }

    private static void CheckContent(EmailMessage message)
    {
        Require(message.TextBody is not null || message.HtmlBody is not null, "Body",
            "expected a TextBody or an HtmlBody, but there is neither.");
        for (var i = 0; i < message.Attachments.Count; i++)
            Require(!message.Attachments[i].IsInline || !message.Attachments.Take(i)
                .Any(other => other.IsInline && other.Name == message.Attachments[i].Name), $"Attachments[{i}].Name",
                "occurs twice. Give every inline image a name of its own.");
    }

    private static void Require(bool holds, string header, string problem)
    {
        if (!holds)
            throw new MimeFormatException(header, problem);
    }
}
