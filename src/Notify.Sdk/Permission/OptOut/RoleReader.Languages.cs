namespace Notify.Sdk.Permission;

/// <summary>Looks up the words of a message once, and says which languages know the most of a sentence.</summary>
internal partial struct RoleReader
{
    private const int ShortestPart = 4;
    private const ReplyRole Things = ReplyRole.Message | ReplyRole.Promo | ReplyRole.List | ReplyRole.Biz;

    /// <summary>Which languages know the most words of a sentence: a bit for each.</summary>
    public readonly ulong BestLanguages(int first, int end)
    {
        Span<byte> known = stackalloc byte[Languages];
        known.Clear();
        var most = 0;
        for (var word = first; word < end; word++)
        {
            foreach (var hit in Hits(word))
            {
                var language = hit.Entry.Language;
                if (language != 0 && Words(hit, word, end) is > 0 and var count && known[language] + count < byte.MaxValue)
                    most = Math.Max(most, known[language] += (byte)count);
            }
        }

        if (most > 0)
            most = AddCommon(first, end, known);
        var best = most == 0 ? 1UL : 0;
        for (var language = 1; language < Languages && most > 0; language++)
            best |= known[language] == most ? 1UL << language : 0;
        return best;
    }

    /// <summary>Words that all languages share count where the language has no word of its own there.</summary>
    private readonly int AddCommon(int first, int end, Span<byte> known)
    {
        for (var word = first; word < end; word++)
        {
            ulong own = 0;
            foreach (var hit in Hits(word))
                own |= hit.Entry.Roles != 0 ? 1UL << hit.Entry.Language : 0;
            for (var language = 1; language < Languages && (own & 1) != 0; language++)
                known[language] += known[language] is > 0 and < byte.MaxValue - Stem && (own & (1UL << language)) == 0
                    ? (byte)Stem : (byte)0;
        }

        var most = 0;
        foreach (var count in known[1..])
            most = Math.Max(most, count);
        return most;
    }

    /// <summary>How much an entry explains: a whole word more than the beginning of one, a phrase as many as it has.</summary>
    private readonly int Words(Hit hit, int word, int end)
    {
        foreach (var phrase in hit.Entry.Phrases)
        {
            if (Adjacent(phrase, word, end))
                return phrase.Steps.Length * Exact;
        }

        return hit.Entry.Roles == 0 ? 0 : hit.IsExact ? Exact : Stem;
    }

    private readonly int LookUp(int word, int count)
    {
        var text = _tokens[word];
        Span<char> squeezed = stackalloc char[40];
        ulong seen = 0;
        count = LookUp(text, count, ref seen);
        if (seen == 0 && text.Length <= squeezed.Length && Squeeze(text, squeezed) is > 0 and var length)
            count = LookUp(squeezed[..length], count, ref seen);
        if (seen == 0)
            count = Elided(text, count, ref seen);
        if (seen == 0)
            count = Compound(text, count, ref seen);
        if (seen == 0)
            count = Keep(_index.Slip(text, squeezed), false, count, ref seen);
        return count;
    }

    /// <summary>A word with the article or preposition that was written together with it: "d'arrêter", "l'invio".</summary>
    private readonly int Elided(ReadOnlySpan<char> text, int count, ref ulong seen)
    {
        foreach (var (prefix, language) in _index.Elisions)
        {
            if (text.Length > prefix.Length + 2 && text.StartsWith(prefix) && (prefix[0] >= FirstOfOthers || IsVowel(text[prefix.Length])))
                count = LookUp(text[prefix.Length..], count, ref seen, language);
        }

        return count;
    }

    /// <summary>Or what is written before one and not heard.</summary>
    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'h';

    /// <summary>A word that ends in another that is known, as German has it ("Impferinnerungen").</summary>
    private readonly int Compound(ReadOnlySpan<char> text, int count, ref ulong seen)
    {
        for (var at = ShortestPart; at <= text.Length - ShortestPart && seen == 0 && text[0] < FirstOfOthers; at++)
            count = Keep(_index.Exactly(text[at..]), false, count, ref seen, Things);
        return count;
    }

    private readonly int LookUp(ReadOnlySpan<char> text, int count, ref ulong seen, byte only = 0)
    {
        count = Keep(_index.Exactly(text), true, count, ref seen, only);
        var (from, to) = _index.StemLengths(text);
        for (var length = from; length >= to; length--)
            count = Keep(_index.Beginning(text, length), false, count, ref seen, only);
        return count;
    }

    /// <summary>The entries that have one of the roles and no other.</summary>
    private readonly int Keep(ReadOnlySpan<RoleEntry> entries, bool isExact, int count, ref ulong seen, ReplyRole any)
    {
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].Roles != 0 && (entries[i].Roles & ~any) == 0)
                count = Keep(entries.Slice(i, 1), isExact, count, ref seen);
        }

        return count;
    }

    private readonly int Keep(ReadOnlySpan<RoleEntry> entries, bool isExact, int count, ref ulong seen, byte only = 0)
    {
        foreach (var entry in entries)
        {
            if (only != 0 && entry.Language != only)
                continue;
            if ((seen & (1UL << entry.Language)) != 0 && entry.Phrases.Length == 0 || count == _hits.Length)
                continue;
            var isNew = (seen & (1UL << entry.Language)) == 0;
            _hits[count++] = new(isNew ? entry : entry with { Roles = ReplyRole.None }, isExact);
            if (entry.Roles != 0)
                seen |= 1UL << entry.Language;
        }

        return count;
    }

    /// <summary>Three equal letters in a row, or more, are one.</summary>
    internal static int Squeeze(ReadOnlySpan<char> word, Span<char> to)
    {
        var length = 0;
        for (var i = 0; i < word.Length;)
        {
            var run = 1;
            while (i + run < word.Length && word[i + run] == word[i])
                run++;
            for (var kept = run >= 3 ? 1 : run; kept > 0; kept--)
                to[length++] = word[i];
            i += run;
        }

        return length == word.Length ? 0 : length;
    }
}
