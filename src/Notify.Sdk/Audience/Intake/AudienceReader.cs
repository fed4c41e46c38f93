namespace Notify.Sdk.Audience;

/// <summary>Reads a whole list and answers who is on it: normalises each row, settles double account ids, collapses accounts into people.</summary>
internal sealed class AudienceReader(ContactNormalizer normalizer, PersonCollapser collapser)
{
    private const int ChunkSize = 4_096;

    public async Task<AudienceList> ReadAsync(IAsyncEnumerable<Contact> contacts, IProgress<SendProgress>? progress, CancellationToken cancellationToken)
    {
        var rows = new RowTable();
        List<Contact> chunk = new(ChunkSize);
        await foreach (var contact in contacts.WithCancellation(cancellationToken))
        {
            chunk.Add(contact);
            if (chunk.Count < ChunkSize)
                continue;
            Take(chunk, rows, cancellationToken);
            progress?.Report(new(SendStep.Reading, rows.Count, null));
        }

        Take(chunk, rows, cancellationToken);
        progress?.Report(new(SendStep.Reading, rows.Count, null));
        var (people, refusals) = collapser.Collapse(rows.Accounts);
        return new() { People = people, Refusals = refusals, Rejected = rows.Rejected, Rows = rows.Count };
    }

    /// <summary>Rows are independent of each other until they are in the table, so they are normalised on all cores.</summary>
    private void Take(List<Contact> chunk, RowTable rows, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var accounts = new Account?[chunk.Count];
        Parallel.For(0, chunk.Count, i => accounts[i] = chunk[i] is { } contact ? normalizer.Normalize(contact) : null);
        for (var i = 0; i < accounts.Length; i++)
            rows.Add(chunk[i], accounts[i]);
        chunk.Clear();
    }
}
