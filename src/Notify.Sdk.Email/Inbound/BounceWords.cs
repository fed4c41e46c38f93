using System.Buffers;

namespace Notify.Sdk.Email.Inbound;

/// <summary>
/// What the words of a server say where its codes are missing, general or contradict each other. The softer reading wins: a person
/// who is suppressed by mistake is told nothing any more, one who is counted is told again. The phrases stand in BouncePhrases.txt.
/// </summary>
internal static partial class BounceWords
{
    private const int LongestFirstWord = 12;

    private static readonly Dictionary<string, SearchValues<string>> Phrases = Wordlist.Read("BouncePhrases.txt")
        .ToDictionary(section => section.Key, section => SearchValues.Create(section.Value, StringComparison.OrdinalIgnoreCase));

    /// <summary>What to do about a bounce.</summary>
    /// <param name="status">The code that was given first, or null.</param>
    /// <param name="words">The server's words, or what a person would read.</param>
    public static InboundKind Judge(EnhancedStatusCode? status, string words)
    {
        words = Spaces().Replace(words, " ");
        var byCode = JudgeCode(status);
        if (Says(words, "passing"))
            return InboundKind.Count;
        if (Says(words, "about us"))
            return InboundKind.Alert;
        // Words that speak of the address say more than a code of policy or protocol, and less than one of size or of the moment.
        if (MayBeGone(status, words) && Says(words, "gone"))
            return InboundKind.Suppress;
        var inWords = EnhancedStatusCode.Find(words);
        return byCode == InboundKind.Suppress && inWords is { IsSpecific: true } other && JudgeCode(other) != InboundKind.Suppress
            ? JudgeCode(other)
            : byCode;
    }

    /// <summary>Whether a subject is that of a bounce.</summary>
    public static bool IsSubject(string? subject) => subject is not null && Says(subject, "subject")
        && !subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) && !subject.StartsWith("Fw", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a subject begins as that of a bounce, marks in brackets and a first word aside.</summary>
    public static bool BeginsAsSubject(string subject) =>
        Marks().Replace(subject, "").AsSpan().IndexOfAny(Phrases["subject"]) is >= 0 and <= LongestFirstWord;

    /// <summary>Whether it says that the mail system still tries.</summary>
    public static bool IsDelay(string subject, string words) => subject.StartsWith("Warning", StringComparison.OrdinalIgnoreCase)
        || subject.Contains("delayed", StringComparison.OrdinalIgnoreCase) || Says(Spaces().Replace(words, " "), "delay");

    /// <summary>Whether a subject begins as those of vacation programs do.</summary>
    public static bool IsVacation(string subject) => subject.AsSpan().TrimStart().IndexOfAny(Phrases["vacation"]) == 0;

    /// <summary>Whether a text says that something was not delivered.</summary>
    public static bool IsBody(string words) => Says(Spaces().Replace(words, " "), "body") || SaysGone(words);

    /// <summary>Whether a text says that there is no such mailbox.</summary>
    public static bool SaysGone(string words) => Says(Spaces().Replace(words, " "), "gone");

    private static bool MayBeGone(EnhancedStatusCode? status, string words) => status is { } code
        ? code is { Class: 5 } and not { Subject: 2, Detail: 2 or 3 } and not { Subject: 3, Detail: not 0 } and not { Subject: 6 }
            and not { Subject: 1, Detail: 7 or 8 }
        : !SoftReply().IsMatch(words);

    private static bool Says(string words, string section) => words.AsSpan().ContainsAny(Phrases[section]);

    // Which codes speak of the address, which may pass, and which are about us (RFC 3463, IANA registry). Sources disagree about 5.x:
    // suppressed is only where the code says that the mailbox or its domain does not exist or is disabled; what is not known is counted.
    private static InboundKind JudgeCode(EnhancedStatusCode? status) => status switch
    {
        { CondemnsAddress: true } => InboundKind.Suppress,
        // The sender's address; too big for the mailbox or the system; protocol, content, policy and authentication.
        { Class: 5, Subject: 1, Detail: 7 or 8 } or { Class: 5, Subject: 2, Detail: 3 } or { Class: 5, Subject: 3, Detail: 4 }
            or { Class: 5, Subject: 5 or 6 or 7 } => InboundKind.Alert,
        _ => InboundKind.Count,
    };

    [GeneratedRegex(@"^(?:\[[^]]*\]|\{[^}]*\}|[^\p{L}])+")]
    private static partial Regex Marks();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(?<![\w.])4(?:21|5[0-4])[ -]")]
    private static partial Regex SoftReply();
}
