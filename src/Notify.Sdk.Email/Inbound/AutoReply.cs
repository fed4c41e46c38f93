namespace Notify.Sdk.Email.Inbound;

/// <summary>The guard against loops: two programs that answer each other never stop (RFC 3834).</summary>
public static class AutoReply
{
    private static readonly Dictionary<string, string[]> Names = Wordlist.Read("Senders.txt");

    /// <summary>Whether a program wrote the message, or a list or bulk sender distributed it. Then never answer it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="envelope">How it arrived; null takes what the message says.</param>
    public static bool IsAutomatic(InboundMessage message, InboundEnvelope? envelope = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        return IsAutoSubmitted(message)
            || (envelope ?? new()).HasNullSender(message)
            || HasToken(message, "Precedence", "junk", "auto_reply", "auto-reply")
            || HasToken(message, "X-Auto-Response-Suppress", "all", "oof", "autoreply")
            || IsFromList(message)
            || message.Header("X-Autoreply") is not null || message.Header("X-Autorespond") is not null
            || message.Header("X-Failed-Recipients") is not null
            || message.MediaType == "multipart/report"
            || IsFromProgram(message)
            || BounceWords.IsVacation(message.Header("Subject") ?? "");
    }

    /// <summary>Whether its sender is the mail system.</summary>
    internal static bool IsFromMailSystem(InboundMessage message) =>
        (LocalPart(message) is { } local && (local.Length == 0 || Names["system mailbox"].Contains(local)))
        || Names["system name"].Any(name => (message.Header("From") ?? "").Contains(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a list or a newsletter carried it.</summary>
    internal static bool IsFromList(InboundMessage message) => HasToken(message, "Precedence", "bulk", "list")
        || message.Mime.Headers.Any(header => header.Field.StartsWith("List-", StringComparison.OrdinalIgnoreCase));

    // "no" alone, or with a comment or parameter behind it, means that a person wrote (RFC 3834 section 5).
    private static bool IsAutoSubmitted(InboundMessage message) =>
        message.Header("Auto-Submitted") is { } value && !Token(value).Equals("no", StringComparison.OrdinalIgnoreCase);

    private static bool HasToken(InboundMessage message, string field, params string[] tokens) =>
        (message.Header(field) ?? "").Split(',', 20).Any(piece => tokens.Contains(Token(piece), StringComparer.OrdinalIgnoreCase));

    private static string Token(string value) => value.Split(';', '(')[0].Trim();

    internal static bool IsFromProgram(InboundMessage message) => Names["program"].Contains(LocalPart(message));

    // Empty for "<>", null without a From.
    private static string? LocalPart(InboundMessage message)
    {
        var address = InboundMessage.WithoutBrackets(message.Header("From"))?.ToLowerInvariant();
        return address?.LastIndexOf('@') is > 0 and var at ? address[..at] : address;
    }
}
