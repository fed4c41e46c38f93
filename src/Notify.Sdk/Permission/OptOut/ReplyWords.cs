using System.Globalization;
using System.Text;

namespace Notify.Sdk.Permission;

/// <summary>
/// A message as words, the same for every way to write them: full-width letters, case, accents, apostrophes and invisible
/// characters make no difference. Sentences end at <c>. , ! ? ; :</c> and line breaks; all else between letters separates words.
/// </summary>
internal static class ReplyWords
{
    // More than ten text messages: what comes later is no reply word.
    private const int LongestText = 1_600;

    /// <summary>The sentences that have words.</summary>
    public static List<string[]> Sentences(string text)
    {
        List<string[]> sentences = [];
        List<string> words = [];
        var word = new StringBuilder();
        foreach (var rune in Fold(text.Length > LongestText ? text[..LongestText] : text).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
                word.Append(rune.ToString());
            else if (!IsSilent(rune))
                Close(word, words);
            if (EndsSentence(rune) && words.Count > 0)
                Close(words, sentences);
        }

        Close(word, words);
        if (words.Count > 0)
            Close(words, sentences);
        return sentences;
    }

    /// <summary>The words of one phrase of ours.</summary>
    public static string[] Of(string phrase) => [.. Sentences(phrase).SelectMany(s => s)];

    /// <summary>The words without anything between them: OPT-OUT, OPT OUT and S.T.O.P. become one.</summary>
    public static string Squash(IEnumerable<string> words) => string.Concat(words);

    private static void Close(StringBuilder word, List<string> words)
    {
        if (word.Length > 0)
            words.Add(word.ToString());
        word.Clear();
    }

    private static void Close(List<string> words, List<string[]> sentences)
    {
        sentences.Add([.. words]);
        words.Clear();
    }

    /// <summary>Compatibility forms to plain ones (NFKC), lower case without Turkish rules, no accents.</summary>
    private static string Fold(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // half a surrogate pair becomes U+FFFD, which separates words
            whole.Append(rune.Value is '\u00B4' ? "'" : rune.ToString());
        var folded = new StringBuilder(whole.Length);
        foreach (var c in whole.ToString().Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
                folded.Append(Plain(char.ToLowerInvariant(c)));
        }

        return folded.ToString().Normalize(NormalizationForm.FormKC);
    }

    /// <summary>Letters with a stroke have no decomposition; the Turkish dotless i is an i.</summary>
    private static string Plain(char c) => c switch
    {
        'ı' => "i",
        'ø' => "o",
        'ł' => "l",
        'đ' => "d",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        _ => c.ToString(),
    };

    /// <summary>don't, don’t and dont are one word.</summary>
    private static bool IsSilent(Rune rune) => rune.Value is '\'' or '’' or '‘' or 'ʼ' or '`';

    private static bool EndsSentence(Rune rune) => rune.Value is '.' or ',' or '!' or '?' or ';' or ':' or '\n' or '\r' or '。' or '、' or '\u2028' or '\u2029';
}
