using System.Buffers;
using System.Globalization;
using System.Text;

namespace Notify.Sdk.Smtp.Mime;

/// <summary>
/// The strict check that an address may stand in a header: RFC 5321 mailbox with RFC 6531 UTF-8, without comments,
/// display names and folding. <see cref="TryRead"/> is the one place to replace by a fuller parser.
/// </summary>
internal static class AddressSyntax
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private static readonly SearchValues<char> AtomText =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~");

    private static readonly SearchValues<char> LiteralText = SearchValues.Create("0123456789abcdefABCDEFIPv.:");

    /// <summary>Splits an address into its local part as given and its domain in A-label form.</summary>
    /// <param name="address">The address.</param>
    /// <param name="local">The local part, quotes kept.</param>
    /// <param name="domain">The domain, ASCII.</param>
    /// <param name="problem">What is wrong, without the address.</param>
    public static bool TryRead(string address, out string local, out string domain, out string problem)
    {
        var at = address.LastIndexOf('@');
        (local, domain) = at < 0 ? ("", "") : (address[..at], address[(at + 1)..]);
        problem = at < 0 ? "there is no '@'"
            : LocalProblem(local) ?? DomainProblem(ref domain) ?? (Encoding.UTF8.GetByteCount(local) + 1 + domain.Length > 254 ? "it is longer than 254 octets" : "");
        return problem.Length == 0;
    }

    /// <summary>The address as written into a header; it has passed <see cref="TryRead"/>.</summary>
    public static string HeaderForm(string address) => TryRead(address, out var local, out var domain, out _) ? $"{local}@{domain}" : "";

    /// <summary>Whether the local part is not ASCII.</summary>
    public static bool HasUtf8LocalPart(string address)
    {
        var at = address.LastIndexOf('@');
        return at >= 0 && !Ascii.IsValid(address.AsSpan(0, at));
    }

    /// <summary>Whether the text is atoms separated by single dots, ASCII only.</summary>
    public static bool IsDotAtom(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split('.'))
        {
            if (text[range].IsEmpty || text[range].ContainsAnyExcept(AtomText))
            {
                return false;
            }
        }

        return true;
    }

    private static string? LocalProblem(string local)
    {
        if (local.Length == 0)
        {
            return "there is nothing before the '@'";
        }

        if (Encoding.UTF8.GetByteCount(local) > 64)
        {
            return "the part before the '@' is longer than 64 octets";
        }

        return (local[0] == '"' ? IsQuoted(local) : IsDotAtomWithUtf8(local)) ? null : "the part before the '@' holds a character or dot that is not allowed there";
    }

    private static string? DomainProblem(ref string domain)
    {
        const string Wrong = "the part after the '@' is not a domain name";
        if (domain.Length > 2 && domain[0] == '[' && domain[^1] == ']')
        {
            return domain.AsSpan(1, domain.Length - 2).ContainsAnyExcept(LiteralText) ? Wrong : null;
        }

        try
        {
            domain = Idn.GetAscii(domain);
            return domain.Length is 0 or > 253 || domain[^1] == '.' ? Wrong : null;
        }
        catch (ArgumentException)
        {
            return Wrong;
        }
    }

    private static bool IsDotAtomWithUtf8(string local)
    {
        var afterDot = true;
        foreach (var rune in local.EnumerateRunes())
        {
            var isDot = rune.Value == '.';
            if (isDot ? afterDot : !IsAtomRune(rune))
            {
                return false;
            }

            afterDot = isDot;
        }

        return !afterDot;
    }

    private static bool IsAtomRune(Rune rune) => rune.IsAscii
        ? AtomText.Contains((char)rune.Value)
        : rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static bool IsQuoted(string local)
    {
        if (local.Length < 2 || local[^1] != '"')
        {
            return false;
        }

        var escaped = false;
        foreach (var c in local.AsSpan(1, local.Length - 2))
        {
            if (c is < ' ' or > '~' || (c == '"' && !escaped))
            {
                return false;
            }

            escaped = c == '\\' && !escaped;
        }

        return !escaped;
    }
}
