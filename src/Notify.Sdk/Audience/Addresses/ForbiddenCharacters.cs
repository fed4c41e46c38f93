using System.Buffers;
using System.Globalization;
using System.Text;

namespace Notify.Sdk.Audience;

/// <summary>
/// Characters that no address has: they cannot be seen, so two addresses that look the same would be two mailboxes, or
/// they end a line and with it an SMTP command.
/// </summary>
internal static class ForbiddenCharacters
{
    private const char ZeroWidthNonJoiner = '\u200c';
    private const char ZeroWidthJoiner = '\u200d';

    /// <param name="text">Any text, well formed or not.</param>
    /// <param name="allowJoiners">
    /// True for a domain: Persian and Indic names need the joiners and UTS 46 admits them only where they can be seen.
    /// </param>
    internal static bool Occur(ReadOnlySpan<char> text, bool allowJoiners)
    {
        while (!text.IsEmpty)
        {
            // A lone surrogate cannot be sent as UTF-8; decoding fails on it.
            if (Rune.DecodeFromUtf16(text, out var rune, out var used) != OperationStatus.Done)
                return true;
            if (IsForbidden(rune) && !(allowJoiners && rune.Value is ZeroWidthJoiner or ZeroWidthNonJoiner))
                return true;
            text = text[used..];
        }
        return false;
    }

    // Format covers the zero-width and bidirectional characters, the soft hyphen and the byte order mark. U+0020 is left
    // to the grammar, which allows it in quotes.
    private static bool IsForbidden(Rune rune) => rune.Value != ' ' && Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator => true,
        _ => IsBlankLetter(rune.Value),
    };

    // Letters, marks and a symbol by category, but drawn as nothing: combining grapheme joiner, Hangul fillers, Khmer
    // inherent vowels, the empty Braille pattern.
    private static bool IsBlankLetter(int codePoint) =>
        codePoint is 0x034F or 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x17B4 or 0x17B5 or 0x2800;
}
