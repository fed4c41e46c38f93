using System.Runtime.InteropServices;

namespace Notify.Sdk.Audience;

/// <summary>
/// Settles rows with one account id and source, of which one counts, and finds those that one id of another source, or one
/// person id, makes one person. Rows whose ids may be equal are read again: they are few, and texts decide, not hashes.
/// </summary>
internal sealed class DoubleIds(ListDigest digest, IContactSource source)
{
    private readonly Lock _lock = new();

    /// <summary>Rows that are not used, because another row of the same account is.</summary>
    public List<RejectedRow> Rejected { get; } = [];

    /// <summary>Pairs of rows with one account id in two sources.</summary>
    public List<(int Row, int Anchor)> SameAccounts { get; } = [];

    /// <summary>Pairs of rows with one asserted person id, as far as hashes tell.</summary>
    public List<(int Row, int Anchor)> SamePersons { get; } = [];

    public void Settle(int threads, CancellationToken cancellationToken)
    {
        Parallelism.For(Partitions<IdEntry>.Count, threads, () => new RepeatedIds(digest.Ids), (partition, repeated) =>
        {
            var entries = repeated.In(partition);
            for (int start = 0, end; start < entries.Length; start = end)
            {
                cancellationToken.ThrowIfCancellationRequested();
                for (end = start + 1; end < entries.Length && entries[end].Id == entries[start].Id;) end++;
                if (entries[start].IsPerson) LinkPersons(entries[start..end]);
                else SettleAccounts(entries[start..end], cancellationToken);
            }
        }, cancellationToken);
    }

    private void LinkPersons(ReadOnlySpan<IdEntry> entries)
    {
        lock (_lock)
        {
            for (var i = 1; i < entries.Length; i++) SamePersons.Add((entries[i].Row, entries[0].Row));
        }
    }

    private void SettleAccounts(ReadOnlySpan<IdEntry> entries, CancellationToken cancellationToken)
    {
        var counting = new Dictionary<AccountRef, (int Row, Contact Contact)>();
        var rejected = new List<RejectedRow>();
        foreach (var entry in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var contact = source.Read(digest.Locators[entry.Row])!;
            ref var best = ref CollectionsMarshal.GetValueRefOrAddDefault(counting, contact.Ref, out var exists);
            if (exists)
            {
                rejected.Add(new(contact.Ref, Double));
                var isBetter = RowOrder.Compare(contact, best.Contact) < 0;
                digest.Facts[isBetter ? best.Row : entry.Row] |= RowFacts.Left;
                if (!isBetter) continue;
            }

            best = (entry.Row, contact);
        }

        lock (_lock)
        {
            Rejected.AddRange(rejected);
            foreach (var ids in counting.Values.GroupBy(b => b.Contact.AccountId, b => b.Row, StringComparer.Ordinal))
                Link([.. ids]);
        }
    }

    /// <summary>Whether a number is the account's own, where it has no name, is then a question of ids: for the exact rules.</summary>
    private void Link(int[] rows)
    {
        for (var i = 1; i < rows.Length; i++) SameAccounts.Add((rows[i], rows[0]));
        if (rows.Length == 1) return;
        foreach (var row in rows)
            if ((digest.Facts[row] & (RowFacts.FullName | RowFacts.ShortName)) == 0) digest.Facts[row] |= RowFacts.Special;
    }

    private static Reason Double { get; } = new(ReasonCodes.DuplicateAccountId, "audience/row",
        "Another row of the list has the same account id and source; the one that was confirmed last is used.");
}
