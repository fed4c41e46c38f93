using System.Buffers;
using System.Globalization;
using System.Text;

namespace Notify.Sdk.Audience;

/// <summary>The part after the <c>@</c>: RFC 5321 §4.1.2 Domain, folded to lower-case A-labels by UTS 46.</summary>
internal static class EmailDomain
{
    private const int MaxLabelOctets = 63;

    private static readonly SearchValues<char> LetterDigitHyphenDot = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    // Non-transitional UTS 46 with CheckJoiners on ICU: "faß.de" is its own domain, not "fass.de". Reading is thread-safe.
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Writes the folded domain. A domain that does not fit makes the address too long.</summary>
    internal static EmailAddressError Fold(ReadOnlySpan<char> domain, Span<char> destination, out int written)
    {
        written = 0;
        if (!IsPlainAscii(domain))
            return FoldInternational(domain, destination, out written);

        if (domain.Length > destination.Length) return EmailAddressError.TooLong;
        Ascii.ToLower(domain, destination, out written);
        return CheckAscii(destination[..written]);
    }

    /// <summary>The forms that are refused unless asked for. The domain is folded.</summary>
    internal static EmailAddressError CheckPolicy(ReadOnlySpan<char> domain, UnusualEmailForms accept)
    {
        var lastDot = domain.LastIndexOf('.');
        if (lastDot < 0 && (accept & UnusualEmailForms.DotlessDomain) == 0) return EmailAddressError.DotlessDomain;
        // Nearly every domain is settled by its last character.
        return char.IsAsciiDigit(domain[^1]) && !domain[(lastDot + 1)..].ContainsAnyExceptInRange('0', '9')
            && (accept & UnusualEmailForms.NumericTopLevelDomain) == 0
            ? EmailAddressError.NumericTopLevelDomain
            : EmailAddressError.None;
    }

    // A label that claims to be an A-label must be proven by decoding it, or "xn--a.com" would pass.
    private static bool IsPlainAscii(ReadOnlySpan<char> domain) =>
        Ascii.IsValid(domain) && !domain.Contains("xn--", StringComparison.OrdinalIgnoreCase);

    private static EmailAddressError FoldInternational(ReadOnlySpan<char> domain, Span<char> destination, out int written)
    {
        written = 0;
        UnicodeSupport.EnsureAvailable();
        // Before mapping: UTS 46 silently drops a soft hyphen or a zero-width space, and an attacker counts on it.
        if (ForbiddenCharacters.Occur(domain, allowJoiners: true)) return EmailAddressError.ForbiddenCharacter;

        string ascii;
        try
        {
            ascii = Idn.GetAscii(WithLowerCaseAscii(domain));
        }
        catch (ArgumentException)
        {
            return EmailAddressError.InvalidInternationalDomain;
        }

        var error = CheckAscii(ascii);
        if (error != EmailAddressError.None) return error;
        if (ascii.Length > destination.Length) return EmailAddressError.TooLong;
        ascii.CopyTo(destination);
        written = ascii.Length;
        return EmailAddressError.None;
    }

    // ICU leaves the case of an A-label as it is. The other characters are UTS 46's to fold.
    private static string WithLowerCaseAscii(ReadOnlySpan<char> domain) =>
        string.Create(domain.Length, domain, static (folded, source) =>
        {
            for (var i = 0; i < folded.Length; i++)
                folded[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
        });

    private static EmailAddressError CheckAscii(ReadOnlySpan<char> domain)
    {
        var bad = domain.IndexOfAnyExcept(LetterDigitHyphenDot);
        if (bad >= 0)
            return domain[bad] is < ' ' or '\u007f' ? EmailAddressError.ForbiddenCharacter : EmailAddressError.InvalidDomain;

        while (true)
        {
            var dot = domain.IndexOf('.');
            var label = dot < 0 ? domain : domain[..dot];
            if (label.IsEmpty) return EmailAddressError.EmptyDomainLabel;
            if (label[0] == '-' || label[^1] == '-') return EmailAddressError.MisplacedHyphen;
            if (label.Length > MaxLabelOctets) return EmailAddressError.DomainLabelTooLong;
            if (dot < 0) return EmailAddressError.None;
            domain = domain[(dot + 1)..];
        }
    }
}
