namespace Notify.Sdk.Audience;

/// <summary>Makes persons of groups: accounts, evidence and shared addresses, all in order.</summary>
internal sealed class PersonAssembly(Account[] rows, AddressOwners addresses, PersonGroups groups)
{
    public List<Person> Build()
    {
        var (links, accounts) = (Links(), Accounts());
        var (shared, crowded) = (Shared(_ => true), Shared(addresses.IsCrowded));
        var people = new List<Person>(rows.Length);
        for (var group = 0; group < rows.Length; group++)
        {
            if (accounts[group] is not { } members) continue;
            people.Add(new()
            {
                Accounts = members,
                Links = links[group] ?? [],
                SharedAddresses = shared[group] is { } keys ? keys : [],
                CrowdedAddresses = crowded[group] is { } many ? many : [],
            });
        }

        return people;
    }

    private Account[]?[] Accounts()
    {
        var size = new int[rows.Length];
        foreach (var group in groups.GroupOf) size[group]++;
        var accounts = new Account[]?[rows.Length];
        for (var row = rows.Length - 1; row >= 0; row--)
        {
            var group = groups.GroupOf[row];
            (accounts[group] ??= new Account[size[group]])[--size[group]] = rows[row];
        }

        return accounts;
    }

    private PersonLink[]?[] Links()
    {
        var evidence = groups.Accepted;
        evidence.Sort(Compare);
        var links = new PersonLink[]?[rows.Length];
        for (int start = 0, end; start < evidence.Count; start = end)
        {
            var group = groups.GroupOf[evidence[start].Row];
            for (end = start + 1; end < evidence.Count && groups.GroupOf[evidence[end].Row] == group;) end++;
            var own = links[group] = new PersonLink[end - start];
            for (var i = 0; i < own.Length; i++) own[i] = LinkOf(evidence[start + i]);
        }

        return links;
    }

    private int Compare(Evidence left, Evidence right)
    {
        var order = groups.GroupOf[left.Row].CompareTo(groups.GroupOf[right.Row]);
        if (order == 0) order = left.Row.CompareTo(right.Row);
        if (order == 0) order = left.Anchor.CompareTo(right.Anchor);
        if (order == 0) order = left.Level.CompareTo(right.Level);
        return order == 0 && left.Key >= 0 ? addresses.Key(left.Key).CompareTo(addresses.Key(right.Key)) : order;
    }

    private PersonLink LinkOf(Evidence evidence) =>
        new(rows[evidence.Row].Ref, rows[evidence.Anchor].Ref, evidence.Level, evidence.Key < 0 ? null : addresses.Key(evidence.Key))
        {
            Names = evidence.Names,
        };

    private List<AddressKey>?[] Shared(Func<int, bool> counts)
    {
        var shared = new List<AddressKey>?[rows.Length];
        for (var key = 0; key < addresses.Count; key++)
        {
            var holders = addresses.HoldersOf(key);
            if (!counts(key) || !IsShared(holders)) continue;
            foreach (var holder in holders) (shared[groups.GroupOf[holder.Row]] ??= new(2)).Add(addresses.Key(key));
        }

        foreach (var own in shared)
        {
            if (own is not { Count: > 1 }) continue;
            own.Sort();
            RemoveRepeated(own);
        }

        return shared;
    }

    private bool IsShared(ReadOnlySpan<AddressOwners.Holder> holders)
    {
        foreach (var holder in holders)
            if (groups.GroupOf[holder.Row] != groups.GroupOf[holders[0].Row]) return true;
        return false;
    }

    private static void RemoveRepeated(List<AddressKey> sorted)
    {
        var kept = 1;
        for (var i = 1; i < sorted.Count; i++)
            if (sorted[i] != sorted[kept - 1]) sorted[kept++] = sorted[i];
        sorted.RemoveRange(kept, sorted.Count - kept);
    }
}
