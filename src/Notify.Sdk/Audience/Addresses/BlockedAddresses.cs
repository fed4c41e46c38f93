using System.Collections.Frozen;

namespace Notify.Sdk.Audience;

/// <summary>
/// Addresses that are valid and belong to nobody: what people type to get past a form, and mailboxes that discard all
/// mail. A blocked address neither links two accounts nor receives. Thread-safe.
/// </summary>
/// <remarks>
/// Only the whole local part counts, never a part of it: <c>test+anna@</c> and <c>testa@</c> are somebody's.
/// Also blocked is every domain under <c>.invalid</c>, which cannot exist (RFC 2606 §2) and by which some systems defuse
/// copied customer data.
/// </remarks>
public static class BlockedAddresses
{
    private const string NonexistentTopLevel = ".invalid";

    private static readonly FrozenSet<string> Defaults = new[]
    {
        // typed to get past a form
        "test", "testing", "null", "none", "nil", "na", "n/a", "n.a", "undefined", "unknown", "empty", "invalid", "fake",
        "asdf", "asdfgh", "qwerty", "noemail", "no-email", "no.email", "no_email", "noemails", "nomail", "no-mail",
        "no.mail", "no_mail", "notprovided", "not-provided", "noaddress", "donthaveone", "placeholder",
        // discards what it gets
        "noreply", "no-reply", "no.reply", "no_reply", "donotreply", "do-not-reply", "do.not.reply", "do_not_reply",
        "devnull", "dev-null", "mailer-daemon",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> DefaultsBySpan =
        Defaults.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly WordSieve Sieve = new(Defaults);

    /// <summary>
    /// The local parts that are blocked by default, in lower case. An empty one (in quotes) and one of zeros only are blocked as well.
    /// </summary>
    public static IReadOnlySet<string> DefaultLocalParts => Defaults;

    /// <summary>Whether an address is blocked by default. Does not allocate.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    public static bool IsBlocked(EmailAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return IsBlocked(address.LocalPartSpan, address.DomainSpan);
    }

    /// <summary>Whether an address is blocked by a list of one's own; empty, zeros and <c>.invalid</c> are blocked in any case.</summary>
    /// <param name="address">The address.</param>
    /// <param name="localParts">Local parts without quotes, in lower case. May be empty.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static bool IsBlocked(EmailAddress address, IReadOnlySet<string> localParts)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(localParts);
        var local = Unquoted(address.LocalPartSpan);
        return IsNobody(local, address.DomainSpan) || localParts.Contains(local.ToString().ToLowerInvariant());
    }

    /// <summary>The same for parts of a deliverable form that has not become an object.</summary>
    internal static bool IsBlocked(ReadOnlySpan<char> localPart, ReadOnlySpan<char> domain)
    {
        var local = Unquoted(localPart);
        return IsNobody(local, domain) || (Sieve.MayHave(local) && DefaultsBySpan.Contains(local));
    }

    /// <summary>False only for a local part that is not blocked, at whatever domain that can exist.</summary>
    internal static bool MayBlock(ReadOnlySpan<char> localPart) => localPart is [] or ['0' or '"', ..] || Sieve.MayHave(localPart);

    /// <summary>Whether all local parts at a domain in its folded form are blocked.</summary>
    internal static bool IsNowhere(ReadOnlySpan<char> domain) => domain.EndsWith(NonexistentTopLevel, StringComparison.Ordinal);

    /// <summary>Quotes around a whole local part do not make it another one.</summary>
    internal static ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> localPart) =>
        localPart is ['"', .. var content, '"'] ? content : localPart;

    private static bool IsNobody(ReadOnlySpan<char> local, ReadOnlySpan<char> domain) =>
        !local.ContainsAnyExcept('0') || IsNowhere(domain);
}
