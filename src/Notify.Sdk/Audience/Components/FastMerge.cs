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
    private const RowFacts InDoubt = RowFacts.Exact | RowFacts.Claimed;

    private (ulong Name, int Row)[] _byName = [];

    /// <summary>Marks every row of a component that is in doubt.</summary>
    public void Mark(CancellationToken cancellationToken)
    {
        var inDoubt = new List<int>();
        for (var row = 0; row < digest.Rows; row++)
        {
            if ((row & 0xFFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            if (components.IsAlone(row) || Doubt(row) is not (not RowFacts.None and var doubt)) continue;
            var first = components.Find(row);
            ref var facts = ref digest.Facts[first];
            if ((facts & InDoubt) == 0) inDoubt.Add(first);
            facts |= doubt;
        }

        foreach (var first in inDoubt) MarkAll(first);
    }

    /// <summary>Joins what is sure, and notes the addresses at which names are claimed.</summary>
    public void Join(SharedKeyIndex book, DoubleIds ids, ClaimedKeys claimed, CancellationToken cancellationToken)
    {
        foreach (var part in book.Parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var groups = part.Groups;
            for (var i = 0; i < groups.Length; i++)
            {
                foreach (var later in part.Soon(groups[i])) Prefetch(later.Row);
                if (!book.Links(groups[i])) continue;
                var holders = part.HoldersOf(groups[i]);
                var doubt = digest.Facts[holders[0].Row] & InDoubt;
                if (doubt == RowFacts.Exact) continue;
                JoinVerified(holders);
                if (doubt == RowFacts.Claimed) claimed.Add(components.Find(holders[0].Row), part, i);
                else JoinNames(holders);
            }
        }

        foreach (var (row, anchor) in ids.SameAccounts)
            if ((digest.Facts[row] & RowFacts.Exact) == 0) persons.Union(row, anchor);
    }

    private void Prefetch(int row)
    {
        digest.Facts.Prefetch(row);
        digest.Names.Prefetch(row);
        persons.Prefetch(row);
    }

    private RowFacts Doubt(int row)
    {
        var facts = digest.Facts[row];
        if ((facts & (RowFacts.Special | RowFacts.Left)) != 0) return RowFacts.Exact;
        if (components.IsFirst(row) && components.SizeOf(row) > maxAccountsPerPerson) return RowFacts.Exact;
        return (facts & RowFacts.FullName) == 0 ? RowFacts.Claimed : RowFacts.None;
    }

    private void MarkAll(int first)
    {
        var doubt = (digest.Facts[first] & RowFacts.Exact) != 0 ? RowFacts.Exact : RowFacts.Claimed;
        var row = first;
        do
        {
            digest.Facts[row] = (digest.Facts[row] & ~InDoubt) | doubt;
            row = components.Next(row);
        }
        while (row != first);
    }

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
