using System.Buffers;

namespace Notify.Sdk.Permission;

/// <summary>Gives the words of a sentence their roles in one language after another. Not for two threads; dispose once.</summary>
internal partial struct RoleReader : IDisposable
{
    private const int Languages = 64;
    private const int Exact = 4;
    private const int Stem = 3;
    private const int LongestGap = 7;
    private const int ShortWord = 3;
    private const char FirstOfOthers = '\u0590'; // behind Latin, Greek and Cyrillic

    /// <summary>May stand inside a phrase.</summary>
    private const ReplyRole Inside =
        ReplyRole.Light | ReplyRole.Polite | ReplyRole.Me | ReplyRole.I | ReplyRole.You | ReplyRole.Ident
        | ReplyRole.Message | ReplyRole.Promo | ReplyRole.List
        | ReplyRole.More | ReplyRole.Number | ReplyRole.Named | ReplyRole.Want;

    /// <summary>Says something of the whole and leaves the roles of its words.</summary>
    private const ReplyRole Beside =
        ReplyRole.Fewer | ReplyRole.Medium | ReplyRole.Instead | ReplyRole.Time | ReplyRole.Only
        | ReplyRole.Language | ReplyRole.Who | ReplyRole.Person
        | ReplyRole.Assist;

    private readonly RoleIndex _index;
    private ReplyTokens _tokens;
    private readonly Hit[] _hits;
    private readonly (int Start, int End)[] _spans;

    public RoleReader(RoleIndex index, ReplyTokens tokens)
    {
        (_index, _tokens) = (index, tokens);
        _hits = ArrayPool<Hit>.Shared.Rent(64 + 12 * tokens.Count);
        _spans = ArrayPool<(int, int)>.Shared.Rent(tokens.Count + 1);
        var count = 0;
        for (var word = 0; word < tokens.Count; word++)
        {
            var start = count;
            count = LookUp(word, count);
            _spans[word] = (start, count);
        }
    }

    /// <summary>The roles of the words of a sentence in a language.</summary>
    public readonly void Read(int first, int end, int language, Span<ReplyRole> roles)
    {
        for (var word = first; word < end; word++)
            roles[word - first] = Find(word, language) is { } entry ? entry.Roles : Unlisted(_tokens[word]);
        for (var word = first; word < end; word++)
            Phrase(word, first, end, language, roles);
        for (var word = first; word < end; word++)
            Phrase(word, first, end, 0, roles);
    }

    /// <summary>A number; a word of three letters or fewer says nothing; another may be what the message is about.</summary>
    private static ReplyRole Unlisted(ReadOnlySpan<char> word) =>
        char.IsAsciiDigit(word[0]) ? ReplyRole.Number
        : word.Length <= ShortWord && word[0] < FirstOfOthers ? ReplyRole.Light
        : ReplyRole.None;

    /// <summary>How many words there are.</summary>
    public readonly int Count => _tokens.Count;

    /// <summary>Whether the word has one of the roles in any language.</summary>
    public readonly bool Has(int word, ReplyRole any)
    {
        foreach (var hit in Hits(word))
        {
            if (hit.Entry.Roles.Has(any))
                return true;
        }

        return false;
    }

    /// <summary>Whether any language has the word.</summary>
    public readonly bool Knows(int word) => _spans[word].End > _spans[word].Start;

    /// <summary>How many words the politeness has that begins with a word; 0 for none.</summary>
    private readonly int Politeness(int word, int end)
    {
        for (var i = _spans[word].Start; i < _spans[word].End; i++)
        {
            if (_hits[i].Entry.Language != 0)
                continue;
            foreach (var phrase in _hits[i].Entry.Phrases)
            {
                if (phrase.Roles.Has(ReplyRole.Polite) && Adjacent(phrase, word, end))
                    return phrase.Steps.Length;
            }

            if (_hits[i].Entry.Roles.Has(ReplyRole.Polite))
                return 1;
        }

        return 0;
    }

