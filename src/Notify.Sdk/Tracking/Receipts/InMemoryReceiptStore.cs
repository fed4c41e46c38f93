using NodaTime;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Stores;

/// <summary>Receipts of one process. For tests and trials; nothing survives a restart. Thread-safe.</summary>
public sealed class InMemoryReceiptStore : IReceiptStore
{
    private static readonly Comparer<Receipt> InOrder = Comparer<Receipt>.Create(static (a, b) =>
        a.At != b.At ? a.At.CompareTo(b.At)
        : a.Provider != b.Provider ? string.CompareOrdinal(a.Provider, b.Provider)
        : string.CompareOrdinal(a.EventId, b.EventId));

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Provider, string EventId), (Instant At, Receipt? Unsettled)> _receipts = [];

    /// <inheritdoc/>
    public ValueTask<bool> AddAsync(Receipt receipt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(_receipts.TryAdd((receipt.Provider, receipt.EventId), (receipt.At, receipt)));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Receipt>> FindUnsettledAsync(
        int limit, Receipt? after = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return new([.. _receipts.Values.Select(r => r.Unsettled).OfType<Receipt>()
                .Where(r => after is null || InOrder.Compare(r, after) > 0)
                .Order(InOrder)
                .Take(limit)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask SettleAsync(Receipt receipt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            _receipts[(receipt.Provider, receipt.EventId)] = (receipt.At, null);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<int> PurgeAsync(Instant before, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var over = _receipts.Where(r => r.Value.At < before).Select(r => r.Key).ToList();
            over.ForEach(key => _receipts.Remove(key));
            return new(over.Count);
        }
    }
}
