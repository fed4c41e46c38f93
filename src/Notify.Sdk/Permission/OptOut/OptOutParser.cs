namespace Notify.Sdk.Permission;

/// <summary>
/// Reads what a person answered: whether they want no more messages, want them again or otherwise, need help, or mean something
/// else. Pure, immutable, thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// Capitals, punctuation, accents, full-width letters and politeness make no difference. A message that is nothing but a
/// reply word is <see cref="ReplyConfidence.Certain"/> where a source names the word. Beyond that, what a reasonable person
/// would read as a wish to stop counts too (47 CFR 64.1200(a)(10)), in any of the languages of the word files, and what may be
/// one is <see cref="ReplyKind.Doubtful"/>: hold and ask. A stop word with another object ("stop by at 5", "don't stop") is none.
/// </para>
/// <para>
/// Reads the first 1,600 characters. Lines that begin with <c>&gt;</c> and all after them are quotation; other quoted mail must be
/// cut off before. Allocates nothing but for a topic or a wish.
/// </para>
/// </remarks>
public sealed class OptOutParser
{
    private static readonly ReplyReading Nothing = new(ReplyKind.Other, "none");
    private static readonly ReplyReading Question = new(ReplyKind.Question, "question");
    private static readonly ReplyReading Reaction = new(ReplyKind.Other, "guard/reaction");
    private static readonly ReplyReading Automatic = new(ReplyKind.Other, "guard/automatic");
    private static readonly ReplyReading Refusal = new(ReplyKind.Doubtful, "refusal");
    private static readonly ReplyReading Suspicion = new(ReplyKind.Doubtful, "model");
    private static readonly ReplyReading Sign = new(ReplyKind.Doubtful, "sign");

    // What a sentence beside a start may be about, and how many words of greeting or a name it may have else.
    private const ReplyRole OfMessages = ClauseReader.Letter | ReplyRole.List | ReplyRole.Join | ReplyRole.Again | ReplyRole.Past
        | ReplyRole.Leave | ReplyRole.Stop | ReplyRole.Send | ReplyRole.Write;

    private const int LongestGreeting = 3;

    private readonly RoleIndex _index;
    private readonly SentenceReader _sentences;
    private readonly LoneWords _lone;
    private readonly ReplyModel? _model;

    /// <summary>The parser without options.</summary>
    public static OptOutParser Default { get; } = new();

    /// <summary>Makes a parser.</summary>
    /// <param name="options">Further words; copied.</param>
    public OptOutParser(OptOutParserOptions? options = null)
        : this(OptOutLexicon.Shipped, options ?? new(), ReplyModel.Shipped)
    {
    }

    internal OptOutParser(OptOutLexicon lexicon, OptOutParserOptions options, ReplyModel? model = null)
    {
        _model = model;
        _index = lexicon.Index;
        _sentences = new(lexicon, new(options.TopicWords));
        _lone = new(lexicon.Words, options, WithoutPoliteness);
    }

