using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// One SQLite file that all stores of a process share. Opened, or made for this user alone, at the first use.
/// Thread-safe: one call writes at a time, readers do not wait for writers. Several processes on one machine may use the
/// same file; each write takes SQLite's lock for the whole transaction.
/// </summary>
public sealed class SqliteDatabase : IOverwritingStore, IDisposable
{
    private readonly SqliteOptions _options;
    private readonly SqliteDamage _damage;
    private readonly SqliteOpener _opener;
    private readonly SqliteGroup _group = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly SqliteReader _reader;
    private readonly SqliteReader _longReader; // so that who reads little does not wait for who reads much
    private SqliteSession? _writer;
    private readonly AsyncLocal<SqliteJoin?> _joined = new();
    private bool _disposed;

    /// <summary>Remembers the options; nothing is opened yet.</summary>
    /// <param name="options">Where the file lies and how careful it is.</param>
    /// <param name="logger">
    /// Is told once of each row that is damaged, by its table and number and never by what it holds; null for nobody.
    /// </param>
    /// <exception cref="ArgumentException">The options are wrong.</exception>
    public SqliteDatabase(SqliteOptions options, ILogger<SqliteDatabase>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (new SqliteOptionsValidator().Validate(null, options) is { Failed: true } wrong)
            throw new ArgumentException(wrong.FailureMessage, nameof(options));
        _options = options;
        _damage = new(options.Path, logger);
        _opener = new(options, _damage);
        (_reader, _longReader) = (new(_opener), new(_opener));
    }

    /// <summary>A database at a path, with default options.</summary>
    public SqliteDatabase(string path) : this(new SqliteOptions { Path = path })
    {
    }

    /// <summary>How many transactions this process has committed to the file.</summary>
    internal long Commits => _group.Commits;

    /// <inheritdoc/>
    public bool IsPending { get; private set; }

    /// <summary>The path of the file.</summary>
    public override string ToString() => _options.Path;

    /// <summary>Closes the file. A call that is running is finished first; later ones are refused.</summary>
    public void Dispose()
    {
        _writing.Wait();
        _disposed = true;
        _reader.Dispose();
        _longReader.Dispose();
        _writer?.Dispose(); // the last one, which empties the log
        _writer = null;
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
            var session = _writer ??= _opener.OpenWriter();
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
        if (isLong || !_writing.Wait(0, CancellationToken.None))
            return await (isLong ? _longReader : _reader).ReadAsync(session => Read(session, work, cancellationToken), cancellationToken);
        try
        {
            return Read(_writer, work, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    private T Read<T>(SqliteSession? session, Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        try
        {
            ObjectDisposedException.ThrowIf(_disposed || session is null, this);
            cancellationToken.ThrowIfCancellationRequested();
            SqliteFileCheck.Identity(_writer!, _options.Path); // of the writer: a reader that is opened now would see what lies there
            return work(session);
        }
        catch (SqliteException cause)
        {
            throw SqliteStoreException.From(cause, _options.Path);
        }
    }

    /// <summary>Until what is returned is disposed, the calls of this flow of control are part of the application's transaction.</summary>
    internal IDisposable Join(DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (Volatile.Read(ref _writer) is { } writer)
            SqliteFileCheck.Identity(writer, _options.Path);
        return new SqliteJoin(transaction, _options.Path, _opener.File(), _damage, _joined);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Some pages at a time, so that others write meanwhile. Whoever holds the file, or reads an older state of it, is not waited for.
    /// </remarks>
    public async ValueTask<bool> OverwriteAsync(CancellationToken cancellationToken = default)
    {
        IsPending = true;
        if (_joined.Value is not null)
            return false; // the application's transaction is still open
        SqliteOverwriting overwriting = new(_options);
        while (!overwriting.IsOver)
        {
            if (!await OnWriterAsync(overwriting.Next, cancellationToken))
                return false;
        }

        IsPending = false;
        return true;
    }

    /// <summary>Empties the write-ahead log, unless somebody keeps it; answers whether it is empty.</summary>
    internal async ValueTask<bool> EmptyLogAsync(CancellationToken cancellationToken)
    {
        IsPending |= _joined.Value is not null || !await OnWriterAsync(new SqliteOverwriting(_options).EmptyLog, cancellationToken);
        return !IsPending;
    }

    private async ValueTask<bool> OnWriterAsync(Func<SqliteSession, bool> work, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return work(_writer ??= _opener.OpenWriter());
        }
        catch (SqliteException cause)
        {
            throw SqliteStoreException.From(cause, _options.Path);
        }
        finally
        {
            _writing.Release();
        }
    }
}
