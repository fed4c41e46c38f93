using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Notify.Sdk.Permission;

/// <summary>One word of the lists, as the data file has it.</summary>
/// <param name="Word">As people write it.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Kind">What it means alone.</param>
/// <param name="Sources">Keys of the file's sources; at least one.</param>
/// <param name="Confirmed">Whether a source states it and none contradicts.</param>
/// <param name="PerSe">Named by US law as an opt-out without further judgement.</param>
/// <param name="Leads">Opts out as the first word too ("STOP sending"); not END and CANCEL, which begin business replies.</param>
/// <param name="OnlyIfConfigured">Collides with business replies: known, and used only when an application asks for it.</param>
/// <param name="Note">Why it is as it is.</param>
internal sealed record LexiconWord(
    string Word, string Language, ReplyKind Kind, string[] Sources, bool Confirmed,
    bool PerSe = false, bool Leads = false, bool OnlyIfConfigured = false, string? Note = null)
{
    public string Rule => $"{Language}/{Word}";
}

/// <summary>One phrase of the lists.</summary>
internal sealed record LexiconPhrase(string Pattern, string Language, ReplyKind Kind, string[] Sources, bool Whole = false, string? Note = null);

/// <summary>The word lists that come with the library: <c>Data/words.json</c> and <c>Data/phrases.json</c>. Read once.</summary>
internal sealed class OptOutLexicon
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private OptOutLexicon(WordFile words, PhraseFile phrases)
    {
        (Sources, Words, Phrases) = (words.Sources, words.Words, phrases.Phrases);
        Politeness = [.. phrases.Politeness.Values.SelectMany(p => p).Select(ReplyWords.Of).OrderByDescending(p => p.Length)];
        Patterns = [.. phrases.Phrases.Select(p => (p, new PhrasePattern(p.Pattern, phrases.Classes)))];
        Negators = Set(phrases.Negators);
        Conditions = Set(phrases.Conditions);
        Past = Set(phrases.Past);
        Asking = Set(phrases.Asking);
        Light = Set(phrases.Light);
        Interrogatives = Set(phrases.Interrogatives);
        Auxiliaries = Set(phrases.Auxiliaries);
        Subjects = Set(phrases.Subjects);
        NotAfterStop = Set(phrases.NotAfterStop);
        NotBeforeStop = Set(phrases.NotBeforeStop);
        Reactions = [.. phrases.Reactions.Select(ReplyWords.Of)];
    }

    public static OptOutLexicon Shipped { get; } = new(Load<WordFile>("words.json"), Load<PhraseFile>("phrases.json"));

    public IReadOnlyDictionary<string, string> Sources { get; }

    public IReadOnlyList<LexiconWord> Words { get; }

    public IReadOnlyList<LexiconPhrase> Phrases { get; }

    public IReadOnlyList<(LexiconPhrase Phrase, PhrasePattern Pattern)> Patterns { get; }

    public IReadOnlyList<string[]> Politeness { get; }

    public IReadOnlyList<string[]> Reactions { get; }

    public FrozenSet<string> Negators { get; }

    public FrozenSet<string> Conditions { get; }

    public FrozenSet<string> Past { get; }

    public FrozenSet<string> Asking { get; }

    public FrozenSet<string> Light { get; }

    public FrozenSet<string> Interrogatives { get; }

    public FrozenSet<string> Auxiliaries { get; }

    public FrozenSet<string> Subjects { get; }

    public FrozenSet<string> NotAfterStop { get; }

    public FrozenSet<string> NotBeforeStop { get; }

    private static FrozenSet<string> Set(string[] words) => words.ToFrozenSet(StringComparer.Ordinal);

    private static T Load<T>(string file)
    {
        var name = $"Notify.Sdk.Permission.OptOut.{file}";
        using var stream = typeof(OptOutLexicon).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Embedded word list '{name}' is missing.");
        return JsonSerializer.Deserialize<T>(stream, Json)!;
    }

    private sealed record WordFile(string Reviewed, Dictionary<string, string> Sources, LexiconWord[] Words);

    private sealed record PhraseFile(
        string Reviewed, string Note, Dictionary<string, string[]> Politeness, Dictionary<string, string[]> Classes,
        string[] Negators, string[] Conditions, string[] Past, string[] Asking, string[] Light, string[] Interrogatives, string[] Auxiliaries, string[] Subjects,
        string[] NotAfterStop, string[] NotBeforeStop, string[] Reactions, LexiconPhrase[] Phrases);
}
