namespace Notify.Sdk.Audience;

/// <summary>
/// The key of a name as 64 bits. Most names have two words; of these each word is a letter and 26 bits of hash, so that initials
/// can be held against full names without the texts. Every other name is a hash, and its text must be read again for that.
/// </summary>
/// <remarks>
/// Equal keys have equal codes. Different keys that share a word and the letter of the other one (John and James Smith) have the
/// same code once in 2^26 pairs, an initial is taken to fit a wrong name with the right letter as often, other keys have the same
/// code once in 2^52. Then the count of persons is one too few: who is told rests on the texts.
/// </remarks>
internal static class NameCodes
{
    private const int WordBits = 31;
    private const int LetterBits = 5;
    private const uint HashMask = (1u << (WordBits - LetterBits)) - 1;

    // The lowest bit of a code says that it is of two words.
    private const ulong TwoWords = 1;

    /// <summary>
    /// Of a row without a name; it becomes <see cref="NamelessWithOwnPhone"/> when its phone numbers have been looked up.
    /// </summary>
    public const ulong Nameless = 0;

    /// <summary>Of a row without a name that has a phone number which no other row has.</summary>
    public const ulong NamelessWithOwnPhone = 2;

    /// <param name="hash">The hash of the list.</param>
    /// <param name="key">As <see cref="TokenNameMatcher"/> makes it.</param>
    public static ulong Of(KeyedHash hash, ReadOnlySpan<char> key)
    {
        var gap = key.IndexOf(NameFolding.Gap);
        return gap > 0 && Word(hash, key[..gap]) is not 0 and var first && Word(hash, key[(gap + 1)..]) is not 0 and var second
            ? Of(first, second)
            : OfAny(hash, key);
    }

    /// <summary>The same of two words as <see cref="TwoWordNames"/> reads them.</summary>
    public static ulong Of(KeyedHash hash, ReadOnlySpan<byte> first, int firstLength, ReadOnlySpan<byte> second, int secondLength) =>
        Of(Word((char)first[0], firstLength, hash.OfBlocks64(KeyKinds.Name, first, firstLength)),
            Word((char)second[0], secondLength, hash.OfBlocks64(KeyKinds.Name, second, secondLength)));

    /// <summary>The code of a key of another matcher, of which nothing is known.</summary>
    public static ulong OfAny(KeyedHash hash, ReadOnlySpan<char> key) => hash.Of64(KeyKinds.Name, key) & ~TwoWords;

    /// <summary>Whether <see cref="IsInitialOf"/> can tell of two names.</summary>
    public static bool CanTell(ulong shortened, ulong full) => (shortened & full & TwoWords) != 0;

    /// <summary>As <see cref="TokenNameMatcher.IsInitialOf"/>, for names of which <see cref="CanTell"/> says yes.</summary>
    public static bool IsInitialOf(ulong shortened, ulong full)
    {
        var (s0, s1) = (First(shortened), Second(shortened));
        var (f0, f1) = (First(full), Second(full));
        return (IsInitial(s0), IsInitial(s1)) switch
        {
            (true, true) => LetterOf(s0) == LetterOf(f0) && LetterOf(s1) == LetterOf(f1),
            (true, false) => Fits(s0, s1, f0, f1),
            _ => Fits(s1, s0, f0, f1),
        };
    }

    /// <summary>The word stands for itself wherever it can; the other name must begin with the initial.</summary>
    private static bool Fits(uint initial, uint word, uint f0, uint f1) =>
        f0 == word ? LetterOf(f1) == LetterOf(initial) : f1 == word && LetterOf(f0) == LetterOf(initial);

    private static uint First(ulong code) => (uint)(code >> 1) & ((1u << WordBits) - 1);

    private static uint Second(ulong code) => (uint)(code >> (WordBits + 1));

    private static bool IsInitial(uint word) => (word & HashMask) == 0;

    private static uint LetterOf(uint word) => word >> (WordBits - LetterBits);

    private static ulong Of(ulong first, ulong second) => TwoWords | (first << 1) | (second << (WordBits + 1));

    /// <summary>
    /// A letter from 1 to 26, and a hash that is 0 for an initial; 0 for what is not one word that begins with a letter of ASCII.
    /// </summary>
    private static ulong Word(KeyedHash hash, ReadOnlySpan<char> word) =>
        char.IsAsciiLetterLower(word[0]) && !word.Contains(NameFolding.Gap)
            ? Word(word[0], word.Length, hash.Of64(KeyKinds.Name, word)) : 0;

    private static ulong Word(char letter, int length, ulong hash) =>
        ((ulong)(letter - 'a' + 1) << (WordBits - LetterBits)) | (length == 1 ? 0 : Math.Max(1, hash & HashMask));
}
