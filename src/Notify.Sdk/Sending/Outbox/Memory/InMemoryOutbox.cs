using Notify.Sdk.Sending;

namespace Notify.Sdk.Stores;

/// <summary>
/// The outbox of one process: for tests, trials and runs whose loss nobody minds. Nothing survives a restart, so after
/// one people may be told again. Thread-safe; one lock, so each call is one transaction.
/// </summary>
public sealed class InMemoryOutbox : OutboxStore
{
    private readonly Lock _lock = new();
    private readonly MemorySlice _slice = new();

    /// <inheritdoc/>
    protected override ValueTask<T> WriteAsync<T>(Func<IOutboxSlice, T> decide, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(decide(_slice));
    }

    /// <inheritdoc/>
    protected override ValueTask<T> ReadAsync<T>(Func<IOutboxView, T> ask, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(ask(_slice));
    }
}