    /// <summary>Takes the politeness of all languages out of the words.</summary>
    /// <returns>The words that are left, in the same memory.</returns>
    public ReplyTokens RemovePoliteness()
    {
        var words = _tokens.Count;
        Span<bool> polite = stackalloc bool[words];
        polite.Clear();
        for (var i = 0; i < words;)
        {
            var count = Politeness(i, words);
            polite.Slice(i, count).Fill(true);
            i += Math.Max(1, count);
        }

        for (int i = 0, kept = 0; i < words; i++)
        {
            if (!polite[i])
                _spans[kept++] = _spans[i];
        }

        _tokens.Remove(polite);
        return _tokens;
    }

    public readonly void Dispose()
    {
        ArrayPool<Hit>.Shared.Return(_hits);
        ArrayPool<(int, int)>.Shared.Return(_spans);
    }

    private readonly ReadOnlySpan<Hit> Hits(int word) => _hits.AsSpan(_spans[word].Start, _spans[word].End - _spans[word].Start);

    private readonly RoleEntry? Find(int word, int language)
    {
        RoleEntry? common = null;
        for (var i = _spans[word].Start; i < _spans[word].End; i++)
        {
            var entry = _hits[i].Entry;
            if (entry.Language == language && entry.Roles != 0)
                return entry;
            if (entry.Language == 0 && entry.Roles != 0)
                common = entry;
        }

        return common;
    }

    private readonly void Phrase(int word, int first, int end, int language, Span<ReplyRole> roles)
    {
        Span<int> at = stackalloc int[16];
        for (var i = _spans[word].Start; i < _spans[word].End; i++)
        {
            if (_hits[i].Entry.Language != language)
                continue;
            foreach (var phrase in _hits[i].Entry.Phrases)
            {
                if (!Fits(phrase, word, first, end, roles, at))
                    continue;
                if ((phrase.Roles & Beside) != 0)
                {
                    foreach (var step in at[..phrase.Steps.Length])
                        roles[step - first] |= roles[step - first] == 0 ? ReplyRole.Light : 0;
                    roles[word - first] |= phrase.Roles;
                    continue;
                }

                foreach (var step in at[1..phrase.Steps.Length])
                    roles[step - first] = ReplyRole.Light | roles[step - first] & Beside;
                roles[word - first] = phrase.Roles | roles[word - first] & Beside;
                return;
            }
        }
    }

    private readonly bool Fits(RolePhrase phrase, int word, int first, int end, ReadOnlySpan<ReplyRole> roles, Span<int> at)
    {
        at[0] = word;
        var (next, strangers) = (word + 1, 0); // "take my husband off": somebody may stand between
        for (var i = 1; i < phrase.Steps.Length; i++)
        {
            var step = phrase.Steps[i];
            for (var skipped = 0; step.AfterGap && skipped < LongestGap && next < end && !step.Fits(_tokens[next]); skipped++, next++)
            {
                var role = roles[next - first];
                if ((role & Inside) == 0 && !(phrase.Roles.Has(ReplyRole.Cut) && role == 0 && strangers++ == 0))
                    return false;
            }

            if (next >= end || !step.Fits(_tokens[next]))
                return false;
            at[i] = next++;
        }

        return !phrase.Roles.Has(ReplyRole.Whole) || IsWhole(first, end, roles, at[..phrase.Steps.Length]);
    }

    private readonly bool Adjacent(RolePhrase phrase, int word, int end)
    {
        if (word + phrase.Steps.Length > end)
            return false;
        for (var i = 0; i < phrase.Steps.Length; i++)
        {
            if (!phrase.Steps[i].Fits(_tokens[word + i]))
                return false;
        }

        return true;
    }

    private static bool IsWhole(int first, int end, ReadOnlySpan<ReplyRole> roles, ReadOnlySpan<int> at)
    {
        for (var word = first; word < end; word++)
        {
            if (!at.Contains(word) && (roles[word - first] & ReplyRole.Polite) == 0)
                return false;
        }

        return true;
    }

    private readonly record struct Hit(RoleEntry Entry, bool IsExact);
}
