namespace Notify.Sdk.Permission;

/// <summary>
/// Reads what a person answered: whether they want no more messages, want them again, need help, or mean something else.
/// Pure, immutable, thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// Capitals, punctuation, accents, full-width letters and politeness make no difference. A message that is nothing but a
/// reply word is <see cref="ReplyConfidence.Certain"/> where a source names the word. Beyond that, what a reasonable person
/// would read as a wish to stop counts too (47 CFR 64.1200(a)(10)), and what may be one is
/// <see cref="ReplyKind.Doubtful"/>: hold and ask. A stop word inside other business ("stop by at 5", "don't stop") is none.
/// </para>
/// <para>Reads the first 1,600 characters. Quoted mail must be cut off before.</para>
/// </remarks>
public sealed class OptOutParser
{
    // A sentence that begins with STOP and goes on for long is about something else as often as not.
    private const int LongestOrder = 6;

    private static readonly ReplyReading Nothing = new(ReplyKind.Other, "none");

    private readonly OptOutLexicon _lexicon = OptOutLexicon.Shipped;
    private readonly Dictionary<string, LexiconWord> _alone = new(StringComparer.Ordinal);
    private readonly PhraseReader _phrases;

    /// <summary>The parser without options.</summary>
    public static OptOutParser Default { get; } = new();

    /// <summary>Makes a parser.</summary>
    /// <param name="options">Further words; copied.</param>
    public OptOutParser(OptOutParserOptions? options = null)
    {
        options ??= new();
        foreach (var word in _lexicon.Words.Where(w => !w.OnlyIfConfigured))
        {
            _alone.TryAdd(ReplyWords.Squash(ReplyWords.Of(word.Word)), word);
            _alone.TryAdd(ReplyWords.Squash(WithoutPoliteness(ReplyWords.Of(word.Word))), word);
        }

        Add(options.OptOutWords, ReplyKind.OptOut);
        Add(options.OptInWords, ReplyKind.OptIn);
        _phrases = new(_lexicon, new(options.TopicWords));
    }

