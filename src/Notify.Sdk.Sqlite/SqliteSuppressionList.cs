using Notify.Sdk.Audience;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// Suppression registers in the SQLite file. Thread-safe. Import large registers in batches of some ten thousand
/// entries: each call is one transaction.
/// </summary>
/// <remarks>Every call throws <see cref="SqliteStoreException"/> when the file cannot be used; then nothing was written.</remarks>
public sealed class SqliteSuppressionList(SqliteDatabase database) : ISuppressionList
{
    /// <inheritdoc/>
    public async ValueTask DeclareAsync(SuppressionRegister register, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(register);
        await database.WriteAsync(
            s => s.Execute(
                "INSERT INTO registers (name, body) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET body = excluded.body",
                register.Name, OutboxJson.Write(register)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask AddAsync(IReadOnlyCollection<SuppressionEntry> entries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        await database.WriteAsync(
            s =>
            {
                foreach (var entry in entries)
                {
                    s.Execute(
                        "INSERT INTO suppressions (address, register, kind, added_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                        SqliteText.Of(entry.Address), entry.Register, (int)entry.Kind, SqliteText.Of(entry.AddedAt));
                }

                return 0;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask RemoveAsync(string register, IReadOnlyCollection<AddressKey> addresses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(register);
        ArgumentNullException.ThrowIfNull(addresses);
        await database.WriteAsync(
            s =>
            {
                foreach (var address in addresses)
                    s.Execute("DELETE FROM suppressions WHERE address = ?1 AND register = ?2", SqliteText.Of(address), register);
                return 0;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SuppressionRegister>> RegistersAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<SuppressionRegister>>(
            s => s.All("SELECT body FROM registers ORDER BY name", static r => OutboxJson.ReadRegister(r.GetFieldValue<byte[]>(0))), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SuppressionEntry>> FindAsync(IReadOnlyCollection<AddressKey> addresses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        var asked = addresses as IReadOnlyList<AddressKey> ?? [.. addresses];
        return database.ReadAsync<IReadOnlyList<SuppressionEntry>>(
            s => s.All(
                "SELECT a.key, e.register, e.kind, e.added_at FROM json_each(?1) a CROSS JOIN suppressions e ON e.address = a.value",
                r => new SuppressionEntry(asked[r.GetInt32(0)], r.GetString(1), (SuppressionKind)r.GetInt32(2), SqliteText.Instant(r.GetString(3))),
                SqliteText.List(asked)),
            cancellationToken);
    }
}
