using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// A transaction of the application that calls of one flow of control are part of. Each write is a savepoint of it, so that one that
/// fails leaves nothing. Thread-safe.
/// </summary>
internal sealed class SqliteJoin : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly SqliteTransaction _transaction;
    private readonly SqliteSession _session;
    private readonly AsyncLocal<SqliteJoin?> _current;
    private readonly string _path;
    private readonly long _overwrote;

    /// <exception cref="ArgumentException">The transaction is closed, or not on the file.</exception>
    public SqliteJoin(DbTransaction transaction, string path, string file, SqliteDamage damage, AsyncLocal<SqliteJoin?> current)
    {
        if (transaction is not SqliteTransaction { Connection: { } connection } own)
            throw new ArgumentException(
                transaction is SqliteTransaction
                    ? "The transaction was committed or rolled back already. Send before it ends."
                    : $"The transaction is a {transaction.GetType().Name}. Give one of a SqliteConnection to the file of Notify.Sdk.",
                nameof(transaction));
        if (FileOf(connection.Handle!) != file)
            throw new ArgumentException(
                $"The transaction is on another file than '{path}', so that both could not be kept together. Open the connection on that "
                    + "file, and keep the tables of the application in it.", nameof(transaction));
        (_transaction, _path, _current) = (own, path, current);
        _session = new(connection.Handle!, damage, isOwn: false);
        try
        {
            SqliteFileCheck.Identity(_session, path);
            SqliteFileCheck.OpenWithin(_session, path); // a new file gets its tables with the transaction, or with a rollback none
            _overwrote = _session.Number("PRAGMA secure_delete") ?? 0;
            _session.Script("PRAGMA secure_delete = ON");
        }
        catch (SqliteException cause)
        {
            _session.Dispose();
            throw SqliteStoreException.From(cause, path);
        }
        catch
        {
            _session.Dispose();
            throw;
        }

        current.Value = this;
    }

    /// <summary>The file of a connection, with every link followed.</summary>
    public static string FileOf(SQLitePCL.sqlite3 connection) =>
        SQLitePCL.raw.sqlite3_db_filename(connection, "main").utf8_to_string();

    public ValueTask<T> ReadAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) => RunAsync(work, cancellationToken);

    public ValueTask<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) => RunAsync(
        session =>
        {
            session.Execute("SAVEPOINT notify");
            try
            {
                var answer = work(session);
                cancellationToken.ThrowIfCancellationRequested();
                return answer;
            }
            catch when (session.IsInTransaction)
            {
                session.RollBackTo("notify");
                throw;
            }
            finally
            {
                if (session.IsInTransaction)
                    session.Execute("RELEASE notify");
            }
        },
        cancellationToken);

    public void Dispose()
    {
        _current.Value = null;
        if (_transaction.Connection is not null)
            _session.Script(string.Create(CultureInfo.InvariantCulture, $"PRAGMA secure_delete = {_overwrote}"));
        _session.Dispose();
        _gate.Dispose();
    }

    private async ValueTask<T> RunAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_transaction.Connection is null)
                throw new InvalidOperationException("The transaction ended while a send was part of it. Await the send first.");
            SqliteFileCheck.Identity(_session, _path);
            return work(_session);
        }
        catch (SqliteException cause)
        {
            throw SqliteStoreException.From(cause, _path);
        }
        finally
        {
            _gate.Release();
        }
    }
}
