namespace Notify.Sdk.Email.Inbound;

/// <summary>
/// What the words of a server say where its codes are missing, general or contradict each other. The softer reading wins: a person
/// who is suppressed by mistake is told nothing any more, one who is counted is told again.
/// </summary>
internal static class BounceWords
{
    private static readonly string[] Passing =
    [
        "over quota", "overquota", "quota exceeded", "exceeded quota", "exceeds quota", "quota is full", "mailbox full", "mailbox is full", "inbox is full", "mailbox size limit", "storage limit",
        "exceeded storage", "insufficient storage", "not enough space", "out of storage", "try again", "temporarily", "greylist", "graylist", "rate limit", "too many", "throttl", "too busy",
        "too fast", "timed out", "5.2.2", "4.2.2",
    ];

    private static readonly string[] AboutUs =
    [
        "blacklist", "blocklist", "block list", "blackhole", "spamhaus", "reputation", "dmarc", "dkim", "sender policy framework", "spf ", "reverse dns", "ptr record", "looks like spam",
        "is spam", "as spam", "spam message", "relaying denied", "relay access denied", "relay not permitted", "unauthenticated", "virus", "5.7.1", "5.7.26", "policy violation", "policy reasons",
    ];

    private static readonly string[] Gone =
    [
        "user unknown", "unknown user", "unknown local", "no such user", "no such recipient", "no such mailbox", "no such account", "no such address", "user does not exist",
        "account does not exist", "mailbox does not exist", "address does not exist", "recipient does not exist", "account that you tried to reach does not exist", "doesn't exist", "unknown recipient",
        "recipient unknown", "unknown address", "address unknown", "addressee unknown", "invalid recipient", "invalid mailbox", "no mailbox here", "mailbox not found", "user not found",
        "recipient not found", "recipnotfound", "not a known user", "no valid recipients", "not our customer", "not a valid mailbox", "not a valid user", "user isn't", "user account is disabled",
        "account has been disabled", "account is disabled", "account disabled", "mailbox disabled", "mailbox unavailable or access denied", "not listed in domino directory", "not listed in public name",
        "no account by that name", "no user by that name", "this user doesn't have", "unrouteable address", "usuario no existe", "unbekannter benutzer", "empfänger unbekannt",
    ];

    private static readonly string[] Subjects =
    [
        "undeliver", "delivery status notification", "delivery failure", "delivery failed", "delivery has failed", "failure notice", "returned mail", "mail delivery", "could not be delivered",
        "mail system error", "returning message", "delivery error", "delivery report", "nondeliverable", "non-deliverable", "not delivered", "returned to sender", "message delivery", "delivery problem",
        "mail could not", "mail failure", "failed delivery", "unzustellbar", "nicht zugestellt", "zustellung", "non remis", "échec", "no entregad", "no se ha podido", "mancata consegna",
        "niet bezorgd", "недоставлен", "не доставлен", "配信", "送信できません", "メールエラー", "退信", "投递失败",
    ];

    private static readonly string[] Bodies =
    [
        "not be delivered", "not delivered", "unable to deliver", "undeliver", "permanent error", "fatal errors", "delivery to the following", "did not reach the following", "able to deliver",
        "couldn't be delivered", "delivery has failed", "delivery failed", "delivery attempt", "failed permanently", "error delivering", "delivery error", "mail delivery", "rejected your message",
        "nicht zugestellt", "nicht zustellbar", "n'a pas pu", "no se pudo entregar", "non è stato possibile", "配信", "送信できません", "退信", "无法投递", "не удалось доставить", "не может быть доставлено",
    ];

    /// <summary>What to do about a bounce.</summary>
    /// <param name="status">The code that was given first, or null.</param>
    /// <param name="words">The server's words, or what a person would read.</param>
    public static InboundKind Judge(EnhancedStatusCode? status, string words)
    {
        var byCode = BounceTable.Judge(status);
        if (Says(words, Passing))
            return InboundKind.Count;

        if (Says(words, AboutUs))
            return InboundKind.Alert;

        var mayBeGone = status is null or { Class: 5, IsSpecific: false } || byCode == InboundKind.Suppress;
        if (mayBeGone && Says(words, Gone))
            return InboundKind.Suppress;

        var inWords = EnhancedStatusCode.Find(words);
        return byCode == InboundKind.Suppress && inWords is { IsSpecific: true } other && BounceTable.Judge(other) != InboundKind.Suppress
            ? BounceTable.Judge(other)
            : byCode;
    }

    /// <summary>Whether a subject is that of a bounce.</summary>
    public static bool IsSubject(string? subject) => subject is not null && Says(subject, Subjects)
        && !subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) && !subject.StartsWith("Fw", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text says that something was not delivered.</summary>
    public static bool IsBody(string words) => Says(words, Bodies) || Says(words, Gone);

    private static bool Says(string words, string[] phrases)
    {
        foreach (var phrase in phrases)
        {
            if (words.Contains(phrase, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
