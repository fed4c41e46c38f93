using System.Runtime.Intrinsics;

namespace Notify.Sdk.Audience;

/// <summary>
/// The domains that were read before, by their ASCII letters in lower case: most lists have few. Two fit a place; a third drives
/// out the older. One thread.
/// </summary>
internal sealed class KnownDomains
{
    /// <summary>The longest domain that is remembered.</summary>
    public const int MaxLength = 2 * AsciiBlocks.Size;

    private const int Places = 4_096;

    private readonly Place[] _places = new Place[2 * Places];

    /// <param name="start">The first block of the domain.</param>
    /// <param name="rest">The second; zero if there is none.</param>
    public EmailDomainFacts? Find(Vector128<byte> start, Vector128<byte> rest)
    {
        var place = PlaceOf(start, rest);
        if (_places[place].Is(start, rest)) return _places[place].Facts;
        return _places[place + 1].Is(start, rest) ? _places[place + 1].Facts : null;
    }

    /// <summary>
    /// Remembers a domain in its folded form, unless a provider's rules look at the one above it: those take the long way.
    /// </summary>
    public void Add(Vector128<byte> start, Vector128<byte> rest, string folded)
    {
        var facts = new EmailDomainFacts(folded);
        if (Find(start, rest) is not null || (facts.Rule is null && EmailIdentity.HasRules(folded))) return;
        var place = PlaceOf(start, rest);
        _places[place + 1] = _places[place];
        _places[place] = new() { Start = start, Rest = rest, Facts = facts };
    }

    private static int PlaceOf(Vector128<byte> start, Vector128<byte> rest)
    {
        var (first, second) = (start.AsUInt64(), rest.AsUInt64());
        var mixed = ((first[0] ^ second[1]) * 0x9E3779B97F4A7C15) + ((first[1] ^ second[0]) * 0xC2B2AE3D27D4EB4F);
        return (int)((mixed ^ (mixed >> 29)) * 0x9E3779B97F4A7C15 >> 52) << 1;
    }

    private struct Place
    {
        public Vector128<byte> Start;
        public Vector128<byte> Rest;
        public EmailDomainFacts? Facts;

        public readonly bool Is(Vector128<byte> start, Vector128<byte> rest) => ((Start ^ start) | (Rest ^ rest)) == Vector128<byte>.Zero;
    }
}

/// <summary>What there is to know of a domain, in its folded form.</summary>
internal sealed class EmailDomainFacts(string folded)
{
    public string Folded { get; } = folded;

    /// <summary>The rule of its provider; null for none.</summary>
    public EmailProviderRule? Rule { get; } = EmailProviderRules.Find(folded);

    /// <summary>By how much an identity can be longer than the address: some providers' canonical domains are.</summary>
    public int Growth { get; } = Math.Max(0, (EmailProviderRules.Find(folded)?.CanonicalDomain?.Length ?? 0) - folded.Length);

    /// <summary>Whether no mailbox of it is anybody's.</summary>
    public bool IsNowhere { get; } = BlockedAddresses.IsNowhere(folded);

    /// <summary>
    /// Whether the identity of an address at it is its letters in lower case, unless it has a dot, a plus or a hyphen before the at
    /// sign.
    /// </summary>
    public bool KeepsWords { get; } = EmailProviderRules.Find(folded) is not { } rule
        || ((rule.CanonicalDomain ?? folded) == folded && rule.TagSeparator is null or '+' or '-'
            && rule.IgnoredCharacters.All(c => c is '.' or '+' or '-'));
}
