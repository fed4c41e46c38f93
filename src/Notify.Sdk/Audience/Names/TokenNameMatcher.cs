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
    private const char Gap = NameFolding.Gap;

    /// <summary>The one instance that is needed.</summary>
    public static TokenNameMatcher Instance { get; } = new();

    /// <inheritdoc/>
    public NameKey Normalise(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!Ascii.IsValid(name)) return KeyOf(NameFolding.FoldUnicode(name));
        char[]? rented = null;
        var folded = name.Length <= StackLimit ? stackalloc char[StackLimit] : rented = ArrayPool<char>.Shared.Rent(name.Length);
        var key = KeyOf(folded[..NameFolding.FoldAscii(name, folded)]);
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
