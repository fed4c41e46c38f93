using System.Buffers;
using System.Globalization;
using System.Text;

namespace Notify.Sdk.Audience;

/// <summary>
/// The default matcher: a name is the set of its words. Stateless and thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// Words are compatibility-decomposed (NFKD, UAX #15), case-folded without culture, and freed of apostrophes and of the
/// accents that people leave out when they type; every other sign separates words. Order is ignored, so
/// <c>"Müller, Jean-Luc"</c> equals <c>jean luc muller</c>, and a repeated word counts once.
/// </para>
/// <para>
/// An initial is a word of one letter in a script with upper and lower case: a Chinese family name is one character and
/// is no initial. Initials count each: <c>J. J. Smith</c> has two first names.
/// </para>
/// <para>
/// Nothing is guessed: titles, "Jr." and nicknames are words like any other, and a missing middle name makes another
/// name. A wrong "equal" silences somebody; a wrong "different" costs at most a second copy.
/// </para>
/// </remarks>
public sealed class TokenNameMatcher : INameMatcher
{
    private const int StackLimit = 256;
    private const char Gap = ' ';

    /// <summary>The one instance that is needed.</summary>
    public static TokenNameMatcher Instance { get; } = new();

    /// <inheritdoc/>
    public NameKey Normalise(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!Ascii.IsValid(name)) return KeyOf(FoldUnicode(name));
        char[]? rented = null;
        var folded = name.Length <= StackLimit ? stackalloc char[StackLimit] : rented = ArrayPool<char>.Shared.Rent(name.Length);
        var key = KeyOf(folded[..FoldAscii(name, folded)]);
        if (rented is not null) ArrayPool<char>.Shared.Return(rented, clearArray: true);
        return key;
    }

    /// <inheritdoc/>
    public bool IsInitialOf(NameKey shortened, NameKey full)
    {
        if (!shortened.HasInitials || !full.IsFull) return false;

        // Both keys are sorted, so the words and the initials of the short name each meet the full words in order.
        var words = new Words(shortened.Value, initials: false);
        var initials = new Words(shortened.Value, initials: true);
        var wordLeft = words.MoveNext();
        var initialLeft = initials.MoveNext();
        var fullWords = new Words(full.Value, initials: null);
        while (fullWords.MoveNext())
        {
            if (wordLeft && fullWords.Current.SequenceEqual(words.Current)) wordLeft = words.MoveNext();
            else if (initialLeft && fullWords.Current[0] == initials.Current[0]) initialLeft = initials.MoveNext();
            else return false;
        }

        return !wordLeft && !initialLeft;
    }

    private static int FoldAscii(string name, Span<char> folded)
    {
        var length = 0;
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c)) folded[length++] = char.ToLowerInvariant(c);
            else if (!IsApostrophe(c)) folded[length++] = Gap;
        }

        return length;
    }

    private static string FoldUnicode(string name)
    {
        // EnumerateRunes turns unpaired surrogates into U+FFFD; Normalize would throw on them, and on U+FFFE.
        var clean = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
            if (rune.Value == 0xFFFE) clean.Append(Gap);
            else if (!rune.IsBmp || !IsApostrophe((char)rune.Value)) Append(clean, rune);

        var folded = new StringBuilder(clean.Length);
        foreach (var rune in clean.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (IsOptionalMark(rune.Value)) continue;
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Format:
                    break;
                case >= UnicodeCategory.UppercaseLetter and <= UnicodeCategory.OtherNumber:
                    Append(folded, rune.Value is 0xDF or 0x1E9E ? null : Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)));
                    break;
                default:
                    folded.Append(Gap);
                    break;
            }
        }

        return folded.ToString();
    }

    private static void Append(StringBuilder text, Rune? rune)
    {
        if (rune is not { } known)
        {
            text.Append("ss"); // sharp s folds to two letters (CaseFolding.txt, status F); char mapping cannot say so
            return;
        }

        Span<char> chars = stackalloc char[2];
        text.Append(chars[..known.EncodeToUtf16(chars)]);
    }

    // U+00B4 is here because NFKD would turn it into a space and an accent.
    private static bool IsApostrophe(char c) => c is '\'' or '`' or '\u00B4' or '\u2018' or '\u2019' or '\u201B'
        or '\u2032' or '\u02B9' or '\u02BB' or '\u02BC' or '\uFF07';

    // Accents and vowel points that are left out when typing. Marks of other scripts are letters: without its vowel
    // signs an Indian name is another name, and without the voicing mark so is a Japanese one.
    private static bool IsOptionalMark(int c) => c is (>= 0x0300 and <= 0x036F) or (>= 0x1AB0 and <= 0x1AFF)
        or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE20 and <= 0xFE2F)
        or (>= 0x0591 and <= 0x05BD) or 0x05BF or 0x05C1 or 0x05C2 or 0x05C4 or 0x05C5 or 0x05C7
        or (>= 0x0610 and <= 0x061A) or (>= 0x064B and <= 0x065F) or 0x0670;

    private static NameKey KeyOf(ReadOnlySpan<char> folded)
    {
        var most = (folded.Length / 2) + 2;
        var words = most <= StackLimit ? stackalloc Range[most] : new Range[most];
        words = words[..folded.Split(words, Gap, StringSplitOptions.RemoveEmptyEntries)];
        Sort(words, folded);

        var key = folded.Length <= StackLimit ? stackalloc char[StackLimit] : new char[folded.Length];
        var length = 0;
        var hasInitials = false;
        ReadOnlySpan<char> previous = [];
        foreach (var range in words)
        {
            var word = folded[range];
            var initial = IsInitial(word);
            hasInitials |= initial;
            if (!initial && word.SequenceEqual(previous)) continue;
            if (length > 0) key[length++] = Gap;
            word.CopyTo(key[length..]);
            length += word.Length;
            previous = word;
        }

        return length == 0 ? NameKey.None : new(key[..length].ToString(), hasInitials);
    }

    /// <summary>By insertion: names have few words.</summary>
    private static void Sort(Span<Range> words, ReadOnlySpan<char> text)
    {
        for (var i = 1; i < words.Length; i++)
            for (var at = i; at > 0 && text[words[at]].SequenceCompareTo(text[words[at - 1]]) < 0; at--)
                (words[at], words[at - 1]) = (words[at - 1], words[at]);
    }

    private static bool IsInitial(ReadOnlySpan<char> word) =>
        word.Length == 1 && char.GetUnicodeCategory(word[0]) == UnicodeCategory.LowercaseLetter;

    /// <summary>The words of a key; all of them, or only those that are initials, or only those that are none.</summary>
    private ref struct Words(ReadOnlySpan<char> rest, bool? initials)
    {
        private ReadOnlySpan<char> _rest = rest;

        public ReadOnlySpan<char> Current { get; private set; }

        public bool MoveNext()
        {
            while (!_rest.IsEmpty)
            {
                var end = _rest.IndexOf(Gap);
                Current = end < 0 ? _rest : _rest[..end];
                _rest = end < 0 ? [] : _rest[(end + 1)..];
                if (initials is null || initials == IsInitial(Current)) return true;
            }

            return false;
        }
    }
}
