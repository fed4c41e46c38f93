namespace Notify.Sdk.Email.Inbound;

/// <summary>Bounces of servers that write no RFC 3464: qmail, Exim in its own form, old ones, and what arrives cut off.</summary>
internal static partial class PlainBounce
{
    /// <summary>
    /// Whether the mail system says that something was not delivered. <c>Auto-Submitted: auto-replied</c> stands in bounces and
    /// in answers of vacation programs alike; those come in the name of a person and speak of nothing undelivered.
    /// </summary>
    public static bool IsOne(InboundMessage message, InboundEnvelope envelope)
    {
        if (message.Header("X-Failed-Recipients") is not null || IsStatusReport(message))
            return true;

        var (system, nobody, subject) = (AutoReply.IsFromMailSystem(message), envelope.HasNullSender(message),
            BounceWords.IsSubject(message.Header("Subject")));
        if (system && (nobody || subject))
            return true;

        var words = OwnWords(message);
        return (system || nobody || ((subject || ReturnsMail(message)) && IsAboutMail(message, words)))
            && BounceWords.IsBody(words) && (system || (nobody && subject) || !IsAutoReplied(message));
    }

    /// <summary>By the first status code of the server's own words, and the words; a warning is no bounce.</summary>
    public static InboundKind Judge(InboundMessage message, out EnhancedStatusCode? status)
    {
        var words = OwnWords(message);
        status = EnhancedStatusCode.Find(words);
        var kind = BounceWords.Judge(status, words);
        return kind != InboundKind.Suppress && BounceWords.IsDelay(message.Header("Subject") ?? "", words) ? InboundKind.Notice : kind;
    }

    /// <summary>The words without those of the message that bounced.</summary>
    public static string OwnWords(InboundMessage message)
    {
        var words = message.Words().ReplaceLineEndings("\n").TrimStart();
        return Copy().Match(words) is { Success: true, Index: > 0 and var end } ? words[..end] : words;
    }

    /// <summary>The <c>Message-ID</c> in the quoted header of a bounce, or null.</summary>
    public static string? MessageId(InboundMessage message) =>
        AutoReply.IsFromMailSystem(message) && QuotedId().Match(message.Text()) is { Success: true } match ? match.Groups[1].Value : null;

    // Where neither the mail system nor nobody wrote, something else may be undelivered, or somebody speaks of a bounce: a parcel, a
    // newsletter about mail, a question. Then more than one sign is needed.
    private static bool IsAboutMail(InboundMessage message, string words)
    {
        if (AutoReply.IsFromList(message) || message.Parts.OfType<MessagePart>().Any())
            return !AutoReply.IsFromList(message);

        var (mailbox, code) = (words.Contains('@', StringComparison.Ordinal), Code().IsMatch(words));
        return BounceWords.BeginsAsSubject(message.Header("Subject")!) && !AutoReply.IsFromProgram(message)
            ? mailbox || code || BounceWords.SaysGone(words) : mailbox && code;
    }

    private static bool ReturnsMail(InboundMessage message) =>
        AutoReply.IsFromProgram(message) && message.Parts.OfType<MessagePart>().Any();

    private static bool IsAutoReplied(InboundMessage message) =>
        message.Header("Auto-Submitted")?.StartsWith("auto-replied", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsStatusReport(InboundMessage message) => message.MediaType == "multipart/report"
        && message.Mime.Body?.ContentType.Parameters["report-type"]?.Equals("delivery-status", StringComparison.OrdinalIgnoreCase) == true;

    [GeneratedRegex(@"(?<![\w.])[45](?:[0-9]{2}[ -]|\.[0-9]\.[0-9])")]
    private static partial Regex Code();

    [GeneratedRegex("^Message-ID:(.*)$", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex QuotedId();

    // From here on the message that bounced is quoted; a code in it is nobody's reason.
    [GeneratedRegex("""
        ^[ >]*(?:[-=*_]{2,}.*(?:original\ (?:message|mail)\b(?!\ was)|copy\ of|message\ header|returned\ (?:mail|message)
            |undelivered\ message|unsent\ message)
        |(?:the\ |your\ )?(?:original|unsent)\ (?:message|mail)\ (?:as\ |follows|below|headers)|here\ is\ a\ copy
        |a\ copy\ of\ the\ original|message\ (?:headers?\ )?follows
        |received:\ |return-path:\ )
        """, RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Copy();
}
