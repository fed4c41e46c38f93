using Microsoft.Data.Sqlite;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// One connection with its prepared statements. Used by one call at a time; <see cref="SqliteDatabase"/> sees to that.
/// </summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _statements = [];

    /// <summary>The connection as SQLite knows it.</summary>
    public IntPtr Handle => connection.Handle!.DangerousGetHandle();

    /// <summary>Whether a transaction is open; SQLite ends one by itself when the disk is full.</summary>
    public bool IsInTransaction => SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0;

    /// <summary>Runs a statement; parameters are <c>?1</c>, <c>?2</c>, ... Returns how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> parameters) => Bind(sql, parameters).ExecuteNonQuery();

    /// <summary>The first column of the first row, or null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> parameters) =>
        Bind(sql, parameters).ExecuteScalar() is var value and not DBNull ? value : null;

    /// <summary>Reads the first row, or answers the default.</summary>
    public T? First<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> parameters)
    {
        using var reader = Bind(sql, parameters).ExecuteReader();
        return reader.Read() ? read(reader) : default;
    }

    /// <summary>Reads all rows.</summary>
    public List<T> All<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> parameters)
    {
        List<T> rows = [];
        using var reader = Bind(sql, parameters).ExecuteReader();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>Runs several statements that have no parameters and are not worth preparing.</summary>
    public void Script(string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // every script is a constant of this assembly
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>
    /// All of <paramref name="work"/> or nothing. Takes the write lock of the file at once, so that what is read stays true until it is
    /// written.
    /// </summary>
    public T Transaction<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        Run("BEGIN IMMEDIATE", work, cancellationToken);

    /// <summary>Reads one state of the database by several statements.</summary>
    public T Snapshot<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) => Run("BEGIN", work, cancellationToken);

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        connection.Dispose();
    }

    private T Run<T>(string begin, Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        Execute(begin);
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

    private void RollBack()
    {
        if (IsInTransaction)
            Execute("ROLLBACK");
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> parameters)
    {
        if (!_statements.TryGetValue(sql, out var command))
            _statements.Add(sql, command = Prepare(sql, parameters.Length));
        for (var i = 0; i < parameters.Length; i++)
            command.Parameters[i].Value = parameters[i] ?? DBNull.Value;
        return command;
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // every statement is a constant of this assembly
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 1; i <= parameters; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"?{i}" });
        return command;
    }
}
