using System.Text;

namespace Notify.Sdk.Audience;

/// <summary>
/// The shortest chains of evidence from all accounts of a person to one of them. Breadth first over accounts and stars:
/// linear in the links, so a group of 100,000 asserted accounts can be explained account by account. Immutable.
/// </summary>
internal sealed class EvidenceChains
{
    private readonly Dictionary<AccountRef, int> _distance = [];
    private readonly Dictionary<AccountRef, Hop> _next = [];
    private readonly AccountRef _target;

    public EvidenceChains(Person person, AccountRef coveredBy)
    {
        ArgumentNullException.ThrowIfNull(person);
        _target = coveredBy;
        foreach (var account in person.Accounts) _distance[account.Ref] = int.MaxValue;
        RequireMember(coveredBy, nameof(coveredBy));
        Walk(StarsOf(person.Links));
    }

    private sealed record Hop(AccountRef To, LinkLevel Level, AddressKey? Via, NameAgreement Names);

    /// <summary>Accounts that have one thing in common.</summary>
    private sealed class Star(LinkLevel level, AddressKey? via)
    {
        public LinkLevel Level => level;
        public AddressKey? Via => via;
        public Dictionary<AccountRef, NameAgreement> Members { get; } = [];
        public bool Reached { get; set; }
    }

    public string Explain(AccountRef covered)
    {
        RequireMember(covered, nameof(covered));
        if (covered == _target) throw new ArgumentException(
            $"Account '{covered}' cannot be explained as a duplicate of itself.", nameof(covered));
        var text = new StringBuilder("DuplicateOf ").Append(_target);
        if (_distance[covered] == int.MaxValue) return text.Append(" (one person; the evidence was not kept)").ToString();
        for (var at = covered; at != _target; at = _next[at].To)
        {
            var hop = _next[at];
            text.Append(at == covered ? " via " : ", then ").Append(Means(hop));
            if (_distance[covered] > 1) text.Append(" to ").Append(hop.To);
            text.Append(" (level ").Append((int)hop.Level).Append(", ").Append(Because(hop)).Append(')');
        }

        return text.ToString();
    }

    private static string Means(Hop hop) => hop switch
    {
        { Via: { } key } => key.ToString(),
        { Level: LinkLevel.AssertedPerson } => "person id",
        _ => "account id",
    };

    private static string Because(Hop hop) => (hop.Level, hop.Names) switch
    {
        (LinkLevel.AssertedPerson, _) => "asserted by the caller",
        (LinkLevel.SameAccount, _) => "same account in another source",
        (LinkLevel.VerifiedAddress, _) => "verified by both",
        (_, NameAgreement.InitialFits) => "initials fit one name only",
        (_, NameAgreement.Nameless) => "no name, one person only",
        (_, NameAgreement.Equal or NameAgreement.NotNeeded) => "names equal",
        _ => throw new ArgumentOutOfRangeException(nameof(hop), hop.Names, "There are no words for this agreement of names."),
    };

    /// <summary>Links with the same anchor, level and address are one star.</summary>
    private static Dictionary<AccountRef, List<Star>> StarsOf(IReadOnlyList<PersonLink> links)
    {
        var stars = new Dictionary<(AccountRef, LinkLevel, AddressKey?), Star>();
        var byAccount = new Dictionary<AccountRef, List<Star>>();
        foreach (var link in links)
        {
            if (!stars.TryGetValue((link.To, link.Level, link.Via), out var star))
            {
                stars.Add((link.To, link.Level, link.Via), star = new(link.Level, link.Via));
                Enter(star, link.To, NameAgreement.NotNeeded);
            }

            Enter(star, link.From, link.Names);
        }

        return byAccount;

        void Enter(Star star, AccountRef account, NameAgreement names)
        {
            if (!star.Members.TryAdd(account, names)) return;
            if (!byAccount.TryGetValue(account, out var own)) byAccount.Add(account, own = []);
            own.Add(star);
        }
    }

    /// <summary>
    /// Ring by ring, each in order of account: the first account that reaches a star is the smallest of the nearest, and
    /// so the next hop of all others in it, unless another star offers a smaller one at the same distance.
    /// </summary>
    private void Walk(Dictionary<AccountRef, List<Star>> stars)
    {
        _distance[_target] = 0;
        var ring = new List<AccountRef> { _target };
        for (var distance = 1; ring.Count > 0; distance++)
        {
            var next = new List<AccountRef>();
            foreach (var near in ring)
            {
                foreach (var star in stars.GetValueOrDefault(near, []))
                {
                    if (star.Reached) continue;
                    star.Reached = true;
                    foreach (var (far, names) in star.Members) Reach(
                        far, new(near, star.Level, star.Via, Weaker(names, star.Members[near])), distance, next);
                }
            }

            next.Sort();
            ring = next;
        }
    }

    private void Reach(AccountRef far, Hop hop, int distance, List<AccountRef> ring)
    {
        if (!_distance.TryGetValue(far, out var known) || known < distance) return;
        if (known == distance)
        {
            if (IsBetter(hop, _next[far])) _next[far] = hop;
            return;
        }

        _distance[far] = distance;
        _next[far] = hop;
        ring.Add(far);
    }

    private static bool IsBetter(Hop hop, Hop known)
    {
        var order = hop.To.CompareTo(known.To);
        if (order == 0) order = hop.Level.CompareTo(known.Level);
        if (order == 0) order = hop.Via.GetValueOrDefault().CompareTo(known.Via.GetValueOrDefault());
        return order < 0;
    }

    private static NameAgreement Weaker(NameAgreement left, NameAgreement right) => left > right ? left : right;

    private void RequireMember(AccountRef account, string parameter)
    {
        if (!_distance.ContainsKey(account))
            throw new ArgumentException($"Account '{account}' is not of this person. Ask the person whose accounts hold it.", parameter);
    }
}
