using System.Text.RegularExpressions;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Rendering;

/// <summary>
/// Finds words that a text asks people to answer with. Carriers and providers act on some of them before anybody reads them:
/// "Reply CANCEL to cancel your appointment" opts people out, "Reply YES to confirm" opts them in again.
/// </summary>
internal static partial class LintReplyWords
{
    private const int Reach = 8;

    private static readonly HashSet<string> Asking =
        Words("reply text answer respond send type txt say respondez repondez envoyez antworten antworte antwort responda responde envie "
        + "rispondi invia");
    private static readonly HashSet<string> Between = Words("sie with by back the word us mit con par");
    private static readonly HashSet<string> AboutMessages =
        Words("unsubscribe unsubscribing optout opt messages message msgs texts text txts sms emails alerts notifications list "
        + "nachrichten mensajes mensagens messaggi berichten");
    private static readonly HashSet<string> AboutBusiness =
        Words("appointment appt booking reservation order delivery visit payment subscription trial service class meeting pickup ride "
        + "tour plan");
    private static readonly HashSet<string> AboutJoining = Words(
        "subscribe join receive receiving resume again messages texts optin alerts news updates");
    private static readonly HashSet<string> Collides = Words("cancel end quit revoke remove");

    /// <summary>Each word with where it stands, folded as answers are.</summary>
    public static List<(string Word, int At)> Read(string text)
    {
        List<(string, int)> words = [];
        foreach (var match in AnyWord().EnumerateMatches(text))
        {
            if (ReplyWords.Of(text.Substring(match.Index, match.Length)) is [var word, ..])
                words.Add((word, match.Index));
        }

        return words;
    }

    /// <summary>The words that are asked for as answers, with the words after each, to the next one or the end of the sentence.</summary>
    public static IEnumerable<(string Word, int At, IReadOnlyList<string> Purpose)> Requests(string text)
    {
        var words = Read(text);
        for (var i = 0; i < words.Count; i++)
        {
            if (!Asking.Contains(words[i].Word))
                continue;
            var asked = i + 1;
            while (asked < words.Count && Between.Contains(words[asked].Word))
                asked++;
            // "Reply 1 to confirm, CANCEL to cancel": every word in capitals or digits that follows is asked for too.
            for (var next = asked; next < words.Count && next < asked + (2 * Reach); next++)
            {
                if (next == asked || IsLoud(text, words[next]))
                    yield return (words[next].Word, words[next].At, Purpose(text, words, next));
                if (EndsAfter(text, words, next))
                    break;
            }
        }
    }

    public static bool IsDigits(string word) => word.All(char.IsAsciiDigit);

    /// <summary>Whether a purpose is to get no more messages.</summary>
    public static bool IsOptOut(IReadOnlyList<string> purpose) =>
        purpose.Any(w => w is "unsubscribe" or "optout" or "stop") || (purpose.Contains("opt") && purpose.Contains("out"))
        || (purpose.Any(w => w is "end" or "cancel" or "quit" or "no") && purpose.Any(AboutMessages.Contains));

    /// <summary>Whether the word does something else to the person than the text says.</summary>
    public static bool IsMisused(string word, IReadOnlyList<string> purpose) => word switch
    {
        "yes" or "y" => !purpose.Any(AboutJoining.Contains) && !IsOptOut(purpose),
        "start" or "unstop" or "stop" or "stopall" or "unsubscribe" or "optout" or "arret" =>
            purpose.Any(AboutBusiness.Contains) && !purpose.Any(AboutMessages.Contains),
        _ when Collides.Contains(word) => !IsOptOut(purpose) && !purpose.Any(AboutMessages.Contains),
        _ => false,
    };

    private static List<string> Purpose(string text, List<(string Word, int At)> words, int of)
    {
        List<string> purpose = [];
        for (var i = of + 1; i < words.Count && i <= of + Reach && !EndsAfter(text, words, i - 1) && !IsLoud(text, words[i]); i++)
            purpose.Add(words[i].Word);
        return purpose;
    }

    private static bool IsLoud(string text, (string Word, int At) word) =>
        IsDigits(word.Word) || (word.Word.Length > 1 && text[word.At] is var first && char.IsUpper(first)
            && char.IsUpper(text[word.At + 1]));

    private static bool EndsAfter(string text, List<(string Word, int At)> words, int i) =>
        i + 1 >= words.Count || text.AsSpan(words[i].At, words[i + 1].At - words[i].At).IndexOfAny(".!?\n") >= 0;

    private static HashSet<string> Words(string list) => [.. list.Split(' ')];

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+", RegexOptions.CultureInvariant)]
    private static partial Regex AnyWord();
}
