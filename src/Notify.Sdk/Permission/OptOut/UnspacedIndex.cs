using System.Collections.Frozen;

namespace Notify.Sdk.Permission;

/// <summary>
/// The words of a language that is written without spaces, or with spaces that people leave out. A clause is cut into the longest
/// words that are known, from its beginning; what is between them is one unknown word.
/// </summary>
internal sealed class UnspacedIndex
{
    private readonly FrozenDictionary<string, ReplyRole>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly int _longest;

    public UnspacedIndex(string language, IEnumerable<ReplyLine> lines)
    {
        Dictionary<string, ReplyRole> words = [];
        foreach (var line in lines)
        {
            foreach (var form in line.Text.Split('|').SelectMany(RoleIndex.Spellings))
            {
                var word = ReplyWords.Squash(ReplyWords.Of(form));
                words[word] = words.GetValueOrDefault(word) | RoleIndex.RolesOf(line.Kind);
            }
        }

        Language = language;
        _longest = words.Keys.Select(w => w.Length).DefaultIfEmpty().Max();
        _words = words.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>BCP 47 tag.</summary>
    public string Language { get; }

    /// <summary>Whether a letter may be of the language.</summary>
    public bool Writes(char letter) => Language switch
    {
        "zh" => IsHan(letter),
        "ja" => IsHan(letter) || letter is >= '\u3040' and <= '\u30FF',
        "ko" => letter is >= '\uAC00' and <= '\uD7A3',
        _ => letter is >= '\u0E00' and <= '\u0E7F',
    };

    /// <summary>The roles of the words of a text without spaces.</summary>
    /// <returns>How many words there are.</returns>
    public int Read(ReadOnlySpan<char> text, Span<ReplyRole> roles)
    {
        var count = 0;
        var isUnknown = false;
        for (var at = 0; at < text.Length && count < roles.Length;)
        {
            var length = Known(text[at..], out var role);
            if (length == 0)
            {
                if (!isUnknown)
                    roles[count++] = char.IsDigit(text[at]) ? ReplyRole.Number : ReplyRole.None;
                isUnknown = true;
                at++;
                continue;
            }

            roles[count++] = role;
            isUnknown = false;
            at += length;
        }

        return count;
    }

    private int Known(ReadOnlySpan<char> text, out ReplyRole role)
    {
        for (var length = Math.Min(_longest, text.Length); length > 0; length--)
        {
            if (_words.TryGetValue(text[..length], out role))
                return length;
        }

        role = ReplyRole.None;
        return 0;
    }

    private static bool IsHan(char letter) => letter is >= '\u3400' and <= '\u9FFF' or '々';
}
