namespace Notify.Sdk.Audience;

/// <summary>
/// Cuts a list into components: rows that no evidence can connect, however indirectly, are in different ones. So the rules may
/// be asked for one component at a time, and most components are a single row.
/// </summary>
internal static class ComponentBuilder
{
    /// <summary>Sorts the rows by address. Several threads.</summary>
    public static void FindKeys(ListDigest digest, SharedKeyIndex book, bool skipLeft, int threads, CancellationToken cancellationToken) =>
        Parallelism.For(Partitions<KeyEntry>.Count, threads, () => new KeyGrouper(digest),
            (partition, grouper) => book.Put(partition, grouper.Group(partition, skipLeft)), cancellationToken);

    public static RowRings Connect(ListDigest digest, SharedKeyIndex book, DoubleIds ids, CancellationToken cancellationToken)
    {
        var components = new RowRings(digest.Rows);
        foreach (var part in book.Parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (ref readonly var group in part.Groups)
            {
                foreach (var later in part.Soon(group)) components.Prefetch(later.Row);
                if (!book.Links(group)) continue;
                var holders = part.HoldersOf(group);
                for (var i = 1; i < holders.Length; i++) components.Union(holders[0].Row, holders[i].Row);
            }
        }

        foreach (var (row, anchor) in ids.SameAccounts) components.Union(row, anchor);
        // some may not count; the others are connected all the same
        foreach (var (row, anchor) in ids.SamePersons) components.Union(row, anchor);
        return components;
    }
}
