namespace Notify.Sdk.Audience;

/// <summary>
/// Makes the persons of a list, some thousand rows at a time, and forgets them: components in the order of their smallest
/// accounts, and the persons of one in the order of their labels. So people who share an address of their own come one after
/// the other, and in the same order whatever the order of the rows.
/// </summary>
internal sealed class PeopleReader(ListDigest digest, RowRings components, AccountMaker maker, PersonCollapser collapser,
    SharedKeyIndex book,
    int threads)
{
    private const int BatchRows = 2_048;

    public IEnumerable<Person> Read(CancellationToken cancellationToken)
    {
        var order = new ComponentOrder(digest, components, maker, threads).Rows(cancellationToken);
        var rows = new List<int>(BatchRows * 2);
        var ends = new List<int>();
        foreach (var row in order)
        {
            AddComponent(row, rows);
            ends.Add(rows.Count);
            if (rows.Count < BatchRows) continue;
            foreach (var person in Make(rows, ends, cancellationToken)) yield return person;
            rows.Clear();
            ends.Clear();
        }

        foreach (var person in Make(rows, ends, cancellationToken)) yield return person;
    }

    private void AddComponent(int first, List<int> rows)
    {
        var row = first;
        do
        {
            if ((digest.Facts[row] & RowFacts.Left) == 0) rows.Add(row);
            row = components.Next(row);
        }
        while (row != first);
    }

    private IEnumerable<Person> Make(List<int> rows, List<int> ends, CancellationToken cancellationToken)
    {
        var accounts = new Account[rows.Count];
        Parallelism.For(accounts.Length, threads, () => maker, (i, own) => accounts[i] = own.Make(rows[i]), cancellationToken);
        maker.EnsureUnchanged();
        var several = Collapse(accounts, ends);
        for (int i = 0, start = 0; i < ends.Count; start = ends[i++])
        {
            if (ends[i] - start == 1) yield return Seen(new() { Accounts = [accounts[start]] }, rows[start]);
            else foreach (var person in several[i]) yield return Seen(person, null);
        }
    }

    /// <summary>The persons of the components of several rows, by component.</summary>
    private ILookup<int, Person> Collapse(Account[] accounts, List<int> ends)
    {
        var several = new List<Account>();
        var componentOf = new Dictionary<AccountRef, int>();
        for (int i = 0, start = 0; i < ends.Count; start = ends[i++])
        {
            if (ends[i] - start == 1) continue;
            for (var at = start; at < ends[i]; at++)
            {
                several.Add(accounts[at]);
                componentOf.Add(accounts[at].Ref, i);
            }
        }

        return collapser.Collapse(several, book).People.ToLookup(p => componentOf[p.Label]);
    }

    /// <summary>With the addresses that other persons of the whole list have too.</summary>
    private Person Seen(Person person, int? row) =>
        row is { } known && (digest.Facts[known] & RowFacts.AtShared) == 0 ? person : AtShared(person);

    private Person AtShared(Person person)
    {
        // Who is one person by numbers is one by the texts too, but for two relatives in millions: what the texts say counts as well.
        var keys = person.Accounts.SelectMany(a => a.Addresses).Select(a => a.Key).Distinct()
            .Where(key => book.IsShared(key) || person.SharedAddresses.Contains(key)).Order().ToArray();
        return person with { SharedAddresses = keys, CrowdedAddresses = [.. keys.Where(book.IsCrowded)] };
    }
}
