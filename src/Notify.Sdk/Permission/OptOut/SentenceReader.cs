using System.Numerics;

namespace Notify.Sdk.Permission;

/// <summary>Reads a sentence in the languages that know most of its words, clause by clause. Thread-safe.</summary>
internal sealed class SentenceReader(OptOutLexicon lexicon, TopicWords topics)
{
    private const int LongestScript = 256;

    // In a longer sentence, a bare STOP between two "and"s is about something else as often as not.
    private const int LongestAside = 9;

    /// <summary>The readings that rules give.</summary>
    public ReplyReadings Readings { get; } = new();

    /// <summary>What a sentence says.</summary>
    /// <param name="Reading">The reading of the finding.</param>
    /// <param name="Finding">The strongest of its clauses.</param>
    /// <param name="Roles">The roles of all its words.</param>
    internal readonly record struct Result(ReplyReading Reading, Finding Finding, ReplyRole Roles)
    {
        /// <summary>Whether it begins as a question does.</summary>
        public bool Asks { get; init; }
    }

    /// <summary>Reads the words from one to another.</summary>
    public Result Read(in ReplyTokens tokens, in RoleReader words, int first, int end)
    {
        Span<ReplyRole> roles = stackalloc ReplyRole[end - first];
        Result best = default;
        for (var languages = words.BestLanguages(first, end); languages != 0; languages &= languages - 1)
        {
            var language = BitOperations.TrailingZeroCount(languages);
            words.Read(first, end, language, roles);
            var topic = Topics(tokens, first, end, roles);
            best = Stronger(best, Clauses(roles, lexicon.Index.Languages[language], topic, tokens.IsQuestion));
        }

        return HasScript(tokens, first, end) ? Script(tokens, first, end, best) : best;
    }

    private Result Clauses(Span<ReplyRole> roles, string language, string? topic, bool asks)
    {
        var best = new Result { Roles = ClauseReader.All(roles), Asks = Begins(roles) };
        for (int first = 0, end; first < roles.Length; first = end + 1)
        {
            for (end = first; end < roles.Length && !roles[end].Has(ReplyRole.Conj);)
                end++;
            var clause = roles[first..end];
            var letters = ClauseReader.All(clause);
            var finding = ClauseReader.Read(clause, asks);
            if (finding is { Kind: ReplyKind.OptOut, Frame: ReplyFrame.Stop } && clause.Length < roles.Length
                && roles.Length > LongestAside)
                finding = Finding.Doubt(ReplyFrame.StopFirst);
            best = Stronger(best, Make(finding, letters, language, topic));
        }

        return best;
    }

    private Result Make(Finding finding, ReplyRole letters, string language, string? topic)
    {
        var named = topic is not null && letters.Has(ReplyRole.Named) && finding.Kind is ReplyKind.OptOut or ReplyKind.OptIn;
        if (finding is { Kind: ReplyKind.OptOut, Scope: ReplyScope.Unstated } && !named && letters.Has(ReplyRole.Promo)
            && !letters.Has(ReplyRole.Message))
            finding = finding with { Scope = ReplyScope.Marketing };
        if (finding.Kind == ReplyKind.Other)
            return new(null!, finding, letters);
        var reading = Readings.Of(finding, language);
        return new(named ? reading with { Scope = ReplyScope.Topic, Topic = topic } : reading, named ? finding
            with
        { Scope = ReplyScope.Topic } : finding, letters);
    }

    private static Result Stronger(Result best, Result other) => (other.Finding.Rank > best.Finding.Rank ? other : best) with
    {
        Roles = best.Roles | other.Roles,
        Asks = best.Asks | other.Asks,
    };

    private static bool Begins(ReadOnlySpan<ReplyRole> roles)
    {
        var at = 0;
        while (at < roles.Length - 1 && roles[at].Has(ReplyRole.Polite))
            at++;
        return at < roles.Length && roles[at].Has(ReplyRole.Ask);
    }

    private string? Topics(in ReplyTokens tokens, int first, int end, Span<ReplyRole> roles)
    {
        string? topic = null;
        for (var word = first; word < end; word++)
        {
            for (var length = Math.Min(topics.Longest, end - word); length > 0; length--)
            {
                if (topics.Find(tokens.Row(word, length)) is not { } found)
                    continue;
                topic = found;
                roles.Slice(word - first, length).Fill(ReplyRole.Named);
                break;
            }
        }

        return topic;
    }

    private static bool HasScript(in ReplyTokens tokens, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (tokens[i].IndexOfAnyInRange('\u0E00', '\u0E7F') >= 0 || tokens[i].IndexOfAnyInRange('\u3040', '\uD7A3') >= 0)
                return true;
        }

        return false;
    }

    /// <summary>Without spaces, in each language of the script; a kana makes it Japanese.</summary>
    private Result Script(in ReplyTokens tokens, int first, int end, Result best)
    {
        Span<char> letters = stackalloc char[LongestScript];
        var length = 0;
        for (var i = first; i < end && length + tokens[i].Length <= letters.Length; i++)
        {
            tokens[i].CopyTo(letters[length..]);
            length += tokens[i].Length;
        }

        Span<ReplyRole> roles = stackalloc ReplyRole[LongestScript];
        var text = letters[..length];
        var hasKana = text.IndexOfAnyInRange('\u3040', '\u30FF') >= 0;
        foreach (var script in lexicon.Scripts)
        {
            if (hasKana && script.Language == "zh" || !Writes(script, text))
                continue;
            best = Stronger(best, Clauses(roles[..script.Read(text, roles)], script.Language, null, tokens.IsQuestion));
        }

        return best;
    }

    private static bool Writes(UnspacedIndex script, ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (script.Writes(letter))
                return true;
        }

        return false;
    }
}
