using System.Numerics;

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
    private static readonly ReplyReading Sign = new(ReplyKind.Doubtful, "sign");

    private readonly SentenceReader _sentences;
    private readonly LoneWords _lone;

    /// <summary>The parser without options.</summary>
    public static OptOutParser Default { get; } = new();

    /// <summary>Makes a parser.</summary>
    /// <param name="options">Further words; copied.</param>
    public OptOutParser(OptOutParserOptions? options = null)
    {
        options ??= new();
        var lexicon = OptOutLexicon.Shipped;
        _sentences = new(lexicon, new(options.TopicWords));
        _lone = new(lexicon.Words, options, WithoutPoliteness);
    }

    /// <summary>Reads a message.</summary>
    /// <param name="text">The words of the person; null and empty are <see cref="ReplyKind.Other"/>.</param>
    public ReplyReading Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Nothing;
        using var tokens = new ReplyTokens(text);
        if (tokens.Count == 0)
            return tokens.Halts || tokens.Insults ? Sign : Nothing;
        using var words = new RoleReader(OptOutLexicon.Shipped.Index, tokens);
        Span<bool> polite = stackalloc bool[tokens.Count];
        MarkPolite(tokens, words, polite);
        return Alone(tokens, words, polite) ?? Guard(tokens, words) ?? Strongest(tokens, words, polite, text);
    }

    /// <summary>The whole message is one reply word, however it is spaced, or the same one over and over, or a slip from one.</summary>
    private ReplyReading? Alone(in ReplyTokens tokens, in RoleReader words, ReadOnlySpan<bool> polite)
    {
        Span<char> letters = stackalloc char[LoneWords.Longest];
        var first = polite.IndexOf(false);
        if (first < 0)
            return Nothing;
        if (Squash(tokens, polite, 0, tokens.Count, letters) is > 0 and var length && _lone.Find(letters[..length]) is { } whole)
            return whole.Whole;
        for (var i = first + 1; i < tokens.Count; i++)
        {
            if (!polite[i] && !tokens[i].SequenceEqual(tokens[first]))
                return null;
        }

        if (_lone.Find(tokens[first]) is { } repeated)
            return repeated.Repeated;
        if (tokens[first].Length > LoneWords.Longest)
            return null;
        length = RoleReader.Squeeze(tokens[first], letters);
        if (length > 0 && _lone.Find(letters[..length]) is { Word.Kind: ReplyKind.OptOut } drawn)
            return drawn.DrawnOut;
        return words.Knows(first) || LoneWords.IsSlip(tokens[first]) is not (true or null) ? null : LoneWords.IsSlip(tokens[first]) is null
            ? _sentences.Readings.Of(Finding.Doubt(ReplyFrame.Misspelt), "und")
            : _sentences.Readings.Of(Finding.Stop(ReplyFrame.Misspelt), "und");
    }

    /// <summary>A phone tells of a tap on our own message and quotes it; a program wrote the answer.</summary>
    private static ReplyReading? Guard(in ReplyTokens tokens, in RoleReader words)
    {
        Span<ReplyRole> roles = stackalloc ReplyRole[tokens.Count];
        words.Read(0, tokens.Count, 0, roles);
        if (roles[0].HasFlag(ReplyRole.Reaction) && tokens.Count > 2)
            return Reaction;
        return ClauseReader.All(roles).HasFlag(ReplyRole.Auto) ? Automatic : null;
    }

    /// <summary>An opt-out anywhere wins; then a doubt; then a wish, help and opt-in.</summary>
    private ReplyReading Strongest(in ReplyTokens tokens, in RoleReader words, ReadOnlySpan<bool> polite, string text)
    {
        var best = new SentenceReader.Result(Nothing, Finding.None, ReplyRole.None);
        var all = ReplyRole.None;
        LoneWords.Lone? lone = null;
        var asks = tokens.IsQuestion;
        for (int first = 0, end; first < tokens.Count; first = end)
        {
            for (end = first + 1; end < tokens.Count && tokens.SentenceOf(end) == tokens.SentenceOf(first);)
                end++;
            var result = _sentences.Read(tokens, words, first, end);
            asks |= first == 0 && result.Asks;
            best = result.Finding.Rank > best.Finding.Rank ? result : best;
            all |= result.Roles;
            lone ??= SentenceAlone(tokens, polite, first, end);
        }

        if (best.Finding.Kind == ReplyKind.OptOut && best.Finding.Scope == ReplyScope.Unstated && all.HasFlag(ReplyRole.Keep))
            best = best with { Reading = _sentences.Readings.Of(Finding.Doubt(ReplyFrame.Only), best.Reading.Language ?? "und"), Finding = Finding.Doubt(ReplyFrame.Only) };
        if (lone is not null && (best.Finding.Kind != ReplyKind.OptOut || best.Finding.Frame == ReplyFrame.Stop))
            return all.HasFlag(ReplyRole.Biz) ? lone.Doubtful : lone.Sentence.Kind == ReplyKind.OptOut || best.Finding.Kind == ReplyKind.Other ? lone.Sentence : best.Reading;
        if (best.Finding.Kind != ReplyKind.Other)
            return ReplyReadings.WithWish(best.Reading, best.Finding.Frame, text);
        return asks ? Question : Nothing;
    }

    /// <summary>"STOP. I never asked for this": a sentence of its own.</summary>
    private LoneWords.Lone? SentenceAlone(in ReplyTokens tokens, ReadOnlySpan<bool> polite, int first, int end)
    {
        if (first == 0 && end == tokens.Count)
            return null;
        Span<char> letters = stackalloc char[LoneWords.Longest];
        return Squash(tokens, polite, first, end, letters) is > 0 and var length && _lone.Find(letters[..length]) is { Word.Kind: ReplyKind.OptOut } word ? word : null;
    }

    private static void MarkPolite(in ReplyTokens tokens, in RoleReader words, Span<bool> polite)
    {
        for (var i = 0; i < tokens.Count;)
        {
            var count = words.Politeness(i, tokens.Count);
            polite.Slice(i, count).Fill(true);
            if (count == 0)
                polite[i] = false;
            i += Math.Max(1, count);
        }
    }

    private static int Squash(in ReplyTokens tokens, ReadOnlySpan<bool> polite, int first, int end, Span<char> to)
    {
        var length = 0;
        for (var i = first; i < end; i++)
        {
            if (polite[i])
                continue;
            if (length + tokens[i].Length > to.Length)
                return 0;
            tokens[i].CopyTo(to[length..]);
            length += tokens[i].Length;
        }

        return length;
    }

    private string WithoutPoliteness(string phrase)
    {
        using var tokens = new ReplyTokens(phrase);
        using var words = new RoleReader(OptOutLexicon.Shipped.Index, tokens);
        Span<bool> polite = stackalloc bool[tokens.Count];
        MarkPolite(tokens, words, polite);
        Span<char> letters = stackalloc char[LoneWords.Longest];
        return letters[..Squash(tokens, polite, 0, tokens.Count, letters)].ToString();
    }
}
