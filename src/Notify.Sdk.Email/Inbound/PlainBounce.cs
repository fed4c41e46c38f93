namespace Notify.Sdk.Email.Inbound;

/// <summary>Bounces of servers that write no RFC 3464: qmail, Exim in its own form, and what arrives cut off.</summary>
internal static class PlainBounce
{
    // From here on the message that bounced is quoted; a code in it is nobody's reason.
    private static readonly string[] Copies = ["--- Below this line is a copy", "------ This is a copy of", "----- Original message -----", "--- The header of the original message", "\nReceived: "];

    /// <summary>
    /// Whether the mail system says that something was not delivered. <c>Auto-Submitted: auto-replied</c> stands in bounces and
    /// in answers of vacation programs alike; those come in the name of a person.
    /// </summary>
    public static bool IsOne(InboundMessage message, InboundEnvelope envelope) => message.Header("X-Failed-Recipients") is not null
        || IsStatusReport(message)
        || (AutoReply.IsFromMailSystem(message) && envelope.HasNullSender(message));

    /// <summary>By the first status code of the server's own words; a warning is no bounce.</summary>
    public static InboundKind Judge(InboundMessage message, out EnhancedStatusCode? status)
    {
        var words = message.Text();
        var end = Copies.Select(mark => words.IndexOf(mark, StringComparison.OrdinalIgnoreCase)).Where(at => at >= 0).DefaultIfEmpty(words.Length).Min();
        status = EnhancedStatusCode.Find(words.AsSpan(0, end));
        var subject = message.Header("Subject") ?? "";
        return subject.StartsWith("Warning", StringComparison.OrdinalIgnoreCase) || subject.Contains("delayed", StringComparison.OrdinalIgnoreCase)
            ? InboundKind.Notice
            : BounceTable.Judge(status);
    }

    /// <summary>The <c>Message-ID</c> in the quoted header of a bounce, or null.</summary>
    public static string? MessageId(InboundMessage message)
    {
        const string Field = "\nMessage-ID:";
        if (!AutoReply.IsFromMailSystem(message))
            return null;
        var words = message.Text();
        var at = words.IndexOf(Field, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        var value = words.AsSpan(at + Field.Length);
        var end = value.IndexOf('\n');
        return (end < 0 ? value : value[..end]).Trim().ToString();
    }

    private static bool IsStatusReport(InboundMessage message) => message.Root.MediaType == "multipart/report"
        && message.Root.Parameter("report-type")?.Equals("delivery-status", StringComparison.OrdinalIgnoreCase) == true;
}
