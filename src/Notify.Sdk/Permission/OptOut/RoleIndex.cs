using System.Collections.Frozen;

namespace Notify.Sdk.Permission;

/// <summary>A step of a phrase: a word or its beginning, perhaps after a few others.</summary>
internal readonly record struct PhraseStep(string Text, bool IsStem, bool AfterGap)
{
    public bool Fits(ReadOnlySpan<char> word) => IsStem ? word.StartsWith(Text) : word.SequenceEqual(Text);
}

/// <summary>Words in a row with one meaning.</summary>
internal sealed record RolePhrase(ReplyRole Roles, PhraseStep[] Steps);

/// <summary>What a word means in one language, and the phrases that it begins there.</summary>
internal readonly record struct RoleEntry(byte Language, ReplyRole Roles, RolePhrase[] Phrases);

/// <summary>The words of all languages with what they do in a reply. Built once; immutable; lookups allocate nothing.</summary>
internal sealed class RoleIndex
{
    private static readonly System.Buffers.SearchValues<char> TwoLetters = System.Buffers.SearchValues.Create("äöüåøÄÖÜÅØ");

    private const string Elision = "elision";
    private const int ShortestStem = 2;
    private const int ShortestSlip = 6;
    private const ReplyRole Repaired =
        ReplyRole.Leave | ReplyRole.Cut | ReplyRole.Message | ReplyRole.Promo | ReplyRole.List | ReplyRole.Cancel | ReplyRole.Send;
    private const ReplyRole OfAllLanguages = ReplyRole.Polite | ReplyRole.Reaction | ReplyRole.Auto;

    private readonly FrozenDictionary<string, RoleEntry[]>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly FrozenDictionary<string, RoleEntry[]>.AlternateLookup<ReadOnlySpan<char>> _stems;
    private readonly FrozenDictionary<string, RoleEntry[]>.AlternateLookup<ReadOnlySpan<char>> _slips;
    private readonly int _longestStem;

    public RoleIndex(IReadOnlyCollection<ReplyLine> lines)
    {
        List<string> languages = ["und"];
        Dictionary<string, Draft> words = [], stems = [];
        foreach (var line in lines.Where(IsRole))
        {
            if (!languages.Contains(line.Language))
                languages.Add(line.Language);
            var roles = RolesOf(line.Kind);
            var language = (roles & OfAllLanguages) != 0 ? (byte)0 : (byte)languages.IndexOf(line.Language);
            foreach (var form in line.Text.Split('|').SelectMany(Spellings).Distinct())
                Add(form, language, roles, words, stems);
        }

        Languages = languages;
        Elisions = [.. from line in lines where line.Kind == Elision
            from prefix in line.Text.Split('|')
            select (prefix, (byte)languages.IndexOf(line.Language))];
        _longestStem = stems.Keys.Select(k => k.Length).DefaultIfEmpty().Max();
        _words = Freeze(words);
        _stems = Freeze(stems);
        _slips = Freeze(Slips(words));
    }

    /// <summary>BCP 47 tags; 0 is <c>und</c>.</summary>
    public IReadOnlyList<string> Languages { get; }

    /// <summary>What is written together with the word behind it where an apostrophe stands: the letters, and the language.</summary>
    public (string Prefix, byte Language)[] Elisions { get; }

    /// <summary>Whether a line gives roles; the others are reply words, answers, signs and elisions.</summary>
    public static bool IsRole(ReplyLine line) => line.Kind is not ("opt-out" or "opt-in" or "help" or Elision)
        && !line.Kind.Contains(':', StringComparison.Ordinal) && !ReplySigns.IsSign(line);

    /// <summary>The roles that a kind names.</summary>
    /// <exception cref="FormatException">A role that does not exist.</exception>
    public static ReplyRole RolesOf(string kind) =>
        kind.Split('+').Aggregate(ReplyRole.None, (sum, name) => sum | (Enum.TryParse<ReplyRole>(name, true, out var role)
        ? role : throw new FormatException($"Role '{name}' does not exist.")));

    /// <summary>The entries of exactly the word.</summary>
    public ReadOnlySpan<RoleEntry> Exactly(ReadOnlySpan<char> word) => _words.TryGetValue(word, out var found) ? found : [];

    /// <summary>The entries of a beginning of the word.</summary>
    public ReadOnlySpan<RoleEntry> Beginning(ReadOnlySpan<char> word, int length) =>
        _stems.TryGetValue(word[..length], out var found) ? found : [];

