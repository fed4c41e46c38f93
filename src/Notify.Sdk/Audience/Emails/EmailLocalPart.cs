using System.Buffers;
using System.Globalization;
using System.Text;

namespace Notify.Sdk.Audience;

/// <summary>The part before the <c>@</c>: RFC 5321 §4.1.2 Local-part with RFC 6531 §3.3 UTF-8, nothing obsolete.</summary>
internal static class EmailLocalPart
{
    internal const int MaxOctets = 64;

    private const string AtomText = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~";

    private static readonly SearchValues<char> AtomOrDot = SearchValues.Create(AtomText + ".");

    /// <summary>Finds the <c>@</c> that ends the local part; one inside quotes does not count.</summary>
    internal static EmailAddressError FindEnd(ReadOnlySpan<char> text, out int at)
    {
        if (text[0] == '"')
            return FindEndOfQuoted(text, out at);

        at = text.IndexOf('@');
        return at switch
        {
            < 0 => EmailAddressError.NoAtSign,
            0 => EmailAddressError.NoLocalPart,
            _ => EmailAddressError.None,
        };
    }

    /// <summary>Checks a local part that is in NFC already, and ends where <see cref="FindEnd"/> said.</summary>
    internal static EmailAddressError Check(ReadOnlySpan<char> local)
    {
        var error = local[0] == '"' ? CheckQuoted(local[1..^1]) : CheckAtoms(local);
        if (error != EmailAddressError.None) return error;
        return Encoding.UTF8.GetByteCount(local) > MaxOctets ? EmailAddressError.LocalPartTooLong : EmailAddressError.None;
    }

    /// <summary>Whether a text needs no quotes as a local part (RFC 5321 §4.1.2 Dot-string).</summary>
    internal static bool IsDotString(ReadOnlySpan<char> text) =>
        !text.IsEmpty && CheckAtoms(text) == EmailAddressError.None;

    /// <summary>
    /// Whether a text in NFC has a sign beyond ASCII that belongs to no word. The few that some scripts write inside of words count
    /// as letters, as in domain names (RFC 5892, appendix A).
    /// </summary>
    internal static bool HasSymbols(ReadOnlySpan<char> local)
    {
        if (Ascii.IsValid(local)) return false;
        foreach (var rune in local.EnumerateRunes())
        {
            if (!rune.IsAscii && !IsOfWords(rune)) return true;
        }
        return false;
    }

    private static bool IsOfWords(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber => true,
        _ => rune.Value is 0x00B7 or 0x0375 or 0x05F3 or 0x05F4 or 0x30FB,
    };

    private static EmailAddressError FindEndOfQuoted(ReadOnlySpan<char> text, out int at)
    {
        at = -1;
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                at = i + 1;
                if (at == text.Length) return EmailAddressError.NoAtSign;
                return text[at] == '@' ? EmailAddressError.None : EmailAddressError.TextAfterQuote;
            }
        }
        return EmailAddressError.UnclosedQuote;
    }

    private static EmailAddressError CheckAtoms(ReadOnlySpan<char> local)
    {
        for (var rest = local; ;)
        {
            var i = rest.IndexOfAnyExcept(AtomOrDot);
            if (i < 0) break;
            if (rest[i] < 0x80) return IsControl(rest[i]) ? EmailAddressError.ForbiddenCharacter : EmailAddressError.InvalidLocalPart;
            rest = rest[(i + 1)..];
        }

        return local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal)
            ? EmailAddressError.MisplacedDot
            : EmailAddressError.None;
    }

    private static EmailAddressError CheckQuoted(ReadOnlySpan<char> content)
    {
        for (var i = 0; i < content.Length; i++)
        {
            // RFC 5321 lets a backslash stand before printable ASCII only; RFC 6531 did not widen that.
            if (content[i] == '\\' && content[++i] >= 0x7f) return EmailAddressError.InvalidLocalPart;
            if (IsControl(content[i])) return EmailAddressError.ForbiddenCharacter;
        }
        return EmailAddressError.None;
    }

    private static bool IsControl(char c) => c is < ' ' or '\u007f';
}
