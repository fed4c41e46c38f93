using System.Data.Common;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// The outbox in one SQLite file: a delivery, its once-only marks, its cap slots and the decisions are written in one
/// transaction, so that a crash leaves all of them or none, and a restart tells nobody twice. Thread-safe, and safe for
/// several processes on one machine.
/// </summary>
/// <remarks>
/// A call that writes takes the file's lock for its whole transaction; batches of some hundred to some thousand are
/// fast, single rows cost one disk flush each. Every call throws <see cref="SqliteStoreException"/> when the file
/// cannot be used; then nothing of the call was written. A row that is damaged is put aside and named in the log, once, by its table and
/// number; the others go on, and nobody is told for it. Who asks for that very row gets an <see cref="InvalidDataException"/>.
/// </remarks>
/// <param name="database">The file.</param>
public sealed class SqliteOutbox(SqliteDatabase database) : OutboxStore, ITransactionalStore
{
    /// <inheritdoc/>
    /// <remarks>
    /// The transaction is one of a <c>Microsoft.Data.Sqlite</c> connection to the same file, begun to write
    /// (<c>BeginTransaction()</c> does so). Consents and registers are read through it too.
    /// </remarks>
    public IDisposable Join(DbTransaction transaction) => database.Join(transaction);

    /// <inheritdoc/>
    protected override ValueTask<T> WriteAsync<T>(Func<IOutboxSlice, T> decide, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            SqliteSlice slice = new(session, cancellationToken);
            var answer = decide(slice);
            slice.End();
            return answer;
        },
        cancellationToken);

    /// <inheritdoc/>
    /// <remarks>
    /// What was erased is overwritten where it stood, and the write-ahead log is emptied unless somebody reads from it;
    /// <see cref="SqliteDatabase.OverwriteAsync"/> says whether nothing is left. Backups are yours to deal with.
    /// </remarks>
    protected override async ValueTask OnErasedAsync(ErasureScope scope, CancellationToken cancellationToken)
    {
        await database.WriteAsync(session => SqliteErasure.ForgetDamaged(session, scope), cancellationToken);
        await database.EmptyLogAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override ValueTask<T> ReadAsync<T>(Func<IOutboxView, T> ask, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.Snapshot(inside => ask(new SqliteView(inside)), cancellationToken), cancellationToken);

    /// <inheritdoc/>
    protected override ValueTask<T> ReadLongAsync<T>(Func<IOutboxView, T> ask, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.Snapshot(inside => ask(new SqliteView(inside)), cancellationToken), cancellationToken,
            isLong: true);
}
