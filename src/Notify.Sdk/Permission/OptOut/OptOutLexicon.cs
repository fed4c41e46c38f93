namespace Notify.Sdk.Permission;

/// <summary>One reply word of the lists.</summary>
/// <param name="Word">As people write it.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Kind">What it means alone.</param>
/// <param name="Sources">Keys of <c>sources.tsv</c>; at least one.</param>
/// <param name="Confirmed">Whether a source states it and none contradicts.</param>
/// <param name="PerSe">Named by US law as an opt-out without further judgement.</param>
/// <param name="Leads">
/// Opts out as a sentence of its own too ("STOP. I never asked"); not END and CANCEL, which begin business replies.
/// </param>
/// <param name="OnlyIfConfigured">Collides with business replies: known, and used only when an application asks for it.</param>
internal sealed record LexiconWord(
    string Word, string Language, ReplyKind Kind, string[] Sources, bool Confirmed = false, bool PerSe = false, bool Leads = false,
        bool OnlyIfConfigured = false)
{
    public string Rule => $"{Language}/{Word}";
}

/// <summary>The words that come with the library: one file by language in <c>Data</c>. Read once.</summary>
internal sealed class OptOutLexicon
{
    private static readonly string[] Unspaced = ["zh", "ja", "ko", "th"];

    /// <summary>Makes a lexicon of lines.</summary>
    public OptOutLexicon(IEnumerable<ReplyLine> lines)
    {
        Lines = [.. lines];
        Sources = ReplyLine.ShippedSources();
        Words = [.. Lines.Where(l => l.Kind is "opt-out" or "opt-in" or "help").Select(Word)];
        var roles = Lines.Where(RoleIndex.IsRole).ToLookup(l => Unspaced.Contains(l.Language));
        Index = new([.. Lines.Where(l => !Unspaced.Contains(l.Language))]);
        Scripts = [.. Unspaced.Select(language => new UnspacedIndex(language, roles[true].Where(l => l.Language == language)))];
    }

    public static OptOutLexicon Shipped { get; } = new(ReplyLine.Shipped());

    public IReadOnlyList<ReplyLine> Lines { get; }

    public IReadOnlyDictionary<string, string> Sources { get; }

    public IReadOnlyList<LexiconWord> Words { get; }

    public RoleIndex Index { get; }

    /// <summary>The languages that are written without spaces.</summary>
    public UnspacedIndex[] Scripts { get; }

    private static LexiconWord Word(ReplyLine line) => new(
        line.Text,
        line.Language,
        line.Kind switch { "opt-out" => ReplyKind.OptOut, "opt-in" => ReplyKind.OptIn, _ => ReplyKind.Help },
        line.Sources,
        line.Marks.Contains("confirmed"),
        line.Marks.Contains("per-se"),
        line.Marks.Contains("leads"),
        line.Marks.Contains("configured"));
}
