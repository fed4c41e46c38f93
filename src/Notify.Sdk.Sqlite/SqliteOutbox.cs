using System.Data.Common;
using Microsoft.Extensions.Logging;
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
/// cannot be used; then nothing of the call was written. A row that is damaged is put aside when it is due, and named in the log; the
/// others go on.
/// </remarks>
/// <param name="database">The file.</param>
/// <param name="logger">Is told of rows that are damaged; null for nobody.</param>
public sealed partial class SqliteOutbox(SqliteDatabase database, ILogger<SqliteOutbox>? logger = null) : OutboxStore,
    ITransactionalStore
{
    /// <inheritdoc/>
    /// <remarks>
    /// The transaction is one of a <c>Microsoft.Data.Sqlite</c> connection to the same file, begun to write
    /// (<c>BeginTransaction()</c> does so). Consents and registers are read through it too.
    /// </remarks>
    public IDisposable Join(DbTransaction transaction) => database.Join(transaction);

    /// <inheritdoc/>
    protected override async ValueTask<T> WriteAsync<T>(Func<IOutboxSlice, T> decide, CancellationToken cancellationToken)
    {
        List<DeliveryId>? damaged = null;
        var decided = await database.WriteAsync(
            session =>
            {
                SqliteSlice slice = new(session, cancellationToken);
                var answer = decide(slice);
                slice.End();
                damaged = slice.Damaged;
                return answer;
            },
            cancellationToken);
        foreach (var id in damaged ?? [])
            LogDamaged(id.Value);
        return decided;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// What was erased is overwritten where it stood, and the write-ahead log is emptied unless somebody reads from it;
    /// <see cref="SqliteDatabase.OverwriteAsync"/> says whether nothing is left. Backups are yours to deal with.
    /// </remarks>
    protected override async ValueTask OnErasedAsync(CancellationToken cancellationToken) =>
        await database.EmptyLogAsync(cancellationToken);

    /// <inheritdoc/>
    protected override ValueTask<T> ReadAsync<T>(Func<IOutboxView, T> ask, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.Snapshot(inside => ask(new SqliteView(inside)), cancellationToken), cancellationToken);

    /// <inheritdoc/>
    protected override ValueTask<T> ReadLongAsync<T>(Func<IOutboxView, T> ask, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.Snapshot(inside => ask(new SqliteView(inside)), cancellationToken), cancellationToken,
            isLong: true);

    private void LogDamaged(string delivery)
    {
        if (logger is not null)
            LogDamaged(logger, delivery);
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Delivery {Delivery} cannot be read and is not sent: its row was damaged. Restore a backup, or cancel its notification")]
    private static partial void LogDamaged(ILogger logger, string delivery);
}
