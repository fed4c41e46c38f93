namespace Notify.Sdk.Tracking;

/// <summary>Receipts of one process. For tests and trials; nothing survives a restart. Thread-safe.</summary>
public sealed class InMemoryReceiptStore : IReceiptStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Provider, string EventId), Receipt?> _unsettled = [];

    /// <inheritdoc/>
    public ValueTask<bool> AddAsync(Receipt receipt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(_unsettled.TryAdd((receipt.Provider, receipt.EventId), receipt));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Receipt>> FindUnsettledAsync(int limit, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return new([.. _unsettled.Values.OfType<Receipt>()
                .OrderBy(r => r.At)
                .ThenBy(r => r.Provider, StringComparer.Ordinal)
                .ThenBy(r => r.EventId, StringComparer.Ordinal)
                .Take(limit)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask SettleAsync(Receipt receipt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            _unsettled[(receipt.Provider, receipt.EventId)] = null;
        return ValueTask.CompletedTask;
    }
}
