using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

/// <summary>
/// The rules once more, written to be read and not to be fast: pairs of accounts, sets, and closure until nothing
/// changes. Shares with the real one the contracts and the comparison of two names, nothing else.
/// </summary>
internal sealed class ObviousCollapser(AudienceOptions options, INameMatcher matcher)
{
    // By reference: comparing accounts by all their fields is what takes the time otherwise.
    private sealed class Group() : HashSet<Account>(ReferenceEqualityComparer.Instance);

    private List<Account> _all = [];
    private Dictionary<AccountRef, NameKey?> _names = [];

    public (string People, string Refusals) Collapse(IEnumerable<Account> accounts)
    {
        _all = [.. accounts];
        _names = _all.ToDictionary(a => a.Ref, Read);
        var groups = _all.Select(a => new Group { a }).ToList();
        var refusals = new List<MergeRefusal>();
        foreach (var level in Enum.GetValues<LinkLevel>()) groups = Apply(level, groups, refusals);
        var people = groups.Select(Ids).Order(Comparer<List<AccountRef>>.Create((x, y) => x[0].CompareTo(y[0])));
        return (string.Join(" | ", people.Select(g => string.Join(' ', g))), refusals.Text());
    }

    private static List<AccountRef> Ids(Group group) => [.. group.Select(a => a.Ref).Order()];

    private List<Group> Apply(LinkLevel level, List<Group> before, List<MergeRefusal> refusals)
    {
        var after = Close(before, Pairs(level, before));
        var result = new List<Group>();
        foreach (var group in after.OrderBy(g => Ids(g)[0]))
        {
            var parts = before.Where(p => p.IsSubsetOf(group)).ToList();
            var broken = parts.Count == 1 ? [] : Broken(group, level).ToList();
            refusals.AddRange(broken.Select(guard => new MergeRefusal(Ids(group), level, guard)));
            if (broken.Count == 0) result.Add(group);
            else result.AddRange(parts);
        }

        return result;
    }

    private IEnumerable<string> Broken(Group group, LinkLevel level)
    {
        if (group.Select(a => a.PersonId).Where(id => !string.IsNullOrEmpty(id)).Distinct().Count() > 1) yield return "person-id";
        if (group.Select(a => a.BirthDate).Where(d => d is not null).Distinct().Count() > 1) yield return "birth-date";
        if (group.Any(a => group.Any(b => a.Ref != b.Ref && options.NotSame.Contains((a.Ref, b.Ref))))) yield return "not-same";
        if (level > LinkLevel.AssertedPerson && group.Count > options.MaxAccountsPerPerson) yield return "max-accounts-per-person";
    }

    private List<(Account, Account)> Pairs(LinkLevel level, List<Group> before) => level switch
    {
        LinkLevel.AssertedPerson => AllPairs((a, b) => !string.IsNullOrEmpty(a.PersonId) && a.PersonId == b.PersonId),
        LinkLevel.SameAccount => AllPairs((a, b) => a.Ref.Id == b.Ref.Id),
        LinkLevel.VerifiedAddress => Verified(Linking(_ => true)),
        LinkLevel.EmailAndName => ByName(Linking(k => k.Kind == AddressKind.Email), before),
        _ => ByName(Linking(k => k.Kind != AddressKind.Email), before),
    };

    private List<(Account, Account)> AllPairs(Func<Account, Account, bool> same) =>
        [.. from a in _all from b in _all where !ReferenceEquals(a, b) && same(a, b) select (a, b)];

    private List<(Account, Account)> Verified(List<AddressKey> keys) =>
        AllPairs((a, b) => keys.Exists(key => Verified(a, key) && Verified(b, key)));

    private List<AddressKey> Linking(Func<AddressKey, bool> family) =>
        [.. from key in _all.SelectMany(a => a.Addresses).Select(a => a.Key).Distinct()
            where family(key)
            where At(key).Count <= options.MaxAccountsPerAddress
            where !_all.Any(a => a.Addresses.Any(x => x.Key == key && !x.Links))
            select key];

    private List<Account> At(AddressKey key) => [.. _all.Where(a => a.Addresses.Any(x => x.Key == key))];

    private static bool Verified(Account account, AddressKey key) => account.Addresses.Any(x => x.Key == key && x.VerifiedAt is not null);

    private NameKey? Name(Account account) => _names[account.Ref];

    private NameKey? Read(Account account) => account.Name is { } name && matcher.Normalise(name) is { IsNone: false } key ? key : null;