    /// <summary>
    /// The entries of a word that an unknown one is a slip of the finger from: with a letter too many, too few, wrong, or two
    /// exchanged. Only words of six letters or more, so that they are not mistaken for others.
    /// </summary>
    public ReadOnlySpan<RoleEntry> Slip(ReadOnlySpan<char> word, Span<char> scratch)
    {
        if (word.Length < ShortestSlip - 1 || word.Length > scratch.Length)
            return [];
        if (_slips.TryGetValue(word, out var found))
            return found;
        for (var left = 0; left < word.Length; left++)
        {
            word[..left].CopyTo(scratch);
            word[(left + 1)..].CopyTo(scratch[left..]);
            if (_slips.TryGetValue(scratch[..(word.Length - 1)], out found))
                return found;
        }

        return [];
    }

    /// <summary>The lengths that beginnings of a word may have, longest first.</summary>
    public (int From, int To) StemLengths(ReadOnlySpan<char> word) => (Math.Min(word.Length, _longestStem), ShortestStem);

    /// <summary>Each of <c>a/b</c>; and German letters written as two.</summary>
    internal static IEnumerable<string> Spellings(string form)
    {
        IEnumerable<string> rows = [""];
        foreach (var step in form.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            rows = rows.SelectMany(row => step.Split('/').Select(s => row.Length == 0 ? s : $"{row} {s}")).ToArray();
        foreach (var row in rows)
        {
            yield return row;
            if (row.Contains('đ', StringComparison.Ordinal) && row != "đừng") // without its stroke it is the word for stop
                yield return row.Replace('đ', 'd');
            if (row.AsSpan().ContainsAny(TwoLetters))
                yield return row.Replace("ä", "ae", StringComparison.OrdinalIgnoreCase)
                    .Replace("ö", "oe", StringComparison.OrdinalIgnoreCase)
                    .Replace("ø", "oe", StringComparison.OrdinalIgnoreCase).Replace("ü", "ue", StringComparison.OrdinalIgnoreCase)
                        .Replace("å", "aa", StringComparison.OrdinalIgnoreCase);
        }
    }

    private static void Add(string form, byte language, ReplyRole roles, Dictionary<string, Draft> words, Dictionary<string, Draft> stems)
    {
        var steps = Steps(form);
        if (steps.Length == 0)
            return;
        var drafts = steps[0].IsStem ? stems : words;
        if (!drafts.TryGetValue(steps[0].Text, out var draft))
            drafts[steps[0].Text] = draft = [];
        var (had, phrases) = draft.GetValueOrDefault(language, (ReplyRole.None, []));
        if (steps.Length == 1 && !roles.Has(ReplyRole.Whole))
            had |= roles;
        else
            phrases.Add(new(roles, steps));
        draft[language] = (had, phrases);
    }

    /// <summary>Each word that is repaired, and the same without one of its letters.</summary>
    private static Dictionary<string, Draft> Slips(Dictionary<string, Draft> words)
    {
        Dictionary<string, Draft> slips = [];
        foreach (var (word, draft) in words.Where(w => w.Key.Length >= ShortestSlip))
        {
            foreach (var (language, (roles, _)) in draft.Where(d => (d.Value.Item1 & Repaired) != 0))
            {
                for (var left = 0; left <= word.Length; left++)
                {
                    var slip = left == word.Length ? word : word.Remove(left, 1);
                    if (!slips.TryGetValue(slip, out var had))
                        slips[slip] = had = [];
                    had.TryAdd(language, (roles, []));
                }
            }
        }

        return slips;
    }

    private static PhraseStep[] Steps(string form)
    {
        List<PhraseStep> steps = [];
        var gap = false;
        foreach (var part in form.Split(' '))
        {
            if (part == "..")
            {
                gap = true;
                continue;
            }

            foreach (var word in ReplyWords.Of(part.TrimEnd('*')))
                steps.Add(new(word, false, steps.Count > 0 && gap));
            if (part.EndsWith('*'))
                steps[^1] = steps[^1] with { IsStem = true };
            gap = false;
        }

        return [.. steps];
    }

    private static FrozenDictionary<string, RoleEntry[]>.AlternateLookup<ReadOnlySpan<char>> Freeze(Dictionary<string, Draft> drafts) =>
        drafts
        .ToFrozenDictionary(d => d.Key, d => d.Value.Select(
            e => new RoleEntry(
            e.Key, e.Value.Item1, [.. e.Value.Item2.OrderByDescending(p => p.Roles.Has(ReplyRole.Whole))
            .ThenByDescending(p => p.Steps.Length)])).ToArray(), StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private sealed class Draft : Dictionary<byte, (ReplyRole, List<RolePhrase>)>;
}
