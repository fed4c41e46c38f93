namespace Notify.Sdk.Audience;

/// <summary>Makes persons of groups: accounts, evidence and shared addresses, all in order.</summary>
internal sealed class PersonAssembly(Account[] rows, AddressBook addresses, PersonGroups groups)
{
    public List<Person> Build()
    {
        var (links, shared, accounts) = (Links(), SharedAddresses(), Accounts());
        var people = new List<Person>(rows.Length);
        for (var group = 0; group < rows.Length; group++)
        {
            if (accounts[group] is not { } members) continue;
            people.Add(new()
            {
                Accounts = members,
                Links = links.GetValueOrDefault(group, []),
                SharedAddresses = shared.GetValueOrDefault(group, []),
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

    private Dictionary<int, PersonLink[]> Links()
    {
        var evidence = groups.Accepted;
        evidence.Sort(Compare);
        var links = new Dictionary<int, PersonLink[]>();
        foreach (var run in Runs(evidence, e => groups.GroupOf[e.Row]))
            links.Add(groups.GroupOf[run[0].Row], run.ConvertAll(LinkOf).ToArray());
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

    private Dictionary<int, AddressKey[]> SharedAddresses()
    {
        var found = new List<(int Group, int Key)>();
        for (var key = 0; key < addresses.Count; key++)
        {
            var holders = addresses.HoldersOf(key);
            var several = false;
            foreach (var holder in holders) several |= groups.GroupOf[holder.Row] != groups.GroupOf[holders[0].Row];
            if (!several) continue;
            foreach (var holder in holders) found.Add((groups.GroupOf[holder.Row], key));
        }

        found.Sort((left, right) =>
        {
            var order = left.Group.CompareTo(right.Group);
            return order != 0 || left.Key == right.Key ? order : addresses.Key(left.Key).CompareTo(addresses.Key(right.Key));
        });
        var shared = new Dictionary<int, AddressKey[]>();
        foreach (var run in Runs(found, f => f.Group))
            shared.Add(run[0].Group, [.. run.Select(f => f.Key).Distinct().Select(addresses.Key)]);
        return shared;
    }

    private static IEnumerable<List<T>> Runs<T>(List<T> sorted, Func<T, int> groupOf)
    {
        for (int start = 0, end; start < sorted.Count; start = end)
        {
            for (end = start + 1; end < sorted.Count && groupOf(sorted[end]) == groupOf(sorted[start]);) end++;
            yield return sorted[start..end];
        }
    }
}
