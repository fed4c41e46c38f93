using NodaTime;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Stores;

/// <summary>Keeps receipts, those included that came before their message was known. Implementations are thread-safe.</summary>
public interface IReceiptStore
{
    /// <summary>Keeps a receipt as unsettled. False, and nothing is kept, when its provider and event id are known already.</summary>
    ValueTask<bool> AddAsync(Receipt receipt, CancellationToken cancellationToken = default);

    /// <summary>
    /// Receipts that have not been settled yet, ordered by <see cref="Receipt.At"/>, then provider and event id, ordinal.
    /// </summary>
    /// <param name="limit">How many at most, 1 to 1,000.</param>
    /// <param name="after">Only those that stand after this one in the order, for reading page by page; null for the first page.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    ValueTask<IReadOnlyList<Receipt>> FindUnsettledAsync(int limit, Receipt? after = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Remembers that a receipt was applied to its delivery, or came too late to matter: its provider, event id and instant, and nothing
    /// else.
    /// </summary>
    ValueTask SettleAsync(Receipt receipt, CancellationToken cancellationToken = default);

    /// <summary>
    /// Forgets receipts of before an instant, settled or not; one exactly then stays. One that is reported again later counts as new.
    /// </summary>
    /// <returns>How many.</returns>
    ValueTask<int> PurgeAsync(Instant before, CancellationToken cancellationToken = default);
}
