using NodaTime;

namespace Notify.Sdk.Stores;

public abstract partial class OutboxStore
{
    /// <inheritdoc/>
    public ValueTask<NotificationRecord?> FindNotificationAsync(
        string key, int? revision = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return ReadAsync(v => v.Notification(key, revision), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AccountRef>> FindCancelledAsync(
        string notificationKey, IReadOnlyCollection<AccountRef> accounts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notificationKey);
        ArgumentNullException.ThrowIfNull(accounts);
        return ReadAsync(v => v.Cancelled(notificationKey, accounts), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Delivery>> FindAsync(DeliveryQuery query, Instant now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Check();
        return ReadLongAsync(v => v.Find(query, now), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<Delivery?> FindAsync(DeliveryId id, CancellationToken cancellationToken = default) =>
        ReadAsync(v => v.Delivery(id), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Delivery?> FindByProviderIdAsync(string provider, string providerId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(providerId);
        return ReadAsync(v => v.Delivery(provider, providerId), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<AccountOutcome?> FindOutcomeAsync(string notificationKey, AccountRef account, CancellationToken cancellationToken =
        default)
    {
        ArgumentNullException.ThrowIfNull(notificationKey);
        return ReadAsync(v => v.Outcome(notificationKey, account), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<DeliveryCounts> StatusAsync(string? notificationKey = null, CancellationToken cancellationToken = default) =>
        ReadLongAsync(v => v.Status(notificationKey), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OnceMark>> FindMarksAsync(
        IReadOnlyCollection<OnceKey> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return ReadAsync(v => v.Marks(keys), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StandingTrace>> FindTracesAsync(
        string contentKey, IReadOnlyCollection<ulong> places, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(contentKey);
        ArgumentNullException.ThrowIfNull(places);
        return ReadAsync(v => v.Traces(contentKey, places), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> TraceKeyAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(static v => v.TraceKey(), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CapUse>> FindUsesAsync(IReadOnlyCollection<CapBucket> buckets, Instant since,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(buckets);
        return ReadAsync(v => v.Uses(buckets, since), cancellationToken);
    }
}
