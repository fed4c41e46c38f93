using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>Soft bounces in the SQLite file, so that a restart does not forget them. Thread-safe.</summary>
/// <remarks>Every call throws <see cref="SqliteStoreException"/> when the file cannot be used; then nothing was written.</remarks>
public sealed class SqliteBounceLedger(SqliteDatabase database) : IBounceLedger
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Instant>> AddAsync(SoftBounce bounce, Instant since, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(bounce);
        return database.WriteAsync<IReadOnlyList<Instant>>(
            s =>
            {
                var address = SqliteText.Of(bounce.Address);
                s.Execute(
                    "INSERT INTO soft_bounces (address, provider, event_id, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                    address, bounce.Provider, bounce.EventId, SqliteText.Of(bounce.At));
                s.Execute("DELETE FROM soft_bounces WHERE address = ?1 AND at < ?2", address, SqliteText.Of(since));
                return s.Sound("soft_bounces", "SELECT address, at FROM soft_bounces WHERE address = ?1 ORDER BY at", static r =>
                    SqliteText.Instant(r.GetString(1)), null, address);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SoftBounce>> FindAsync(AddressKey address, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<SoftBounce>>(
            s => s.Sound(
                "soft_bounces",
                "SELECT address, provider, event_id, at FROM soft_bounces WHERE address = ?1 ORDER BY at, provider, event_id",
                r => new SoftBounce(address, r.GetString(1), r.GetString(2), SqliteText.Instant(r.GetString(3))), null,
                SqliteText.Of(address)),
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask ForgetAsync(AddressKey address, Instant until, CancellationToken cancellationToken = default) =>
        await database.WriteAsync(
            s => s.Execute(
                "DELETE FROM soft_bounces WHERE address = ?1 AND (at <= ?2 OR ?3)", SqliteText.Of(address), SqliteText.Of(until),
                until == Instant.MaxValue), // a damaged instant may be later than that
            cancellationToken);
}
