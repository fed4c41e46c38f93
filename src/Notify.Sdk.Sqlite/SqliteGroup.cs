using System.Collections.Concurrent;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// Group commit: writes that wait for one another share a transaction, and so a flush of the disk. Each stands for itself all the
/// same: what one did is taken back when it fails, and the others go on. One call leads and runs what waits, the others wait for their
/// own. Thread-safe, but for <see cref="RunWaiting"/>, which the leader calls.
/// </summary>
internal sealed class SqliteGroup
{
    /// <summary>Most writes that share a transaction, so that none waits for long.</summary>
    private const int Largest = 256;

    private readonly ConcurrentQueue<Write> _waiting = new();
    private int _isLed;

    /// <summary>How many transactions were committed.</summary>
    public long Commits { get; private set; }

    /// <summary>Puts a write into the queue; it is run by who leads.</summary>
    public Write<T> Add<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        Write<T> write = new(work, cancellationToken);
        _waiting.Enqueue(write);
        return write;
    }

    /// <summary>Whether the caller leads from now on: nobody did.</summary>
    public bool TryLead() => Interlocked.CompareExchange(ref _isLed, 1, 0) == 0;

    /// <summary>Ends leading. Answers whether somebody must lead on: what came at the last moment saw a leader.</summary>
    public bool Follow()
    {
        Volatile.Write(ref _isLed, 0);
        Interlocked.MemoryBarrier();
        return !_waiting.IsEmpty && TryLead();
    }

    /// <summary>Tells all that wait that they are not run.</summary>
    public void GiveUpWaiting(Exception fault)
    {
        while (_waiting.TryDequeue(out var next))
            next.GiveUp(fault);
    }

    /// <summary>Runs what waits, up to a bound, as one transaction.</summary>
    /// <param name="session">The connection that writes.</param>
    /// <param name="begin">Looks at the file inside the transaction, before the first write.</param>
    public void RunWaiting(SqliteSession session, Action<SqliteSession> begin)
    {
        List<Write> group = [];
        while (group.Count < Largest && _waiting.TryDequeue(out var next))
        {
            if (!next.IsOver())
                group.Add(next);
        }

        if (group.Count == 0)
            return;
        try
        {
            session.Transaction(
                inside =>
                {
                    begin(inside);
                    foreach (var write in group)
                        Run(inside, write, isAlone: group.Count == 1);
                    return 0;
                },
                CancellationToken.None);
            Commits++;
        }
#pragma warning disable CA1031 // every write of the group is told why, by its own task
        catch (Exception fault)
#pragma warning restore CA1031
        {
            foreach (var write in group)
                write.Fail(fault);
        }

        foreach (var write in group)
            write.End();
    }

    private static void Run(SqliteSession session, Write write, bool isAlone)
    {
        if (isAlone)
        {
            write.Run(session);
            return;
        }

        session.Execute("SAVEPOINT one");
        try
        {
            write.Run(session);
        }
#pragma warning disable CA1031 // as above
        catch (Exception fault) when (session.IsInTransaction)
#pragma warning restore CA1031
        {
            session.RollBackTo("one");
            write.Fail(fault);
        }

        session.Execute("RELEASE one");
    }

    /// <summary>A write that waits for its turn.</summary>
    internal abstract class Write(CancellationToken cancellationToken)
    {
        protected CancellationToken Cancellation { get; } = cancellationToken;

        protected Exception? Fault { get; private set; }

        public abstract void Run(SqliteSession session);

        /// <summary>Tells the caller how it went, once the transaction is over.</summary>
        public abstract void End();

        /// <summary>The first fault counts.</summary>
        public void Fail(Exception fault) => Fault ??= fault;

        /// <summary>Whether its caller waits no more, before anything of it is done.</summary>
        public bool IsOver()
        {
            if (Fault is null && Cancellation.IsCancellationRequested)
                GiveUp(new OperationCanceledException(Cancellation));
            return Fault is not null;
        }

        /// <summary>Ends a write that was never begun, so that it is not run later when its caller has been told that it failed.</summary>
        public void GiveUp(Exception fault)
        {
            Fail(fault);
            End();
        }
    }

    /// <inheritdoc cref="Write"/>
    internal sealed class Write<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) : Write(cancellationToken)
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Done => _done.Task;

        public override void Run(SqliteSession session)
        {
            _result = work(session);
            Cancellation.ThrowIfCancellationRequested();
        }

        public override void End()
        {
            if (Fault is OperationCanceledException { CancellationToken: var token } && token == Cancellation)
                _done.TrySetCanceled(token);
            else if (Fault is { } fault)
                _done.TrySetException(fault);
            else
                _done.TrySetResult(_result!);
        }
    }
}
