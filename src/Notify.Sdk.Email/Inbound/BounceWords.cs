using System.Buffers;
using System.Text.RegularExpressions;

namespace Notify.Sdk.Email.Inbound;

/// <summary>
/// What the words of a server say where its codes are missing, general or contradict each other. The softer reading wins: a person
/// who is suppressed by mistake is told nothing any more, one who is counted is told again. The phrases stand in BouncePhrases.txt.
/// </summary>
internal static partial class BounceWords
{
    private static readonly Dictionary<string, SearchValues<string>> Phrases = ReadPhrases();

    /// <summary>What to do about a bounce.</summary>
    /// <param name="status">The code that was given first, or null.</param>
    /// <param name="words">The server's words, or what a person would read.</param>
    public static InboundKind Judge(EnhancedStatusCode? status, string words)
    {
        words = Spaces().Replace(words, " ");
        var byCode = BounceTable.Judge(status);
        if (Says(words, "passing"))
            return InboundKind.Count;
        if (Says(words, "about us"))
            return InboundKind.Alert;
        // Words that speak of the address say more than a code of policy or protocol, and less than one of size or of the moment.
        if (MayBeGone(status, words) && Says(words, "gone"))
            return InboundKind.Suppress;
        var inWords = EnhancedStatusCode.Find(words);
        return byCode == InboundKind.Suppress && inWords is { IsSpecific: true } other && BounceTable.Judge(other) != InboundKind.Suppress
            ? BounceTable.Judge(other)
            : byCode;
    }

    /// <summary>Whether a subject is that of a bounce.</summary>
    public static bool IsSubject(string? subject) => subject is not null && Says(subject, "subject")
        && !subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) && !subject.StartsWith("Fw", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it says that the mail system still tries.</summary>
    public static bool IsDelay(string subject, string words) => subject.StartsWith("Warning", StringComparison.OrdinalIgnoreCase)
        || subject.Contains("delayed", StringComparison.OrdinalIgnoreCase) || Says(Spaces().Replace(words, " "), "delay");

    /// <summary>Whether a subject begins as those of vacation programs do.</summary>
    public static bool IsVacation(string subject) => subject.AsSpan().TrimStart().IndexOfAny(Phrases["vacation"]) == 0;

    /// <summary>Whether a text says that something was not delivered.</summary>
    public static bool IsBody(string words)
    {
        words = Spaces().Replace(words, " ");
        return Says(words, "body") || Says(words, "gone");
    }

    private static bool MayBeGone(EnhancedStatusCode? status, string words) => status is { } code
        ? code is { Class: 5 } and not { Subject: 2, Detail: 2 or 3 } and not { Subject: 3, Detail: not 0 } and not { Subject: 6 }
            and not { Subject: 1, Detail: 7 or 8 }
        : !SoftReply().IsMatch(words);

    private static bool Says(string words, string section) => words.AsSpan().ContainsAny(Phrases[section]);

    private static Dictionary<string, SearchValues<string>> ReadPhrases()
    {
        using var text = new StreamReader(typeof(BounceWords)
            .Assembly.GetManifestResourceStream("Notify.Sdk.Email.Inbound.BouncePhrases.txt")!);
        return text.ReadToEnd().ReplaceLineEndings("\n").Split("\n[").Skip(1)
            .Select(section => section.Split("]\n"))
            .ToDictionary(section => section[0], section =>
                SearchValues.Create(section[1].Split('\n', StringSplitOptions.RemoveEmptyEntries), StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(?<![\w.])4(?:21|5[0-4])[ -]")]
    private static partial Regex SoftReply();
}
