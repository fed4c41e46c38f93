using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Notify.Sdk.Sqlite;

/// <summary>Opens connections to the file. What any of them frees is overwritten (<c>secure_delete</c>). Thread-safe.</summary>
internal sealed class SqliteOpener(SqliteOptions options, SqliteDamage damage)
{
    private const int CacheKib = 16 * 1024; // the plans of some ten thousand deliveries
    private const int NoCheckpointOnClose = 1006; // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE

    private string? _file;

    /// <summary>The connection that writes; makes the file and its tables where there are none.</summary>
    /// <exception cref="SqliteStoreException">The file is refused; it was not changed, nor its log.</exception>
    public SqliteSession OpenWriter()
    {
        SqliteFileCheck.Create(options.Path);
        var connection = Connect();
        SqliteSession session = new(connection, damage);
        try
        {
            _ = raw.sqlite3_db_config(connection, NoCheckpointOnClose, 1, out _);
            SqliteFileCheck.Open(session, options.Path);
            KeepLog(session); // afterwards, so that a file that is refused is not touched
            _ = raw.sqlite3_db_config(connection, NoCheckpointOnClose, 0, out _);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>
    /// SQLite does not wait when several processes turn a new file to a write-ahead log at once: all but one are told that it is locked.
    /// </summary>
    private void KeepLog(SqliteSession session)
    {
        SpinWait pause = default;
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                session.Script("PRAGMA journal_mode = WAL");
                return;
            }
            catch (SqliteException busy) when (busy.SqliteErrorCode is SqliteStoreException.Busy or SqliteStoreException.Locked
                && Stopwatch.GetElapsedTime(began) < options.BusyTimeout)
            {
                pause.SpinOnce();
            }
        }
    }

    /// <summary>A connection that reads.</summary>
    public SqliteSession OpenReader() => new(Connect(), damage);

    /// <summary>The file, with every link followed.</summary>
    public string File()
    {
        if (_file is not null)
            return _file;
        SqliteFileCheck.Create(options.Path);
        using var connection = Connect(); // takes no lock
        return _file = SqliteJoin.FileOf(connection);
    }

    /// <summary>Without SQLite's own lock around each step: one call at a time uses it.</summary>
    private sqlite3 Connect()
    {
        Batteries_V2.Init();
        var code = raw.sqlite3_open_v2(options.Path, out var connection,
            raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null);
        try
        {
            SqliteException.ThrowExceptionForRC(code, connection);
            _ = raw.sqlite3_extended_result_codes(connection, 1);
            SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(connection,
                $"PRAGMA busy_timeout = {(long)options.BusyTimeout.TotalMilliseconds}; PRAGMA synchronous = {options.Synchronous}; "
                + $"PRAGMA temp_store = MEMORY; PRAGMA cache_size = -{CacheKib}; PRAGMA secure_delete = ON;"), connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
