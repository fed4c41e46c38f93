using System.Collections.Frozen;
using System.Text;

namespace Notify.Sdk.Audience;

/// <summary>What the digests of all rows go by; made once, read by all threads.</summary>
internal sealed class DigestRules
{
    private readonly FrozenSet<string> _roles;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _rolesBySpan;
    private readonly WordSieve _rolesAtAll;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _apart;
    private readonly bool _anyApart;

    public DigestRules(ContactNormalizer normalizer, INameMatcher matcher, AudienceOptions options)
    {
        (Normalizer, Matcher) = (normalizer, matcher);
        _roles = options.RoleLocalParts.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _rolesAtAll = new(_roles);
        _rolesBySpan = _roles.GetAlternateLookup<ReadOnlySpan<char>>();
        var apart = options.NotSame.SelectMany(pair => new[] { pair.Item1.Id, pair.Item2.Id }).Where(id => id is not null)
            .ToFrozenSet(StringComparer.Ordinal);
        (_apart, _anyApart) = (apart.GetAlternateLookup<ReadOnlySpan<char>>(), apart.Count > 0);
    }

    public ContactNormalizer Normalizer { get; }

    public INameMatcher Matcher { get; }

    /// <summary>Whether plain names may be read by <see cref="PlainNames"/>.</summary>
    public bool HasDefaultNames => Matcher is TokenNameMatcher;

    /// <summary>Whether an account with this id may be in a pair of <see cref="AudienceOptions.NotSame"/>.</summary>
    public bool IsApart(ReadOnlySpan<char> id) => _anyApart && _apart.Contains(id);

    /// <summary>As <see cref="RoleAddresses.IsRole(EmailAddress, IReadOnlySet{string})"/>.</summary>
    public bool IsRole(ReadOnlySpan<char> localPart)
    {
        var local = BlockedAddresses.Unquoted(localPart);
        if (!_rolesAtAll.MayHave(local)) return false;
        return Ascii.IsValid(local) ? _rolesBySpan.Contains(local) : _roles.Contains(local.ToString().ToLowerInvariant());
    }
}
