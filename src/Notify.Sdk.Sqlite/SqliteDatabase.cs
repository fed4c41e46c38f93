using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// One SQLite file that all stores of a process share. Opened, or made for this user alone, at the first use.
/// Thread-safe: one call writes at a time, readers do not wait for writers. Several processes on one machine may use the
/// same file; each write takes SQLite's lock for the whole transaction.
/// </summary>
public sealed class SqliteDatabase : IDisposable
{
    private const int CacheKib = 16 * 1024; // the plans of some ten thousand deliveries

    private readonly SqliteOptions _options;
    private readonly SqliteGroup _group = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly SemaphoreSlim _reading = new(1);
    private SqliteSession? _writer;
    private SqliteSession? _reader;
    private readonly AsyncLocal<SqliteJoin?> _joined = new();
    private string? _file;
    private bool _disposed;

    /// <summary>Remembers the options; nothing is opened yet.</summary>
    /// <exception cref="ArgumentException">The options are wrong.</exception>
    public SqliteDatabase(SqliteOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (new SqliteOptionsValidator().Validate(null, options) is { Failed: true } wrong)
            throw new ArgumentException(wrong.FailureMessage, nameof(options));
        _options = options;
    }

    /// <summary>A database at a path, with default options.</summary>
    public SqliteDatabase(string path) : this(new SqliteOptions { Path = path })
    {
    }

    /// <summary>How many transactions this process has committed to the file.</summary>
    internal long Commits => _group.Commits;

    /// <summary>The path of the file.</summary>
    public override string ToString() => _options.Path;

    /// <summary>Closes the file. A call that is running is finished first; later ones are refused.</summary>
    public void Dispose()
    {
        _writing.Wait();
        _reading.Wait();
        _disposed = true;
        _reader?.Dispose();
        _writer?.Dispose();
        _reader = _writer = null;
        _reading.Release();
        _writing.Release();
    }

    /// <summary>
    /// Runs <paramref name="work"/> as if it were one transaction that sees and changes everything at once. Calls that wait for one another
    /// share a transaction and its flush (<see cref="SqliteGroup"/>); each is on the disk when it returns.
    /// </summary>
    internal async ValueTask<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        if (_joined.Value is { } joined)
            return await joined.WriteAsync(work, cancellationToken);
        var write = _group.Add(work, cancellationToken);
        try
        {
            if (_group.TryLead())
                await LeadAsync(write.Done);
            return await write.Done;
        }
        catch (SqliteException cause)
        {
            throw SqliteStoreException.From(cause, _options.Path);
        }
    }

    /// <summary>
    /// Runs what waits until this call's own write is done; what has come meanwhile is led on elsewhere, so that no caller serves others
    /// for long.
    /// </summary>
    private async Task LeadAsync(Task done)
    {
        await _writing.WaitAsync(CancellationToken.None); // whoever closes the file, or empties its log
        try
        {
            do
                RunWaiting();
            while (!done.IsCompleted);
        }
        finally
        {
            _writing.Release();
            if (_group.Follow())
                _ = Task.Run(() => LeadAsync(Task.CompletedTask), CancellationToken.None);
        }
    }

    /// <summary>Runs a group; where the file cannot be used at all, each write that waits is told so.</summary>
    private void RunWaiting()
    {
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var session = _writer ??= OpenWriter();
            SqliteFileCheck.Identity(session, _options.Path);
            _group.RunWaiting(session, Begin);
        }
#pragma warning disable CA1031 // every write that waits is told why, by its own task
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _group.GiveUpWaiting(fault);
        }
    }

    private void Begin(SqliteSession inside)
    {
        SqliteFileCheck.Version(inside, _options.Path);
        inside.Recent.Begin(inside.Number("PRAGMA data_version")!.Value);
    }

    /// <summary>
    /// Runs <paramref name="work"/> on one state of the database: on the connection that writes where it is free, since that one knows
    /// the pages that it wrote, and on another one otherwise, or where it takes so <paramref name="isLong"/> that writers must not wait
    /// for it.
    /// </summary>
    internal async ValueTask<T> ReadAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken, bool isLong = false)
    {
        if (_joined.Value is { } joined)
            return await joined.ReadAsync(work, cancellationToken);
        if (Volatile.Read(ref _writer) is null)
            await WriteAsync(static _ => 0, cancellationToken); // opens it
        var connection = !isLong && _writing.Wait(0, CancellationToken.None) ? _writing : _reading;
        if (connection == _reading)
            await _reading.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            cancellationToken.ThrowIfCancellationRequested();
            SqliteFileCheck.Identity(_writer!, _options.Path); // of the writer: a reader that is opened now would see what lies there
            return work(connection == _writing ? _writer! : _reader ??= new(Connect()));
        }
        catch (SqliteException cause)
        {
            throw SqliteStoreException.From(cause, _options.Path);
        }
        finally
        {
            connection.Release();
        }
    }

    /// <summary>Until what is returned is disposed, the calls of this flow of control are part of the application's transaction.</summary>
    internal IDisposable Join(DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (_file is null)
        {
            using var connection = Connect(); // takes no lock
            _file = SqliteJoin.FileOf(connection);
        }

        return new SqliteJoin(transaction, _options.Path, _file, _joined);
    }

    /// <summary>
    /// Empties the write-ahead log, so that what was erased is not left in it. Readers that are under way keep it until they end.
    /// </summary>
    internal async ValueTask CheckpointAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        await _reading.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _writer?.Script("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException cause)
        {
            throw SqliteStoreException.From(cause, _options.Path);
        }
        finally
        {
            _reading.Release();
            _writing.Release();
        }
    }

    private SqliteSession OpenWriter()
    {
        SqliteFileCheck.Create(_options.Path);
        SqliteSession session = new(Connect());
        try
        {
            SqliteFileCheck.Open(session, _options.Path);
            session.Script("PRAGMA journal_mode = WAL"); // afterwards, so that a file that is refused is not touched
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Without SQLite's own lock around each step: one call at a time uses it.</summary>
    private sqlite3 Connect()
    {
        Batteries_V2.Init();
        var code = raw.sqlite3_open_v2(_options.Path, out var connection,
            raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null);
        try
        {
            SqliteException.ThrowExceptionForRC(code, connection);
            _ = raw.sqlite3_extended_result_codes(connection, 1);
            SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(connection,
                $"PRAGMA busy_timeout = {(long)_options.BusyTimeout.TotalMilliseconds}; " +
                $"PRAGMA synchronous = {_options.Synchronous}; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -{CacheKib};"), connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
