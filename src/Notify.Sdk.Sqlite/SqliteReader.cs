namespace Notify.Sdk.Sqlite;

/// <summary>A connection that reads beside the one that writes, one call at a time. Opened at its first use. Thread-safe.</summary>
internal sealed class SqliteReader(SqliteOpener opener) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1);
    private SqliteSession? _session;
    private bool _disposed;

    /// <summary>Runs <paramref name="work"/>, with null for the connection once it is closed.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<SqliteSession?, T> work, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            return work(_disposed ? null : _session ??= opener.OpenReader());
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Closes it when the call that is running is over.</summary>
    public void Dispose()
    {
        _reading.Wait();
        _disposed = true;
        _session?.Dispose();
        _session = null;
        _reading.Release();
    }
}
