namespace Notify.Sdk.Audience;

/// <summary>
/// Asks <see cref="PersonCollapser"/> about the components that are not plain: their rows are read again, some thousand at a time.
/// </summary>
internal sealed class ExactMerge(ListDigest digest, RowRings components, RowSets persons, AccountMaker maker, PersonCollapser collapser,
    SharedKeyIndex book)
{
    private const int BatchRows = 256;

    private readonly Lock _lock = new();
    private readonly List<MergeRefusal> _refusals = [];

    /// <summary>The merges that were refused, by level, first account and guard.</summary>
    public IReadOnlyList<MergeRefusal> Refusals => [.. _refusals.OrderBy(r => r.Level).ThenBy(r => r.Accounts[0])];

    public void Join(int threads, CancellationToken cancellationToken) =>
        Parallelism.ForEach(Batches(), threads, rows => Join(rows, cancellationToken), cancellationToken);

    private IEnumerable<int[]> Batches()
    {
        var batch = new List<int>(BatchRows * 2);
        for (var row = 0; row < digest.Rows; row++)
        {
            if ((digest.Facts[row] & RowFacts.Exact) == 0 || !components.IsFirst(row)) continue;
            var at = row;
            do
            {
                if ((digest.Facts[at] & RowFacts.Left) == 0) batch.Add(at);
                at = components.Next(at);
            }
            while (at != row);
            if (batch.Count < BatchRows) continue;
            yield return [.. batch];
            batch.Clear();
        }

        yield return [.. batch];
    }

    private void Join(int[] rows, CancellationToken cancellationToken)
    {
        var accounts = new Account[rows.Length];
        var rowOf = new Dictionary<Account, int>(rows.Length, ReferenceEqualityComparer.Instance);
        for (var i = 0; i < rows.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            accounts[i] = maker.Make(rows[i]);
            rowOf.Add(accounts[i], rows[i]);
        }

        var (people, refusals) = collapser.Collapse(accounts, book);
        lock (_lock)
        {
            _refusals.AddRange(refusals);
            foreach (var person in people)
                for (var i = 1; i < person.Accounts.Count; i++) persons.Union(rowOf[person.Accounts[0]], rowOf[person.Accounts[i]]);
        }
    }
}
