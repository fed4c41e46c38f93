using System.Buffers;
using System.Globalization;
using System.Text;

namespace Notify.Sdk.Permission;

/// <summary>
/// Writes a message the same for every way to type it: compatibility forms as plain ones, lower case without Turkish rules, no
/// accents, no invisible characters; Arabic and Greek forms of a letter as one. Allocates nothing.
/// </summary>
internal static class ReplyFold
{
    /// <summary>Stands for what ends a sentence.</summary>
    public const char End = '\n';

    /// <summary>Stands for what ends a question.</summary>
    public const char Asks = '?';

    /// <summary>Stands for a comma and the like.</summary>
    public const char Pause = ',';

    /// <summary>
    /// The folded text: letters and digits, spaces, <see cref="End"/>, <see cref="Asks"/> and <see cref="Pause"/>.
    /// </summary>
    /// <param name="text">As it was typed.</param>
    /// <param name="to">Where it goes.</param>
    /// <param name="signs">The signs that are written as the word STOP; null for none.</param>
    /// <returns>How many characters were written; at most the length of <paramref name="to"/>.</returns>
    public static int Fold(ReadOnlySpan<char> text, Span<char> to, ReplySigns? signs = null)
    {
        if (Ascii.IsValid(text))
            return Plain(text, to);
        var raw = ArrayPool<char>.Shared.Rent(to.Length);
        var wide = ArrayPool<char>.Shared.Rent(4 * to.Length);
        try
        {
            var valid = Valid(text, raw, signs);
            if (!raw.AsSpan(0, valid).TryNormalize(wide, out var length, NormalizationForm.FormKD))
                return 0;
            var kept = Plain(wide.AsSpan(0, length), wide);
            return wide.AsSpan(0, kept).TryNormalize(to, out var written, NormalizationForm.FormC) ? written : 0;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(raw);
            ArrayPool<char>.Shared.Return(wide);
        }
    }

    /// <summary>Half a surrogate pair separates words, and so does every sign beyond the basic plane that is no letter.</summary>
    private static int Valid(ReadOnlySpan<char> text, Span<char> to, ReplySigns? signs)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (length + ReplySigns.Word.Length > to.Length)
                break;
            if (signs?.IsVerb(rune) == true)
                length += Write(ReplySigns.Word, to[length..]);
            else if (Pair(rune.Value) is { } pair)
                length += Write(pair, to[length..]);
            else
                length += (rune == Rune.ReplacementChar ? new Rune(' ') : rune).EncodeToUtf16(to[length..]);
        }

        return length;
    }

    private static int Write(string pair, Span<char> to)
    {
        pair.CopyTo(to);
        return pair.Length;
    }

    private static string? Pair(int value) => value switch
    {
        'ß' or 'ẞ' => "ss",
        'æ' or 'Æ' => "ae",
        'œ' or 'Œ' => "oe",
        _ => null,
    };

    /// <summary>What was written is never longer than what was read, so both may be one buffer.</summary>
    private static int Plain(ReadOnlySpan<char> text, Span<char> to)
    {
        var length = 0;
        for (var i = 0; i < text.Length && length + 1 < to.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
                to[length++] = c;
            else if (char.IsAsciiLetterUpper(c))
                to[length++] = (char)(c | 0x20);
            else if (c == '.' && i > 0 && char.IsAsciiDigit(text[i - 1]))
                to[length++] = ' '; // "from the 3. to the 20."
            else if (EndOf(c) is not '\0' and var end)
                to[length++] = end;
            else if (!IsSilent(c))
                to[length++] = IsLetter(c) ? Letter(char.ToLowerInvariant(c)) : ' ';
        }

        return length;
    }

    /// <summary>don't, don’t and dont are one word; so is a word with accents, and one with invisible characters.</summary>
    private static bool IsSilent(char c) => c is '\'' or '’' or '‘' or 'ʼ' or '`' or '´' or '\u0301' or 'ـ' or '׳' or '״'
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format;

    private static bool IsLetter(char c) =>
        char.IsLetterOrDigit(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.SpacingCombiningMark;

    /// <summary>Letters with a stroke have no decomposition; the Turkish dotless i is an i; Arabic and Greek have forms by place.</summary>
    private static char Letter(char c) => c switch
    {
        'ı' => 'i',
        'ø' => 'o',
        'ł' => 'l',
        'ς' => 'σ',
        'ة' => 'ه',
        'ى' or 'ی' => 'ي',
        'ک' => 'ك',
        _ => c,
    };

    private static char EndOf(char c) => c switch
    {
        '?' or '؟' => Asks,
        ',' or ';' or ':' or '、' or '،' or '؛' => Pause,
        '.' or '!' or '\n' or '\r' or '。' or '।' or '…' or '\u2028' or '\u2029' => End,
        _ => '\0',
    };
}
