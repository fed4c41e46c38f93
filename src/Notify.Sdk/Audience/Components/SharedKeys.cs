namespace Notify.Sdk.Audience;

/// <summary>
/// Once all persons are known: which addresses several of them have. After it the rows behind the addresses are forgotten.
/// </summary>
internal static class SharedKeys
{
    public static void Settle(ListDigest digest, RowSets persons, SharedKeyIndex book, CancellationToken cancellationToken)
    {
        for (var partition = 0; partition < book.Parts.Count; partition++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = book.Parts[partition];
            bool[] shared = part.Groups.IsEmpty ? [] : new bool[part.Groups.Length];
            for (var group = 0; group < shared.Length; group++)
            {
                foreach (var later in part.Soon(part.Groups[group])) persons.Prefetch(later.Row);
                var holders = part.HoldersOf(part.Groups[group]);
                shared[group] = IsShared(holders, persons);
                if (shared[group]) Note(digest, holders, book.IsCrowded(part.Groups[group])
                    ? RowFacts.AtShared | RowFacts.AtCrowded : RowFacts.AtShared);
            }

            book.Settle(partition, shared);
        }
    }

    private static bool IsShared(ReadOnlySpan<KeyHolder> holders, RowSets persons)
    {
        var first = persons.Find(holders[0].Row);
        for (var i = 1; i < holders.Length; i++)
            if (persons.Find(holders[i].Row) != first) return true;
        return false;
    }

    private static void Note(ListDigest digest, ReadOnlySpan<KeyHolder> holders, RowFacts facts)
    {
        foreach (var holder in holders) digest.Facts[holder.Row] |= facts;
    }
}
