using NodaTime;
using Notify.Sdk.Stores;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Sqlite;

/// <summary>Receipts in the SQLite file, so that one that came early is still there after a restart. Thread-safe.</summary>
/// <remarks>Every call throws <see cref="SqliteStoreException"/> when the file cannot be used; then nothing was written.</remarks>
public sealed class SqliteReceiptStore(SqliteDatabase database) : IReceiptStore
{
    /// <inheritdoc/>
    public ValueTask<bool> AddAsync(Receipt receipt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return database.WriteAsync(
            s => s.Execute(
                "INSERT INTO receipts (provider, event_id, at, settled, body) VALUES (?1, ?2, ?3, 0, ?4) ON CONFLICT DO NOTHING",
                receipt.Provider, receipt.EventId, SqliteText.Of(receipt.At), ReceiptJson.Write(receipt)) > 0,
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>One that cannot be read is put aside, and goes with the next <see cref="PurgeAsync"/>.</remarks>
    public async ValueTask<IReadOnlyList<Receipt>> FindUnsettledAsync(
        int limit, Receipt? after = null, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var found = await database.ReadAsync(
                s => s.Sound(
                    "receipts",
                    "SELECT event_id, provider, at, body FROM receipts WHERE settled NOT IN (1, 2) "
                        + "AND (at, provider, event_id) > (?2, ?3, ?4) ORDER BY at, provider, event_id LIMIT ?1",
                    Read, static r => (r.GetValue(1), r.GetValue(0), null), limit, after is null ? "" : SqliteText.Of(after.At),
                    after?.Provider ?? "", after?.EventId ?? ""),
                cancellationToken);
            List<(SqliteValue Provider, SqliteValue EventId, Receipt? Receipt)> damaged = found.FindAll(f => f.Receipt is null);
            if (damaged.Count > 0)
                await database.WriteAsync(
                    s => damaged.Sum(d => s.Execute(
                        "UPDATE receipts SET settled = 2 WHERE provider IS ?1 AND event_id IS ?2", d.Provider, d.EventId)),
                    cancellationToken);
            if (damaged.Count == 0 || damaged.Count < found.Count)
                return [.. found.Select(f => f.Receipt).OfType<Receipt>()];
        }
    }

    /// <summary>A receipt must say what its columns say, for it is settled by them.</summary>
    private static (SqliteValue Provider, SqliteValue EventId, Receipt? Receipt) Read(SqliteRow row)
    {
        var receipt = ReceiptJson.Read(row.GetOctets(3));
        return row.GetText(0) == receipt.EventId && row.GetText(1) == receipt.Provider && row.GetText(2) == SqliteText.Of(receipt.At)
            ? (row.GetValue(1), row.GetValue(0), receipt) : throw new InvalidDataException("A receipt is not the one of its columns.");
    }

    /// <inheritdoc/>
    public async ValueTask SettleAsync(Receipt receipt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        await database.WriteAsync(
            s => s.Execute(
                "INSERT INTO receipts (provider, event_id, at, settled, body) VALUES (?1, ?2, ?3, 1, ?4) ON CONFLICT DO UPDATE SET "
                    + "settled = 1, body = excluded.body",
                receipt.Provider, receipt.EventId, SqliteText.Of(receipt.At), Array.Empty<byte>()),
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<int> PurgeAsync(Instant before, CancellationToken cancellationToken = default) =>
        database.WriteAsync(s => s.Execute("DELETE FROM receipts WHERE at < ?1 OR settled = 2", SqliteText.Of(before)), cancellationToken);
}
