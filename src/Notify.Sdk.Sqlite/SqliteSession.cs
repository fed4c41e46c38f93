using Microsoft.Data.Sqlite;
using Notify.Sdk.Stores;
using SQLitePCL;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// One connection with its prepared statements. Used by one call at a time; <see cref="SqliteDatabase"/> sees to that.
/// </summary>
/// <param name="connection">The connection as SQLite knows it.</param>
/// <param name="damage">Is told of rows that cannot be read.</param>
/// <param name="isOwn">Whether it is closed with the session.</param>
internal sealed class SqliteSession(sqlite3 connection, SqliteDamage damage, bool isOwn = true) : IDisposable
{
    private readonly Dictionary<string, SqliteStatement> _statements = [];
    private SqliteNames? _names;
    private OutboxRows? _rows;
    private byte[]? _key;
    private SqliteKeys? _keys;

    /// <summary>The connection as SQLite knows it.</summary>
    public IntPtr Handle => connection.DangerousGetHandle();

    /// <summary>Whether a transaction is open; SQLite ends one by itself when the disk is full.</summary>
    public bool IsInTransaction => raw.sqlite3_get_autocommit(connection) == 0;

    /// <summary>How deliveries stand in rows.</summary>
    public OutboxRows Rows => _rows ??= new(Names);

    /// <summary>The numbers of texts that many rows repeat.</summary>
    public SqliteNames Names => _names ??= new(this);

    /// <summary>Rows that cannot be read.</summary>
    public SqliteDamage Damage => damage;

    /// <summary>What was written lately.</summary>
    public SqliteRecent Recent { get; } = new();

    /// <summary>Codes under the key.</summary>
    public SqliteKeys Keys => _keys ??= new(Key);

    /// <summary>The key of codes; drawn when the file was made, and never changed.</summary>
    /// <exception cref="SqliteStoreException">It is damaged, and with it the file.</exception>
    public byte[] Key => _key ??= First("SELECT key FROM trace_key", static r => r.GetOctets(0).ToArray()) is { Length: 16 } key ? key
        : throw new SqliteStoreException(
            "The key of the file's codes is damaged. Stop every process that uses the file and restore a backup.");

    /// <summary>How long it waits from now on for another process that holds the file.</summary>
    public void SetPatience(TimeSpan patience) => _ = raw.sqlite3_busy_timeout(connection, (int)patience.TotalMilliseconds);

    /// <summary>Runs a statement; parameters are <c>?1</c>, <c>?2</c>, ... Returns how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<SqliteValue> parameters)
    {
        var statement = Bind(sql, parameters);
        try
        {
            while (statement.Step())
            {
            }

            return raw.sqlite3_changes(connection);
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>The number in the first column of the first row; null where there is no row, or no number in it.</summary>
    public long? Number(string sql, params ReadOnlySpan<SqliteValue> parameters) =>
        First(sql, static r => r.IsNull(0) ? (long?)null : r.GetInt64(0), parameters);

    /// <summary>Reads the first row, or answers the default.</summary>
    public T? First<T>(string sql, SqliteRead<T> read, params ReadOnlySpan<SqliteValue> parameters)
    {
        var statement = Bind(sql, parameters);
        try
        {
            return statement.Step() ? read(statement.Row) : default;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Reads all rows.</summary>
    public List<T> All<T>(string sql, SqliteRead<T> read, params ReadOnlySpan<SqliteValue> parameters)
    {
        List<T> rows = [];
        var statement = Bind(sql, parameters);
        try
        {
            while (statement.Step())
                rows.Add(read(statement.Row));
            return rows;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>
    /// Reads all rows that can be read. One that is damaged is named by its first column, a number or a code of a text, and left out, or
    /// answered as it must count.
    /// </summary>
    public List<T> Sound<T>(string table, string sql, SqliteRead<T> read, SqliteRead<T>? damaged,
        params ReadOnlySpan<SqliteValue> parameters)
    {
        List<T> rows = [];
        var statement = Bind(sql, parameters);
        try
        {
            while (statement.Step())
            {
                try
                {
                    rows.Add(read(statement.Row));
                }
                catch (Exception fault) when (SqliteDamage.IsSeenBy(fault))
                {
                    Name(table, statement.Row);
                    if (damaged is not null)
                        rows.Add(damaged(statement.Row));
                }
            }

            return rows;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Reads a row that was asked for by itself.</summary>
    /// <exception cref="InvalidDataException">It is damaged; it was named.</exception>
    public T OrDamaged<T>(string table, SqliteRow row, SqliteRead<T> read)
    {
        try
        {
            return read(row);
        }
        catch (Exception fault) when (SqliteDamage.IsSeenBy(fault))
        {
            Name(table, row);
            throw new InvalidDataException($"A row of table {table} cannot be read: it was damaged. Restore a backup.", fault);
        }
    }

    /// <summary>Names a damaged row by its first column.</summary>
    public void Name(string table, SqliteRow row)
    {
        if (row.GetValue(0) is { Kind: SqliteKind.Number } no)
            damage.Name(table, no.Number);
        else
            damage.Name(table, Keys.OfRow(table, row.GetValue(0)));
    }

    /// <summary>Runs several statements that have no parameters and are not worth preparing.</summary>
    public void Script(string sql) =>
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(connection, sql), connection);

    /// <summary>
    /// All of <paramref name="work"/> or nothing. Takes the write lock of the file at once, so that what is read stays true until it is
    /// written.
    /// </summary>
    public T Transaction<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        Execute("BEGIN IMMEDIATE");
        return Run(work, cancellationToken);
    }

    /// <summary>Reads one state of the database by several statements; inside a transaction it is that one's.</summary>
    public T Snapshot<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        if (IsInTransaction)
            return work(this);
        Execute("BEGIN");
        return Run(work, cancellationToken);
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        if (isOwn)
            connection.Dispose();
    }

    private T Run<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        try
        {
            var result = work(this);
            cancellationToken.ThrowIfCancellationRequested();
            Execute("COMMIT");
            return result;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    /// <summary>Takes back what was done since a savepoint.</summary>
    public void RollBackTo(string savepoint)
    {
        Execute($"ROLLBACK TO {savepoint}");
        Forget();
    }

    private void RollBack()
    {
        if (IsInTransaction)
            Execute("ROLLBACK");
        Forget();
    }

    private void Forget()
    {
        _names?.Forget();
        Recent.Forget();
    }

    /// <summary>A statement is found by the text itself: every text here is a constant, or made once.</summary>
    private SqliteStatement Bind(string sql, ReadOnlySpan<SqliteValue> parameters)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements.Add(sql, statement = new(connection, sql));
        statement.Bind(parameters);
        return statement;
    }
}