    private bool IsFull(Account account) => Name(account) is { IsFull: true };

    private bool HasOwnPhone(Account account) =>
        account.Addresses.Any(x => x.Key.Kind == AddressKind.Phone && At(x.Key).Count <= options.MaxAccountsPerAddress && At(x.Key)
            .TrueForAll(o => o.Ref.Id == account.Ref.Id));

    /// <summary>
    /// For which name an account stands at an address: its own, the one full name that its initials fit, or the only one there, unless
    /// somebody without a name has a phone number of their own.
    /// </summary>
    private NameKey? StandsFor(Account account, AddressKey key)
    {
        var others = At(key);
        var full = others.Where(IsFull).Select(a => Name(a)!.Value).Distinct().ToList();
        if (Name(account) is { } own)
        {
            if (own.IsFull) return own;
            var fitting = full.Where(f => matcher.IsInitialOf(own, f)).ToList();
            return fitting.Count == 0 ? own : fitting.Count == 1 ? fitting[0] : null;
        }

        if (others.Any(o => Name(o) is null && HasOwnPhone(o))) return null;
        if (others.Any(o => Name(o) is not null && StandsFor(o, key) is null)) return null;
        var people = others.Where(o => Name(o) is not null).Select(o => StandsFor(o, key)).Distinct().ToList();
        return people.Count == 1 ? people[0] : null;
    }

    /// <summary>
    /// Equal full names join at once. Everyone else who stands for a name is a doubtful tie to those who stand for it; a set of
    /// doubtful ties that hang together without a full name between them counts only if all full names it leads to can
    /// be one person.
    /// </summary>
    private List<(Account, Account)> ByName(List<AddressKey> keys, List<Group> before)
    {
        var sure = (from key in keys from a in At(key) from b in At(key) where IsFull(a) && IsFull(b) && Name(a) == Name(b) select (a, b))
            .ToList();
        var blocks = Close(before, sure);

        // A tie leads from an account to a place: a block of accounts, or a name of initials at an address.
        var ties = new List<(object From, object To, Account Account, NameKey Name, AddressKey Key)>();
        foreach (var key in keys)
        {
            foreach (var account in At(key).Where(a => !IsFull(a)))
            {
                if (StandsFor(account, key) is not { } name) continue;
                object place = name.IsFull
                    ? blocks.Single(b => b.Contains(At(key).First(a => Name(a) == name)))
                    : (key, name);
                ties.Add((blocks.Single(b => b.Contains(account)), place, account, name, key));
            }
        }

        HashSet<NameKey> Names(object place) => place is Group g ? [.. g.Where(IsFull).Select(a => Name(a)!.Value)] : [];

        bool Clear(object start)
        {
            var cluster = new HashSet<object> { start };
            var leadsTo = new HashSet<object>();
            for (var size = -1; size != cluster.Count;)
            {
                size = cluster.Count;
                foreach (var (from, to, _, _, _) in ties)
                {
                    foreach (var (x, y) in new[] { (from, to), (to, from) })
                    {
                        if (!cluster.Contains(x)) continue;
                        if (Names(y).Count > 0) leadsTo.Add(y);
                        else cluster.Add(y);
                    }
                }
            }

            return leadsTo.Count < 2 || leadsTo.Select(Names).Aggregate((x, y) => [.. x.Intersect(y)]).Count > 0;
        }

        bool Holds(object from, object to) =>
            Names(from).Count == 0 ? Clear(from)
            : Names(to).Count == 0 ? Clear(to)
            : from == to || Names(from).Overlaps(Names(to));

        var held = ties.Where(t => Holds(t.From, t.To)).ToList();
        var doubtful = from t in held
                       from other in At(t.Key)
                       where StandsFor(other, t.Key) == t.Name
                       where IsFull(other) || held.Any(h => h.Account.Ref == other.Ref && h.Key == t.Key)
                       select (t.Account, other);
        return [.. sure, .. doubtful];
    }

    private static List<Group> Close(List<Group> start, List<(Account, Account)> pairs)
    {
        var groups = start.Select(g => { var copy = new Group(); copy.UnionWith(g); return copy; }).ToList();
        foreach (var (a, b) in pairs)
        {
            var left = groups.Single(g => g.Contains(a));
            var right = groups.Single(g => g.Contains(b));
            if (left == right) continue;
            left.UnionWith(right);
            groups.Remove(right);
        }

        return groups;
    }
}
