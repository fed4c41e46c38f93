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

    /// <summary>What a sentence, or a message, says.</summary>
    /// <param name="Finding">The strongest of its clauses.</param>
    /// <param name="Language">BCP 47 tag of the language that it was found in.</param>
    /// <param name="Topic">The topic that a stop or start names.</param>
    /// <param name="Roles">The roles of all its words.</param>
    internal readonly record struct Result(Finding Finding, string Language, string? Topic, ReplyRole Roles)
    {
        public static readonly Result None = new(Finding.None, "und", null, ReplyRole.None);

        /// <summary>Whether it begins as a question does.</summary>
        public bool Asks { get; init; }

        /// <summary>Whether it is a condition, and no order: "don't write, if I am at work".</summary>
        public bool IsCondition { get; init; }

        /// <summary>Whether it is no more than another verb of a stop: "don't text or call me" is no wish for a call.</summary>
        public bool IsAside { get; init; }

        /// <summary>Whether it tells of a stop that was not meant.</summary>
        public bool IsUndone { get; init; }

        /// <summary>Whether an order is denied: "don't stop".</summary>
        public bool IsDenied { get; init; } = Finding is { Kind: ReplyKind.Other, Frame: ReplyFrame.Denied };

        /// <summary>The rule of an order that is in doubt.</summary>
        public ReplyFrame Order { get; init; } = Finding is { Kind: ReplyKind.Doubtful, IsOrder: true } ? Finding.Frame : ReplyFrame.None;

        /// <summary>The stronger of two readings of the same words.</summary>
        public Result Or(Result other) => (other.Finding.Rank > Finding.Rank ? other : this) with
        {
            Roles = Roles | other.Roles,
            Asks = Asks | other.Asks,
            IsCondition = IsCondition | other.IsCondition,
            IsUndone = IsUndone | other.IsUndone,
            IsDenied = IsDenied | other.IsDenied,
            Order = Order != ReplyFrame.None ? Order : other.Order,
        };

        /// <summary>Both of two that follow each other: the stronger, with the wish of either.</summary>
        public Result And(Result other) =>
            other.IsAside && Finding.Kind == ReplyKind.OptOut ? Or(other) : Or(other) with { Finding = Finding.And(other.Finding) };
    }

    /// <summary>Reads the words from one to another, in the languages that know them best, and in those of the message.</summary>
    public Result Read(in ReplyTokens tokens, in RoleReader words, int first, int end, ulong ofMessage)
    {
        Span<ReplyRole> roles = stackalloc ReplyRole[end - first];
        var best = Result.None;
        for (var languages = words.BestLanguages(first, end) | ofMessage; languages != 0; languages &= languages - 1)
        {
            var language = BitOperations.TrailingZeroCount(languages);
            words.Read(first, end, language, roles);
            var topic = Topics(tokens, first, end, roles);
            best = best.Or(Clauses(roles, lexicon.Index.Languages[language], topic, tokens.Asks(first)));
        }

        return HasScript(tokens, first, end) ? Script(tokens, first, end, best) : best;
    }

    /// <summary>Tells a model the roles of the words of a message, each sentence in the first language that knows most of it.</summary>
    public void AddRoles(in ReplyTokens tokens, in RoleReader words, ref ReplyFeatures features)
    {
        for (int first = 0, end; first < tokens.Count; first = end)
        {
            end = tokens.EndOfSentence(first);
            AddRoles(tokens, words, first, end, ref features);
        }
    }

    private void AddRoles(in ReplyTokens tokens, in RoleReader words, int first, int end, ref ReplyFeatures features)
    {
        Span<ReplyRole> roles = stackalloc ReplyRole[Math.Max(LongestScript, end - first)];
        words.Read(first, end, BitOperations.TrailingZeroCount(words.BestLanguages(first, end)), roles[..(end - first)]);
        features.AddRoles(roles[..(end - first)]);
        if (!HasScript(tokens, first, end))
            return;
        Span<char> letters = stackalloc char[LongestScript];
        var text = letters[..Letters(tokens, first, end, letters)];
        foreach (var script in lexicon.Scripts)
        {
            if (Writes(script, text))
                features.AddRoles(roles[..script.Read(text, roles)]);
        }
    }

    private static Result Clauses(Span<ReplyRole> roles, string language, string? topic, bool asks)
    {
        var best = Result.None with { Language = language, Roles = ClauseReader.All(roles), Asks = Begins(roles, ReplyRole.Ask) };
        best = best with { IsCondition = Begins(roles, ReplyRole.Cond) && !best.Roles.Has(ReplyRole.Neg | ReplyRole.Stop) };
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
            if (finding.Kind == ReplyKind.OptIn && clause.Length == 1 && roles.Length > 1)
                finding = Finding.Doubt(ReplyFrame.Resume); // "I have to switch it off and on again"
            var isUndone = ClauseReader.IsUndone(clause);
            if (isUndone)
                finding = letters.Has(ReplyRole.Again | ReplyRole.Join) && !letters.Has(ReplyRole.Neg | ReplyRole.Biz)
                    && ClauseReader.Unknown(clause) == 0 ? new(ReplyKind.OptIn, ReplyFrame.Mistake) : Finding.Doubt(ReplyFrame.Mistake);
            best = best.And(Make(finding, letters, language, topic) with
            {
                IsAside = first > 0 && IsBareChannel(finding, letters),
                IsUndone = isUndone,
            });
        }

        return best;
    }

    private static bool IsBareChannel(Finding finding, ReplyRole letters) =>
        finding is { Kind: ReplyKind.Wish, Frame: ReplyFrame.Channel } && !letters.Has(ReplyRole.Instead);

    private static Result Make(Finding finding, ReplyRole letters, string language, string? topic)
    {
        if (finding.Kind is not (ReplyKind.OptOut or ReplyKind.OptIn))
            return new(finding, language, null, letters);
        if (topic is not null && letters.Has(ReplyRole.Named))
            return new(finding with { Scope = ReplyScope.Topic }, language, topic, letters);
        if (finding is { Kind: ReplyKind.OptOut, Scope: ReplyScope.Unstated } && letters.Has(ReplyRole.Promo)
            && !letters.Has(ReplyRole.Message))
            finding = finding with { Scope = ReplyScope.Marketing };
        return new(finding, language, null, letters);
    }

    private static bool Begins(ReadOnlySpan<ReplyRole> roles, ReplyRole role)
    {
        var at = 0;
        while (at < roles.Length - 1 && roles[at].Has(ReplyRole.Polite))
            at++;
        return at < roles.Length && roles[at].Has(role);
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

    /// <summary>Without spaces, in each language of the script.</summary>
    private Result Script(in ReplyTokens tokens, int first, int end, Result best)
    {
        Span<char> letters = stackalloc char[LongestScript];
        Span<ReplyRole> roles = stackalloc ReplyRole[LongestScript];
        var text = letters[..Letters(tokens, first, end, letters)];
        foreach (var script in lexicon.Scripts)
        {
            if (!Writes(script, text))
                continue;
            best = best.Or(Clauses(roles[..script.Read(text, roles)], script.Language, null, tokens.Asks(first)));
        }

        return best;
    }

    private static int Letters(in ReplyTokens tokens, int first, int end, Span<char> letters)
    {
        var length = 0;
        for (var i = first; i < end && length + tokens[i].Length <= letters.Length; i++)
        {
            tokens[i].CopyTo(letters[length..]);
            length += tokens[i].Length;
        }

        return length;
    }

    /// <summary>A kana makes it Japanese.</summary>
    private static bool Writes(UnspacedIndex script, ReadOnlySpan<char> text)
    {
        if (script.Language == "zh" && text.ContainsAnyInRange('\u3040', '\u30FF'))
            return false;
        foreach (var letter in text)
        {
            if (script.Writes(letter))
                return true;
        }

        return false;
    }
}
