using System.Globalization;
using System.Text;

namespace Notify.Sdk.Audience;

/// <summary>Leaves of a text what tells names apart: folded letters, digits and the marks that are letters, with gaps between.</summary>
internal static class NameFolding
{
    public const char Gap = ' ';

    public static int FoldAscii(ReadOnlySpan<char> name, Span<char> folded)
    {
        var length = 0;
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c)) folded[length++] = char.ToLowerInvariant(c);
            else if (!IsApostrophe(c)) folded[length++] = Gap;
        }

        return length;
    }

    public static string FoldUnicode(string name)
    {
        // EnumerateRunes turns unpaired surrogates into U+FFFD; Normalize would throw on them, and on U+FFFE.
        var clean = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
            if (rune.Value == 0xFFFE) clean.Append(Gap);
            else if (!rune.IsBmp || !IsApostrophe((char)rune.Value)) Append(clean, rune);

        var folded = new StringBuilder(clean.Length);
        foreach (var rune in clean.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (IsOptionalMark(rune.Value) || (rune.IsBmp && IsApostrophe((char)rune.Value))) continue;
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

        // What was between two marks may be gone, so their order is settled anew.
        return folded.ToString().Normalize(NormalizationForm.FormKD);
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
}
