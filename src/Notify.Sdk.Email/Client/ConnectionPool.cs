namespace Notify.Sdk.Email.Client;

/// <summary>
/// The open connections of one identity at one server. A connection is used by one message at a time; the one put away last
/// is taken first, so that a burst shrinks again. Thread-safe.
/// </summary>
internal sealed class ConnectionPool : IAsyncDisposable
{
    private static readonly TimeSpan QuitLimit = TimeSpan.FromSeconds(2);

    private readonly SmtpOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _slots;
    private readonly Lock _lock = new();
    private readonly List<SmtpSession> _resting = [];
    private readonly List<Task> _leaving = [];
    private readonly ITimer _sweep;
    private bool _disposed;

    public ConnectionPool(SmtpOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _slots = new(options.MaxConnections, options.MaxConnections);
        _sweep = time.CreateTimer(static pool => ((ConnectionPool)pool!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many connections rest, at this moment.</summary>
    public int Resting => _resting.Count;

    /// <summary>
    /// Waits for a free place, then takes a resting connection or opens one; give it back with <see cref="Return"/>. In place of one
    /// that turned out to be stale another is opened, and its place stays taken.
    /// </summary>
    public async ValueTask<SmtpSession> RentAsync(bool international, SmtpSession? stale, CancellationToken cancellationToken)
    {
        if (stale is null)
            await _slots.WaitAsync(cancellationToken);

        stale?.Dispose();
        try
        {
            return (stale is null ? TakeResting(international) : null)
                ?? await new SmtpOpening(_options).OpenAsync(international, cancellationToken);
        }
        catch
        {
            _slots.Release();
            throw;
        }
    }

    /// <summary>Gives a connection back, usable or not.</summary>
    public void Return(SmtpSession session)
    {
        if (!session.IsUsable)
            session.Dispose();
        else if (session.Messages >= _options.MaxMessagesPerConnection || !Rest(session))
            Leave(session);

        _slots.Release();
    }

    /// <summary>Says QUIT on all connections that rest; those in use follow when they are given back.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] leaving;
        lock (_lock)
        {
            _disposed = true;
            _resting.ForEach(Leave);
            _resting.Clear();
            leaving = [.. _leaving];
        }

        await _sweep.DisposeAsync();
        await Task.WhenAll(leaving);
    }

    private SmtpSession? TakeResting(bool international)
    {
        while (true)
        {
            SmtpSession session;
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                if (_resting.Count == 0)
                    return null;

                // One that does not fit makes room for one that does.
                var at = _resting.FindLastIndex(resting => resting.Fits(international));
                session = _resting[Math.Max(at, 0)];
                _resting.RemoveAt(Math.Max(at, 0));
            }

            if (session.LooksStale)
                session.Dispose();
            else if (IsTooOld(session) || !session.Fits(international))
                Leave(session);
            else
                return session;
        }
    }

    private bool Rest(SmtpSession session)
    {
        lock (_lock)
        {
            if (_disposed)
                return false;

            session.IdleSince = _time.GetTimestamp();
            _resting.Add(session);
            if (_resting.Count == 1)
                _sweep.Change(_options.IdleTimeout, Timeout.InfiniteTimeSpan);

            return true;
        }
    }

    private void Sweep()
    {
        lock (_lock)
        {
            // The oldest stand first.
            while (!_disposed && _resting.Count > 0 && IsTooOld(_resting[0]))
            {
                // It rests no more before anybody can see it leave.
                var session = _resting[0];
                _resting.RemoveAt(0);
                Leave(session);
            }

            if (!_disposed && _resting.Count > 0)
                _sweep.Change(_options.IdleTimeout, Timeout.InfiniteTimeSpan);
        }
    }

    private bool IsTooOld(SmtpSession session) => _time.GetElapsedTime(session.IdleSince ?? 0) >= _options.IdleTimeout;

    // Those that have left are forgotten.
    private void Leave(SmtpSession session)
    {
        lock (_lock)
        {
            _leaving.RemoveAll(task => task.IsCompleted);
            _leaving.Add(session.QuitAsync(QuitLimit));
        }
    }
}
