using Notify.Sdk.Audience;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Sqlite;

/// <summary>Consents and opt-outs in the SQLite file: an opt-out is on the disk before the call returns. Thread-safe.</summary>
/// <remarks>Every call throws <see cref="SqliteStoreException"/> when the file cannot be used; then nothing was written.</remarks>
public sealed class SqliteConsentLedger(SqliteDatabase database) : IConsentLedger
{
    /// <inheritdoc/>
    public async ValueTask AppendAsync(IReadOnlyCollection<ConsentRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        foreach (var record in records)
            ArgumentException.ThrowIfNullOrWhiteSpace(record.Id, nameof(records));
        await database.WriteAsync(
            s =>
            {
                foreach (var record in records)
                {
                    s.Execute(
                        "INSERT INTO consents (id, address, topic, body) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                        record.Id, SqliteText.Of(record.Address), record.Topic, OutboxJson.Write(record));
                }

                return 0;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ConsentRecord>> FindAsync(IReadOnlyCollection<AddressKey> addresses, string topic, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        var found = await database.ReadAsync(
            s => s.All(
                """
                SELECT c.body FROM json_each(?1) a CROSS JOIN consents c ON c.address = a.value
                WHERE c.topic IS NULL OR c.topic = ?2
                """,
                static r => OutboxJson.ReadConsent(r.GetFieldValue<byte[]>(0)),
                SqliteText.List(addresses), topic),
            cancellationToken);
        found.Sort(InOrder);
        return found;
    }

    private static int InOrder(ConsentRecord a, ConsentRecord b)
    {
        var byTime = a.OccurredAt.CompareTo(b.OccurredAt);
        return byTime != 0 ? byTime : string.CompareOrdinal(a.Id, b.Id);
    }
}