    /// <summary>Reads a message.</summary>
    /// <param name="text">The words of the person; null and empty are <see cref="ReplyKind.Other"/>.</param>
    public ReplyReading Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Nothing;
        var (halts, orders, insults) = ReplySigns.Shipped.In(text);
        using var message = new ReplyTokens(text);
        if (message.Count == 0)
            return halts || insults ? Sign : Nothing;
        using var words = new RoleReader(_index, message);
        if (Guard(message, words) is { } guarded)
            return guarded;
        var reading = Read(text, words);
        return orders && reading.Kind != ReplyKind.OptOut ? WithSigns(text) ?? reading : reading;
    }

    private ReplyReading Read(string text, RoleReader words)
    {
        var all = words.Count;
        var tokens = words.RemovePoliteness();
        if (tokens.Count == 0)
            return Nothing;
        if (Alone(tokens, words) is { } alone)
            return alone;
        if (tokens.Count == 1 && all > 1 && words.Has(0, ReplyRole.Refuse))
            return Refusal;
        return tokens.Count == 1 && _lone.IsUnused(tokens[0]) ? Nothing : Strongest(tokens, words, text);
    }

    /// <summary>"🛑 texts": a sign is a verb where a message is its object; "🛑 sign ahead" is business.</summary>
    private ReplyReading? WithSigns(string text)
    {
        using var message = new ReplyTokens(text, ReplySigns.Shipped);
        using var words = new RoleReader(_index, message);
        var tokens = words.RemovePoliteness();
        var said = Gather(tokens, words);
        return said.Finding is { Kind: ReplyKind.OptOut, Frame: not ReplyFrame.Stop }
            && said.Roles.Has(ClauseReader.Letter | ReplyRole.Write | ReplyRole.Send) ? Of(said, null, text) : null;
    }

    /// <summary>The whole message is one reply word, however it is spaced, or the same one over and over, or a slip from one.</summary>
    private ReplyReading? Alone(in ReplyTokens tokens, in RoleReader words)
    {
        Span<char> letters = stackalloc char[LoneWords.Longest];
        if (tokens.Squash(0, tokens.Count, letters) is > 0 and var length && _lone.Find(letters[..length]) is { } whole)
            return whole.Whole;
        for (var i = 1; i < tokens.Count; i++)
        {
            if (!tokens[i].SequenceEqual(tokens[0]))
                return null;
        }

        if (_lone.Find(tokens[0]) is { } repeated)
            return repeated.Repeated;
        if (tokens[0].Length > LoneWords.Longest)
            return null;
        length = RoleReader.Squeeze(tokens[0], letters);
        if (length > 0 && _lone.Find(letters[..length]) is { Word.Kind: ReplyKind.OptOut } drawn)
            return drawn.DrawnOut;
        return words.Knows(0) ? null : Slip(LoneWords.IsSlip(tokens[0]));
    }

    private ReplyReading? Slip(bool? isSlip) => isSlip switch
    {
        true => _sentences.Readings.Of(Finding.Stop(ReplyFrame.Misspelt), "und"),
        null => _sentences.Readings.Of(Finding.Doubt(ReplyFrame.Misspelt), "und"),
        false => null,
    };

    /// <summary>A phone tells of a tap on our own message and quotes it; a program wrote the answer.</summary>
    private static ReplyReading? Guard(in ReplyTokens tokens, in RoleReader words)
    {
        Span<ReplyRole> roles = stackalloc ReplyRole[tokens.Count];
        words.Read(0, tokens.Count, 0, roles);
        if (roles[0].Has(ReplyRole.Reaction) && tokens.Count > 2)
            return Reaction;
        return ClauseReader.All(roles).Has(ReplyRole.Auto) ? Automatic : null;
    }

    private ReplyReading Strongest(in ReplyTokens tokens, in RoleReader words, string text)
    {
        LoneWords.Lone? lone = null;
        for (int first = 0, end; first < tokens.Count && lone is null; first = end)
            lone = SentenceAlone(tokens, first, end = tokens.EndOfSentence(first));
        var said = Gather(tokens, words);
        if (Of(said, lone, text) is { } reading)
            return reading;
        if (Help(tokens) is { } help)
            return said.Roles.Has(ClauseReader.Letter) && !said.Roles.Has(ReplyRole.Biz) ? help.Repeated
                : tokens.IsQuestion || said.Asks ? Question : Nothing;
        var isSuspect = !said.IsDenied && _model?.Suspects(tokens, words, _sentences) == true;
        return isSuspect ? Suspicion : tokens.IsQuestion || said.Asks ? Question : Nothing;
    }

    /// <summary>A word of help among others: "info about these texts".</summary>
    private LoneWords.Lone? Help(in ReplyTokens tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (_lone.Find(tokens[i]) is { Word.Kind: ReplyKind.Help } word)
                return word;
        }

        return null;
    }

    /// <summary>An opt-out anywhere wins; then a doubt; then a wish, help and opt-in.</summary>
    private SentenceReader.Result Gather(in ReplyTokens tokens, in RoleReader words)
    {
        var best = SentenceReader.Result.None;
        var languages = words.BestLanguages(0, tokens.Count);
        var (starts, others) = (0, 0);
        for (int first = 0, end; first < tokens.Count; first = end)
        {
            var result = _sentences.Read(tokens, words, first, end = tokens.EndOfSentence(first), languages);
            best = best.And(first == 0 ? result : result with { Asks = false });
            if (result.Finding.Kind == ReplyKind.OptIn)
                starts++;
            else if (result.Roles.Has(ReplyRole.Biz) || (end - first > LongestGreeting && !result.Roles.Has(OfMessages)))
                others++;
            if (best.Finding is { Kind: ReplyKind.OptOut, Scope: ReplyScope.Unstated } && result.IsCondition && tokens.GoesOn(first))
                best = best with { Finding = Finding.Doubt(best.Finding.Frame) with { Wish = best.Finding.Wish } };
        }

        // "Hold the paper. Start it again on Monday": a stop is lifted by a message that says nothing else.
        if (best.Finding.Kind == ReplyKind.OptIn && starts > 0 && others > 0)
            best = best with { Finding = Finding.Doubt(ReplyFrame.Resume) };
        return WholeMessage.Weigh(best, tokens.IsQuestion);
    }

    /// <summary>A word that is a sentence of its own, unless a rule says more; null for neither.</summary>
    private ReplyReading? Of(in SentenceReader.Result said, LoneWords.Lone? lone, string text)
    {
        var found = said.Finding;
        var reading = found.Kind == ReplyKind.Other ? null : _sentences.Readings.Of(found, said.Language);
        if (found.Scope == ReplyScope.Topic)
            reading = reading! with { Topic = said.Topic };
        if (lone is not null && (found.Kind != ReplyKind.OptOut || found.Frame == ReplyFrame.Stop))
            reading = said.Roles.Has(ReplyRole.Biz) ? lone.Doubtful
                : lone.Sentence.Kind != ReplyKind.OptOut ? reading ?? lone.Sentence
                : found.Wish == ReplyFrame.Channel ? lone.Sentence with { Scope = ReplyScope.Channel } : lone.Sentence;
        return reading is null ? null : _sentences.Readings.WithWish(reading, found.Wish, said.Language, text);
    }

    /// <summary>"STOP. I never asked for this": a sentence of its own.</summary>
    private LoneWords.Lone? SentenceAlone(in ReplyTokens tokens, int first, int end)
    {
        if (first == 0 && end == tokens.Count)
            return null;
        Span<char> letters = stackalloc char[LoneWords.Longest];
        return tokens.Squash(first, end, letters) is > 0 and var length
            && _lone.Find(letters[..length]) is { Word.Kind: ReplyKind.OptOut } word ? word : null;
    }

    private string WithoutPoliteness(string phrase)
    {
        using var tokens = new ReplyTokens(phrase);
        using var words = new RoleReader(_index, tokens);
        var kept = words.RemovePoliteness();
        Span<char> letters = stackalloc char[LoneWords.Longest];
        return letters[..kept.Squash(0, kept.Count, letters)].ToString();
    }
}
