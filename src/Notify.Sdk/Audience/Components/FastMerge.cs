namespace Notify.Sdk.Audience;

/// <summary>
/// Makes persons of the components in which nothing is in doubt. Where every name is written out, nobody has an asserted person
/// id, a birth date or somebody they are not the same as, and all accounts together are no more than a person may have, no guard
/// can break and no name is only claimed: then the rules of <see cref="PersonCollapser"/> come down to joining what is sure,
/// and that needs no text. Where initials or missing names are all that is in doubt, what is sure is joined and the rest left to
/// <see cref="ClaimMerge"/>. All other components are marked <see cref="RowFacts.Exact"/>.
/// </summary>
internal sealed class FastMerge(ListDigest digest, RowRings components, RowSets persons, int maxAccountsPerPerson)
{
    private const int FewHolders = 16;

    private (ulong Name, int Row)[] _byName = [];

    /// <summary>Marks components of several rows that need the exact rules, on their smallest row.</summary>
    public void Mark(CancellationToken cancellationToken)
    {
        for (var row = 0; row < digest.Rows; row++)
        {
            if ((row & 0xFFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            if (components.IsAlone(row) || components.Find(row) != row) continue;
            digest.Facts[row] |= Doubt(row);
        }
    }

    /// <summary>Joins what is sure, and notes the addresses at which names are claimed.</summary>
    public void Join(KeyBook book, DoubleIds ids, ClaimedKeys claimed, CancellationToken cancellationToken)
    {
        foreach (var part in book.Parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var groups = part.Groups;
            for (var i = 0; i < groups.Length; i++)
            {
                if (!book.Links(groups[i])) continue;
                var holders = part.HoldersOf(groups[i]);
                var component = components.Find(holders[0].Row);
                var doubt = digest.Facts[component] & (RowFacts.Exact | RowFacts.Claimed);
                if (doubt == RowFacts.Exact) continue;
                JoinVerified(holders);
                if (doubt == RowFacts.Claimed) claimed.Add(component, part, i);
                else JoinNames(holders);
            }
        }

        foreach (var (row, anchor) in ids.SameAccounts)
            if (!IsExact(row)) persons.Union(row, anchor);
    }

    private RowFacts Doubt(int first)
    {
        var (row, size, doubt) = (first, 0, RowFacts.None);
        do
        {
            var facts = digest.Facts[row];
            if ((facts & (RowFacts.Special | RowFacts.Left)) != 0 || ++size > maxAccountsPerPerson) return RowFacts.Exact;
            if ((facts & RowFacts.FullName) == 0) doubt = RowFacts.Claimed;
            row = components.Next(row);
        }
        while (row != first);
        return doubt;
    }

    private bool IsExact(int row) => (digest.Facts[components.Find(row)] & RowFacts.Exact) != 0;

    /// <summary>Level 2, an address that both verified.</summary>
    private void JoinVerified(ReadOnlySpan<KeyHolder> holders)
    {
        var verified = -1;
        foreach (var holder in holders)
        {
            if (!holder.Verified) continue;
            if (verified < 0) verified = holder.Row;
            else persons.Union(verified, holder.Row);
        }
    }

    /// <summary>Levels 3 and 4, equal names at an address.</summary>
    private void JoinNames(ReadOnlySpan<KeyHolder> holders)
    {
        if (holders.Length > FewHolders)
        {
            JoinMany(holders);
            return;
        }

        for (var i = 1; i < holders.Length; i++)
        {
            var name = digest.Names[holders[i].Row];
            for (var j = 0; j < i; j++)
                if (digest.Names[holders[j].Row] == name) persons.Union(holders[i].Row, holders[j].Row);
        }
    }

    private void JoinMany(ReadOnlySpan<KeyHolder> holders)
    {
        if (_byName.Length < holders.Length) _byName = new (ulong, int)[holders.Length];
        var named = _byName.AsSpan(0, holders.Length);
        for (var i = 0; i < holders.Length; i++) named[i] = (digest.Names[holders[i].Row], holders[i].Row);
        named.Sort();
        for (var i = 1; i < named.Length; i++)
            if (named[i].Name == named[i - 1].Name) persons.Union(named[i].Row, named[i - 1].Row);
    }
}
