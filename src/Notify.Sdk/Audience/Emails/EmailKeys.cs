using System.Text;

namespace Notify.Sdk.Audience;

/// <summary>
/// Reads the keys of many addresses: as <see cref="EmailAddress.TryWriteIdentity"/>, but knows the domains that it read before,
/// which are few on most lists. Allocates nothing for ASCII at a known domain. One thread.
/// </summary>
internal sealed class EmailKeys(DigestRules rules)
{
    private const int Places = 2_048;

    private readonly Domain?[] _domains = new Domain?[Places];
    private readonly char[] _deliverable = new char[EmailAddress.MaxLength];
    private readonly char[] _key = new char[EmailAddress.MaxLength];

    /// <param name="text">Untrusted text, trimmed.</param>
    /// <param name="isRole">Whether the mailbox is a role's.</param>
    /// <returns>The identity, until the next call; empty for what is no address, or a blocked one.</returns>
    public ReadOnlySpan<char> Write(ReadOnlySpan<char> text, out bool isRole)
    {
        isRole = false;
        var at = text.IndexOf('@');
        if (at <= 0) return [];
        var raw = text[(at + 1)..];
        var place = PlaceOf(raw);
        if (_domains[place] is not { } domain || !raw.SequenceEqual(domain.Raw) || text[0] == '"' || !Ascii.IsValid(text[..at]))
            return WriteAny(text, place, out isRole);

        var local = text[..at];
        if (at + 1 + domain.Folded.Length > EmailAddress.MaxLength || EmailLocalPart.Check(local) != EmailAddressError.None) return [];
        if (BlockedAddresses.IsBlocked(local, domain.Folded)) return [];
        isRole = rules.IsRole(local);
        return domain.IsPlain
            ? _key.AsSpan(0, EmailIdentity.WriteAscii(local, domain.Folded, domain.Rule, _key))
            : WriteByRules(local, domain.Folded);
    }

    private ReadOnlySpan<char> WriteByRules(ReadOnlySpan<char> local, string domain)
    {
        local.CopyTo(_deliverable);
        _deliverable[local.Length] = '@';
        domain.CopyTo(_deliverable.AsSpan(local.Length + 1));
        return _key.AsSpan(0, EmailIdentity.Write(_deliverable.AsSpan(0, local.Length + 1 + domain.Length), local.Length, _key));
    }

    private ReadOnlySpan<char> WriteAny(ReadOnlySpan<char> text, int place, out bool isRole)
    {
        isRole = false;
        if (EmailAddressReader.Read(text, UnusualEmailForms.None, _deliverable, out var length, out var at) != EmailAddressError.None) return [];
        var deliverable = _deliverable.AsSpan(0, length);
        var (local, domain) = (at, at + 1);
        if (text[0] != '"') _domains[place] = new(text[(text.IndexOf('@') + 1)..].ToString(), deliverable[domain..].ToString());
        if (BlockedAddresses.IsBlocked(deliverable[..local], deliverable[domain..])) return [];
        isRole = rules.IsRole(deliverable[..local]);
        return _key.AsSpan(0, EmailIdentity.Write(deliverable, at, _key));
    }

    private static int PlaceOf(ReadOnlySpan<char> domain)
    {
        if (domain.IsEmpty) return 0;
        var middle = domain.Length / 2;
        return ((domain.Length * 7_919) + (domain[0] * 31) + (domain[middle] * 1_021) + (domain[middle / 2] * 257)) & (Places - 1);
    }

    /// <summary>A domain as it was written, and as it is sent to.</summary>
    private sealed record Domain(string Raw, string Folded)
    {
        /// <summary>The rule of its provider; null for none.</summary>
        public EmailProviderRule? Rule { get; } = EmailProviderRules.Find(Folded);

        /// <summary>Whether that is all that there is to know; false under a domain whose provider's rules may look at it.</summary>
        public bool IsPlain => Rule is not null || !_hasRules;

        private readonly bool _hasRules = EmailIdentity.HasRules(Folded);
    }
}