    /// <summary>Reads a message.</summary>
    /// <param name="text">The words of the person; null and empty are <see cref="ReplyKind.Other"/>.</param>
    public ReplyReading Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Nothing;
        List<string[]> core = [.. ReplyWords.Sentences(text).Select(WithoutPoliteness).Where(s => s.Length > 0)];
        if (core.Count == 0)
            return Nothing;
        if (IsReaction(core[0]))
            return new(ReplyKind.Other, "guard/reaction");
        var question = text.Contains('?', StringComparison.Ordinal) || text.Contains('？', StringComparison.Ordinal)
            || AsksByOrder(core[0]);
        return Alone(core)
            ?? Strongest(core)
            ?? (question ? new(ReplyKind.Question, "question") : Nothing);
    }

    /// <summary>The whole message is one reply word, however it is spaced, or the same one over and over.</summary>
    private ReplyReading? Alone(List<string[]> core)
    {
        string[] words = [.. core.SelectMany(s => s).Distinct()];
        if (Word(core.SelectMany(s => s)) is { } whole)
            return Found("word", whole, whole.Confirmed ? ReplyConfidence.Certain : ReplyConfidence.Likely);
        if (words.Length == 1 && Word(words) is { } repeated)
            return Found("word", repeated, ReplyConfidence.Likely);
        // STOOOOP: three equal letters in a row are one.
        return words.Length == 1 && Shortened(words[0]) is { } shorter && Word([shorter]) is { Leads: true } drawn
            ? Found("drawn-out", drawn, ReplyConfidence.Likely)
            : null;
    }

    /// <summary>An opt-out anywhere wins; then a doubt; then help and opt-in.</summary>
    private ReplyReading? Strongest(List<string[]> core)
    {
        ReplyReading? best = null;
        foreach (var sentence in core)
        {
            foreach (var reading in (ReplyReading?[])[SentenceAlone(core, sentence), _phrases.Read(sentence), First(sentence), Inside(sentence)])
            {
                if (reading is null || Rank(reading.Kind) <= Rank(best?.Kind))
                    continue;
                best = reading;
            }
        }

        return best;
    }

    private static int Rank(ReplyKind? kind) => kind switch
    {
        null => 0,
        ReplyKind.OptOut => 5,
        ReplyKind.Doubtful => 4,
        ReplyKind.Help => 3,
        ReplyKind.OptIn => 2,
        _ => 1,
    };

    /// <summary>"STOP. I never asked for this": a sentence of its own.</summary>
    private ReplyReading? SentenceAlone(List<string[]> core, string[] sentence)
    {
        if (core.Count == 1 || Word(sentence) is not { Kind: ReplyKind.OptOut } word)
            return null;
        return word.Leads ? Found("sentence", word, ReplyConfidence.Likely) : Doubt("sentence", word);
    }

    /// <summary>"STOP sending this": the first word gives the order.</summary>
    private ReplyReading? First(string[] sentence)
    {
        if (sentence.Length < 2 || Word([sentence[0]]) is not { Leads: true } word)
            return null;
        if (_lexicon.NotAfterStop.Contains(sentence[1]))
            return null;
        return sentence.Length <= LongestOrder ? Found("first-word", word, ReplyConfidence.Likely) : Doubt("first-word", word);
    }

    /// <summary>A stop word inside or at the end of a short sentence: perhaps.</summary>
    private ReplyReading? Inside(string[] sentence)
    {
        if (sentence.Length > 4 || AsksByOrder(sentence))
            return null;
        for (var i = 1; i < sentence.Length; i++)
        {
            var followed = i + 1 < sentence.Length && _lexicon.NotAfterStop.Contains(sentence[i + 1]);
            if (!followed && !_lexicon.NotBeforeStop.Contains(sentence[i - 1]) && !_lexicon.Negators.Contains(sentence[i - 1]) && Word([sentence[i]]) is { Leads: true } word)
                return Doubt("inside", word);
        }

        return null;
    }

    /// <summary>"When ...", "can I ...".</summary>
    private bool AsksByOrder(string[] sentence) => _lexicon.Interrogatives.Contains(sentence[0])
        || (sentence.Length > 1 && _lexicon.Auxiliaries.Contains(sentence[0]) && _lexicon.Subjects.Contains(sentence[1]));

    /// <summary>Liked “Reply STOP ...”: a phone tells of a tap on our own message, and quotes it.</summary>
    private bool IsReaction(string[] sentence) =>
        sentence.Length > 2 && _lexicon.Reactions.Any(r => sentence.AsSpan().StartsWith(r));

    private string[] WithoutPoliteness(string[] sentence)
    {
        List<string> kept = [];
        for (var i = 0; i < sentence.Length;)
        {
            var polite = 0;
            foreach (var phrase in _lexicon.Politeness)
            {
                if (sentence.AsSpan(i).StartsWith(phrase))
                {
                    polite = phrase.Length;
                    break;
                }
            }

            if (polite == 0)
                kept.Add(sentence[i++]);
            else
                i += polite;
        }

        return [.. kept];
    }

    private LexiconWord? Word(IEnumerable<string> words) => _alone.GetValueOrDefault(ReplyWords.Squash(words));

    private static string? Shortened(string word)
    {
        var kept = "";
        for (var i = 0; i < word.Length; i++)
        {
            var run = 1;
            while (i + run < word.Length && word[i + run] == word[i])
                run++;
            kept += new string(word[i], run >= 3 ? 1 : run);
            i += run - 1;
        }

        return kept.Length == word.Length ? null : kept;
    }

    private static ReplyReading Found(string how, LexiconWord word, ReplyConfidence confidence) =>
        new(word.Kind, $"{how}/{word.Rule}", confidence, word.Word is "STOP ALL" or "STOPALL" ? ReplyScope.Everything : ReplyScope.Unstated, Language: word.Language);

    private static ReplyReading Doubt(string how, LexiconWord word) => new(ReplyKind.Doubtful, $"{how}/{word.Rule}", Language: word.Language);

    private void Add(IEnumerable<string> words, ReplyKind kind)
    {
        foreach (var word in words)
        {
            if (ReplyWords.Squash(ReplyWords.Of(word)) is { Length: > 0 } key)
                _alone[key] = _lexicon.Words.FirstOrDefault(w => w.OnlyIfConfigured && w.Kind == kind && w.Word.Equals(word.Trim(), StringComparison.OrdinalIgnoreCase))
                    ?? new(word.Trim(), "und", kind, ["configured"], Confirmed: true);
        }
    }
}
