using System.Text;

namespace Notify.Sdk.Audience;

/// <summary>
/// The key under which spellings of one mailbox meet: unquoted where quotes are not needed, lower case, and by the
/// provider's own rules. Never an address to send to.
/// </summary>
internal static class EmailIdentity
{
    /// <param name="deliverable">A deliverable form, as <see cref="EmailAddressReader"/> writes it.</param>
    /// <param name="at">Where its separating <c>@</c> stands.</param>
    /// <param name="destination">At least <see cref="EmailAddress.MaxLength"/> long.</param>
    /// <returns>The length of the identity. It is never longer than <see cref="EmailAddress.MaxLength"/>.</returns>
    internal static int Write(ReadOnlySpan<char> deliverable, int at, Span<char> destination)
    {
        var length = WriteLowerCase(deliverable[..at], destination);
        var domain = deliverable[(at + 1)..];
        if (destination[0] == '"')
            length = Unquote(destination[..length]);
        // No provider that has rules hands out names that need quotes.
        if (destination[0] != '"')
            length = ApplyProvider(destination, length, ref domain);

        destination[length] = '@';
        domain.CopyTo(destination[(length + 1)..]);
        return length + 1 + domain.Length;
    }

    /// <summary>The same for a local part of ASCII without quotes at a domain whose rule is known.</summary>
    internal static int WriteAscii(ReadOnlySpan<char> local, string domain, EmailProviderRule? rule, Span<char> destination)
    {
        Ascii.ToLower(local, destination, out var length);
        if (rule is not null)
        {
            length = Apply(rule, destination[..length]);
            domain = rule.CanonicalDomain ?? domain;
        }

        destination[length] = '@';
        domain.CopyTo(destination[(length + 1)..]);
        return length + 1 + domain.Length;
    }

    /// <summary>Whether a provider's rules are applied at a domain in its folded form.</summary>
    internal static bool HasRules(ReadOnlySpan<char> domain) =>
        EmailProviderRules.Find(domain) is not null || EmailProviderRules.Find(domain[(domain.IndexOf('.') + 1)..]) is not null;

    // RFC 5321 §2.4 lets a host tell "Bob" from "bob"; no host of any size does, and people type both.
    private static int WriteLowerCase(ReadOnlySpan<char> local, Span<char> destination)
    {
        if (Ascii.IsValid(local))
        {
            Ascii.ToLower(local, destination, out var written);
            return written;
        }

        // Invariant: with a Turkish culture "I" would become a letter that no one typed.
        var lower = local.ToString().ToLowerInvariant().Normalize(NormalizationForm.FormC);
        lower.CopyTo(destination);
        return lower.Length;
    }

    /// <summary>Rewrites a quoted local part in place: bare if it can be, else with no backslash that is not needed.</summary>
    private static int Unquote(Span<char> quoted)
    {
        Span<char> content = stackalloc char[EmailLocalPart.MaxOctets];
        var length = 0;
        for (var i = 1; i < quoted.Length - 1; i++)
        {
            if (quoted[i] == '\\') i++;
            content[length++] = quoted[i];
        }

        content = content[..length];
        if (EmailLocalPart.IsDotString(content))
        {
            content.CopyTo(quoted);
            return length;
        }

        var written = 1;
        foreach (var c in content)
        {
            if (c is '"' or '\\') quoted[written++] = '\\';
            quoted[written++] = c;
        }
        quoted[written++] = '"';
        return written;
    }

    private static int ApplyProvider(Span<char> local, int length, ref ReadOnlySpan<char> domain)
    {
        var rule = EmailProviderRules.Find(domain);
        if (rule is null)
            return ApplySubdomain(local, length, ref domain);

        if (rule.CanonicalDomain is not null) domain = rule.CanonicalDomain;
        return Apply(rule, local[..length]);
    }

    private static int Apply(EmailProviderRule rule, Span<char> local) =>
        CutTag(local[..DropIgnored(local, rule.IgnoredCharacters)], rule.TagSeparator);

    private static int ApplySubdomain(Span<char> local, int length, ref ReadOnlySpan<char> domain)
    {
        var dot = domain.IndexOf('.');
        if (dot <= 0) return length;
        var parent = domain[(dot + 1)..];
        if (EmailProviderRules.Find(parent) is not { SubdomainIsMailbox: true }) return length;

        domain[..dot].CopyTo(local);
        domain = parent;
        return dot;
    }

    // A rule that would leave nothing is not meant for this name.
    private static int DropIgnored(Span<char> local, string ignored)
    {
        if (ignored.Length == 0 || !local.ContainsAny(ignored) || !local.ContainsAnyExcept(ignored)) return local.Length;

        var kept = 0;
        foreach (var c in local)
        {
            if (c != ignored[0] && (ignored.Length == 1 || !ignored.Contains(c, StringComparison.Ordinal))) local[kept++] = c;
        }
        return kept;
    }

    // Nor is one that would leave a name that no mailbox can have.
    private static int CutTag(Span<char> local, char? separator)
    {
        if (separator is not { } mark) return local.Length;
        var tag = local.IndexOf(mark);
        return tag <= 0 || local[tag - 1] == '.' ? local.Length : tag;
    }
}
