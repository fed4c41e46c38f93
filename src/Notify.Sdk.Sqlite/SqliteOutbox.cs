using Notify.Sdk.Sending;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// The outbox in one SQLite file: a delivery, its once-only marks, its cap places and the decisions are written in one
/// transaction, so that a crash leaves all of them or none, and a restart tells nobody twice. Thread-safe, and safe for
/// several processes on one machine.
/// </summary>
/// <remarks>
/// A call that writes takes the file's lock for its whole transaction; batches of some hundred to some thousand are
/// fast, single rows cost one disk flush each. Every call throws <see cref="SqliteStoreException"/> when the file
/// cannot be used; then nothing of the call was written.
/// </remarks>
public sealed class SqliteOutbox(SqliteDatabase database) : OutboxStore
{
    /// <inheritdoc/>
    protected override ValueTask<T> WriteAsync<T>(Func<IOutboxSlice, T> decide, CancellationToken cancellationToken) =>
        database.WriteAsync(session => decide(new SqliteSlice(session, cancellationToken)), cancellationToken);

    /// <inheritdoc/>
    protected override ValueTask<T> ReadAsync<T>(Func<IOutboxView, T> ask, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.Snapshot(inside => ask(new SqliteView(inside)), cancellationToken), cancellationToken);
}
