namespace Notify.Sdk.Audience;

/// <summary>
/// Decides components in which no guard can break, but names are shortened or missing. Levels 3 and 4 as in
/// <see cref="PersonCollapser"/>, by the same two classes, on the numbers that are there already: only where initials meet a
/// full name at an address are both names read again. Which of several accounts is the anchor has no say in who is joined.
/// </summary>
internal sealed class ClaimMerge(ListDigest digest, RowRings components, RowSets persons, AccountMaker maker)
{
    private readonly Lock _lock = new();

    /// <summary>What is sure is joined already.</summary>
    public void Join(ClaimedKeys keys, int threads, CancellationToken cancellationToken) =>
        Parallelism.ForEach(keys.Batches(), threads, range => Join(keys, range), cancellationToken);

    private void Join(ClaimedKeys keys, Range range)
    {
        var rows = new ClaimRows(digest, components, keys, range);
        var names = new ClaimNames(rows, digest, maker);
        var groups = rows.Groups(persons);
        Join(LinkLevel.EmailAndName, rows, names, groups);
        Join(LinkLevel.PhoneAndName, rows, names, groups);
        lock (_lock)
        {
            for (var row = 0; row < rows.Rows.Count; row++)
                if (groups.Find(row) is var first && first != row) persons.Union(rows.Rows[row], rows.Rows[first]);
        }
    }

    private static void Join(LinkLevel level, ClaimRows rows, ClaimNames names, UnionFind groups)
    {
        var found = new List<Evidence>();
        var evidence = new NameEvidence(rows, names);
        evidence.Gather(level, found);
        foreach (var piece in found) groups.Union(piece.Row, piece.Anchor);
        if (evidence.Claims.Count == 0) return;
        found.Clear();
        new ClaimJudge(rows.Rows.Count, evidence, groups, names).Keep(level, found);
        foreach (var piece in found) groups.Union(piece.Row, piece.Anchor);
    }
}
