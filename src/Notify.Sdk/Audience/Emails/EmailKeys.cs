using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace Notify.Sdk.Audience;

/// <summary>
/// Reads the keys of many addresses: as <see cref="EmailAddress.TryWriteIdentity"/>, but short ones of letters, digits and the
/// signs <c>. _ + -</c>, at a domain that was read before, in one pass. Allocates nothing for ASCII at a known domain. One thread.
/// </summary>
internal sealed class EmailKeys(DigestRules rules)
{
    private readonly KnownDomains _domains = new();
    private readonly byte[] _plain = new byte[AsciiBlocks.MaxText];
    private readonly char[] _deliverable = new char[EmailAddress.MaxLength];
    private readonly char[] _key = new char[EmailAddress.MaxLength];

    /// <summary>Where <see cref="TryReadPlain"/> writes; after the identity there are zeros to the end of its block.</summary>
    public ReadOnlySpan<byte> Plain => _plain;

    /// <summary>Writes the identity of most addresses to <see cref="Plain"/>.</summary>
    /// <param name="text">Untrusted text, trimmed.</param>
    /// <param name="length">Of the identity; 0 for a blocked address.</param>
    /// <param name="isRole">Whether the mailbox is a role's.</param>
    /// <returns>False, and nothing is said, for what takes <see cref="WriteAny"/>.</returns>
    public bool TryReadPlain(ReadOnlySpan<char> text, out int length, out bool isRole)
    {
        (length, isRole) = (0, false);
        if (!AsciiBlocks.Fit(text) || !TryLower(text, out var ats, out var dots, out var tags)) return false;
        var local = ats - 1; // a bit for each letter before the at sign
        if (BitOperations.PopCount(ats) != 1 || ats == 1 || (dots & local & ((dots << 1) | 1 | (ats >> 1))) != 0) return false;

        var at = BitOperations.TrailingZeroCount(ats);
        if (!TryLoadDomain(text, at, out var start, out var rest) || _domains.Find(start, rest) is not { } domain) return false;
        if (text.Length + domain.Growth > AsciiBlocks.MaxText) return false;
        var name = text[..at];
        if (domain.IsNowhere || (BlockedAddresses.MayBlock(name) && BlockedAddresses.IsBlocked(name, domain.Folded))) return true;
        isRole = rules.IsRole(name);
        length = domain.Rule is { } rule && (!domain.KeepsWords || ((dots | tags) & local) != 0)
            ? WriteByRule(name, domain.Folded, rule) : text.Length;
        return true;
    }

    private int WriteByRule(ReadOnlySpan<char> local, string domain, EmailProviderRule rule)
    {
        var length = EmailIdentity.WriteAscii(local, domain, rule, _key);
        _plain.AsSpan().Clear();
        Ascii.FromUtf16(_key.AsSpan(0, length), _plain, out _);
        return length;
    }

    /// <summary>Any address, also one that <see cref="TryReadPlain"/> reads.</summary>
    /// <returns>The identity, until the next call; empty for what is no address, or a blocked one.</returns>
    public ReadOnlySpan<char> WriteAny(ReadOnlySpan<char> text, out bool isRole)
    {
        isRole = false;
        if (EmailAddressReader.Read(text, UnusualEmailForms.None, _deliverable, out var length,
            out var at) != EmailAddressError.None) return [];
        var deliverable = _deliverable.AsSpan(0, length);
        var local = deliverable[..at];
        var domain = deliverable[(at + 1)..];
        Remember(text, domain);
        if (BlockedAddresses.IsBlocked(local, domain)) return [];
        isRole = rules.IsRole(local);
        return _key.AsSpan(0, EmailIdentity.Write(deliverable, at, _key));
    }

    /// <summary>Writes the text in lower case; false if it has other signs than most.</summary>
    private bool TryLower(ReadOnlySpan<char> text, out ulong ats, out ulong dots, out ulong tags)
    {
        (ats, dots, tags) = (0, 0, 0);
        var words = 0UL;
        for (var i = 0; i < text.Length; i += AsciiBlocks.Size)
        {
            var block = AsciiBlocks.Load(text, i);
            AsciiBlocks.Lower(block, out var letters).CopyTo(_plain, i);
            var word = letters | AsciiBlocks.Between(block, '0', '9') | Vector128.Equals(block, Vector128.Create((byte)'_'));
            words |= (ulong)word.ExtractMostSignificantBits() << i;
            ats |= (ulong)Vector128.Equals(block, Vector128.Create((byte)'@')).ExtractMostSignificantBits() << i;
            dots |= (ulong)Vector128.Equals(block, Vector128.Create((byte)'.')).ExtractMostSignificantBits() << i;
            tags |= (ulong)(Vector128.Equals(block, Vector128.Create((byte)'+')) | Vector128.Equals(block, Vector128.Create((byte)'-')))
                .ExtractMostSignificantBits() << i;
        }

        return BitOperations.PopCount(words | ats | dots | tags) == text.Length;
    }

    private static bool TryLoadDomain(ReadOnlySpan<char> text, int at, out Vector128<byte> start, out Vector128<byte> rest)
    {
        (start, rest) = (default, default);
        var length = text.Length - at - 1;
        if (length is 0 or > KnownDomains.MaxLength) return false;
        start = AsciiBlocks.Lower(AsciiBlocks.Load(text, at + 1), out _);
        if (length > AsciiBlocks.Size) rest = AsciiBlocks.Lower(AsciiBlocks.Load(text, at + 1 + AsciiBlocks.Size), out _);
        return true;
    }

    private void Remember(ReadOnlySpan<char> text, ReadOnlySpan<char> folded)
    {
        var at = text.LastIndexOf('@');
        if (Ascii.EqualsIgnoreCase(text[(at + 1)..], folded) && TryLoadDomain(text, at, out var start, out var rest))
            _domains.Add(start, rest, folded.ToString());
    }
}
