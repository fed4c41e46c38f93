using System.Numerics;

namespace Notify.Sdk.Permission;

/// <summary>
/// What the model sees of a message: its letters in rows of three to five within words, its words, pairs of words; and which roles stand
/// together in a clause, which is the same in all languages. Each is a number below <see cref="Buckets"/>.
/// </summary>
internal ref struct ReplyFeatures(Span<int> room)
{
    /// <summary>How many numbers there are; features that share one share its weight.</summary>
    public const int Buckets = 1 << 15;

    /// <summary>More features than this are not counted: a message of some hundred words has them.</summary>
    public const int Most = 6_000;

    private const ReplyRole Silent = ReplyRole.Light | ReplyRole.Polite | ReplyRole.Whole;
    private const int MostUnknown = 6;
    private const int LongestCount = 12;

    private readonly Span<int> _room = room;

    /// <summary>How many features were found.</summary>
    public int Count { get; private set; }

    /// <summary>The features.</summary>
    public readonly ReadOnlySpan<int> Found => _room[..Count];

    /// <summary>Adds the letters and words of a message.</summary>
    public void AddLetters(in ReplyTokens tokens)
    {
        for (var word = 0; word < tokens.Count; word++)
        {
            AddWord(tokens[word]);
            if (word > 0)
                Add(Kind.Pair, Hash(Hash(0, tokens[word - 1]) + 1, tokens[word]));
        }

        Add(Kind.Length, (ulong)Math.Min(tokens.Count, LongestCount));
        Add(Kind.Question, tokens.IsQuestion ? 1UL : 0);
    }

    /// <summary>Adds the roles of the words of a sentence.</summary>
    public void AddRoles(scoped ReadOnlySpan<ReplyRole> sentence)
    {
        for (int first = 0, end; first < sentence.Length; first = end + 1)
        {
            for (end = first; end < sentence.Length && !sentence[end].Has(ReplyRole.Conj);)
                end++;
            AddClause(sentence[first..end]);
        }
    }

    private void AddWord(scoped ReadOnlySpan<char> word)
    {
        var isUnspaced = word.ContainsAnyInRange('\u0E00', '\u0E7F') || word.ContainsAnyInRange('\u3040', '\u9FFF');
        for (var length = isUnspaced ? 1 : 3; length <= (isUnspaced ? 3 : 5); length++)
        {
            for (var at = -1; at + length <= word.Length + 1; at++)
                Add(Kind.Row, Row(word, at, length));
        }

        Add(Kind.Word, Hash(0, word));
    }

    /// <summary>A row of letters; before the first and after the last stands a mark.</summary>
    private static ulong Row(ReadOnlySpan<char> word, int at, int length)
    {
        var (from, to) = (Math.Max(at, 0), Math.Min(at + length, word.Length));
        return Hash((ulong)((at < 0 ? 1 : 0) + (at + length > word.Length ? 2 : 0) + 4 * length), word[from..Math.Max(from, to)]);
    }

    private void AddClause(scoped ReadOnlySpan<ReplyRole> clause)
    {
        var unknown = (ulong)Math.Min(ClauseReader.Unknown(clause), MostUnknown);
        Add(Kind.Unknown, unknown);
        var all = (ulong)(ClauseReader.All(clause) & ~Silent);
        for (var a = all; a != 0; a &= a - 1)
        {
            var one = Lowest(a);
            Add(Kind.Role, one);
            Add(Kind.RoleAmong, one * (MostUnknown + 1) + unknown);
            for (var b = a & (a - 1); b != 0; b &= b - 1)
            {
                var two = one * 64 + Lowest(b);
                Add(Kind.TwoRoles, two);
                for (var c = b & (b - 1); c != 0; c &= c - 1)
                    Add(Kind.ThreeRoles, two * 64 + Lowest(c));
            }
        }
    }

    private static ulong Lowest(ulong bits) => (ulong)BitOperations.TrailingZeroCount(bits);

    private void Add(Kind kind, ulong value)
    {
        if (Count < _room.Length)
            _room[Count++] = (int)(Mix(value * 16 + (ulong)kind) % Buckets);
    }

    /// <summary>FNV-1a.</summary>
    private static ulong Hash(ulong start, ReadOnlySpan<char> letters)
    {
        var hash = (start ^ 14695981039346656037UL) * 1099511628211UL;
        foreach (var letter in letters)
            hash = (hash ^ letter) * 1099511628211UL;
        return hash;
    }

    /// <summary>The end of MurmurHash3, so that near values do not share buckets.</summary>
    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdUL;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53UL;
        return hash ^ (hash >> 33);
    }

    private enum Kind
    {
        Row,
        Word,
        Pair,
        Length,
        Question,
        Unknown,
        Role,
        RoleAmong,
        TwoRoles,
        ThreeRoles,
    }
}
