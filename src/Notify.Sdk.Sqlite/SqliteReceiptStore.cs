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
    public ValueTask<IReadOnlyList<Receipt>> FindUnsettledAsync(
        int limit, Receipt? after = null, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<Receipt>>(
            s => s.All(
                "SELECT body FROM receipts WHERE settled = 0 AND (at, provider, event_id) > (?2, ?3, ?4) ORDER BY at, provider, event_id "
                    + "LIMIT ?1",
                static r => ReceiptJson.Read(r.GetOctets(0)),
                limit, after is null ? "" : SqliteText.Of(after.At), after?.Provider ?? "", after?.EventId ?? ""),
            cancellationToken);

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
        database.WriteAsync(s => s.Execute("DELETE FROM receipts WHERE at < ?1", SqliteText.Of(before)), cancellationToken);
}
