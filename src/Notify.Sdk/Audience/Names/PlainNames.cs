namespace Notify.Sdk.Audience;

/// <summary>
/// The key of a plain name as <see cref="TokenNameMatcher"/> makes it, without an object: the names of a long list are nearly
/// all of a few words in Latin letters, with or without accents.
/// </summary>
internal static class PlainNames
{
    private const int MaxWords = 8;
    private const int Signs = 0x180; // ASCII, Latin-1 and Latin Extended-A
    private const char Nothing = '\0';
    private const char NotPlain = '\uFFFF';

    // What becomes of each sign: one or two letters, a gap, or nothing. No sign of these depends on its neighbours.
    private static readonly (char First, char Second)[] Folded = [.. Enumerable.Range(0, Signs).Select(c => Fold((char)c))];

    /// <summary>How much the key of a name may take.</summary>
    public static int RoomFor(int nameLength) => (2 * nameLength) + 1;

    /// <summary>Writes the key.</summary>
    /// <param name="name">The name.</param>
    /// <param name="folded">Room to work in, as <see cref="RoomFor"/> says.</param>
    /// <param name="key">As much again.</param>
    /// <param name="written">The key, in one of the two; empty for a text that names nobody.</param>
    /// <param name="hasInitials">As of the key.</param>
    /// <returns>False, and nothing is written, for names that are not plain.</returns>
    public static bool TryWrite(ReadOnlySpan<char> name, Span<char> folded, Span<char> key, out ReadOnlySpan<char> written,
        out bool hasInitials)
    {
        Span<Range> words = stackalloc Range[MaxWords];
        written = [];
        hasInitials = false;
        if (!TryFold(name, folded, words, out var length, out var count)) return false;
        var inOrder = true;
        for (var i = 0; i < count; i++)
        {
            hasInitials |= IsInitial(folded[words[i]]);
            inOrder &= i == 0 || folded[words[i]].SequenceCompareTo(folded[words[i - 1]]) > 0;
        }

        written = inOrder ? folded[..length] : key[..Sort(folded, words[..count], key)];
        return true;
    }

    /// <summary>The words with one gap between them.</summary>
    private static bool TryFold(ReadOnlySpan<char> name, Span<char> folded, Span<Range> words, out int length, out int count)
    {
        (length, count) = (0, 0);
        var start = -1;
        foreach (var sign in name)
        {
            if (sign >= Signs) return false;
            var (letter, second) = Folded[sign];
            if (letter == NotPlain) return false;
            if (letter == Nothing) continue;
            if (letter != NameFolding.Gap)
            {
                if (start < 0)
                {
                    if (count == MaxWords) return false;
                    if (length > 0) folded[length++] = NameFolding.Gap;
                    start = length;
                }

                folded[length++] = letter;
                if (second != Nothing) folded[length++] = second;
            }
            else if (start >= 0)
            {
                words[count++] = start..length;
                start = -1;
            }
        }

        if (start >= 0) words[count++] = start..length;
        return true;
    }

    private static int Sort(ReadOnlySpan<char> folded, Span<Range> words, Span<char> key)
    {
        for (var i = 1; i < words.Length; i++)
            for (var at = i; at > 0 && folded[words[at]].SequenceCompareTo(folded[words[at - 1]]) < 0; at--)
                (words[at], words[at - 1]) = (words[at - 1], words[at]);
        var length = 0;
        for (var i = 0; i < words.Length; i++)
        {
            var word = folded[words[i]];
            if (i > 0 && !IsInitial(word) && word.SequenceEqual(folded[words[i - 1]])) continue;
            if (length > 0) key[length++] = NameFolding.Gap;
            word.CopyTo(key[length..]);
            length += word.Length;
        }

        return length;
    }

    private static bool IsInitial(ReadOnlySpan<char> word) => word.Length == 1 && char.IsAsciiLetterLower(word[0]);

    private static (char First, char Second) Fold(char sign) => NameFolding.FoldUnicode(sign.ToString()) switch
    {
        "" => (Nothing, Nothing),
        [NameFolding.Gap] => (NameFolding.Gap, Nothing),
        [var letter] when char.IsAsciiLetterOrDigit(letter) => (letter, Nothing),
        [var first, var second] when char.IsAsciiLetterOrDigit(first) && char.IsAsciiLetterOrDigit(second) => (first, second),
        _ => (NotPlain, Nothing),
    };
}
