using NodaTime;

namespace Notify.Sdk.Stores;

/// <summary>
/// One transaction of a store, as <see cref="OutboxMachine"/> sees it: it loads what is asked for, and saves what was decided. A store
/// decides nothing. What was saved is found by the calls that follow in the same transaction. Used by one thread at a time.
/// </summary>
public interface IOutboxSlice
{
    /// <summary>What is known of a key; a new one where nothing is.</summary>
    StoredNotification Notification(string key);

    /// <summary>Saves what is known of a key.</summary>
    void Save(StoredNotification notification);

    /// <summary>
    /// Saves a notification under its key and revision. Where one is saved already, its content is replaced, and it stays as old as it is.
    /// </summary>
    void Save(NotificationRecord record);

    /// <summary>The notifications of a key, by revision; those that can be read.</summary>
    IReadOnlyList<NotificationRecord> Records(string key);

    /// <summary>
    /// Whether none of the deliveries of a key leads to a person any more (<see cref="Delivery.IsErased"/>), or there are none.
    /// </summary>
    bool IsOfNobody(string key);

    /// <summary>Whether an account was cancelled for a key.</summary>
    bool IsCancelled(string key, AccountRef account);

    /// <summary>Takes note that an account was cancelled for a key.</summary>
    void Cancel(string key, AccountRef account);

    /// <summary>Saves decisions about accounts; one replaces an earlier one of the same account and key.</summary>
    void Decide(string key, IReadOnlyList<AccountOutcome> outcomes);

    /// <summary>A delivery; null where there is none that can be read.</summary>
    StoredDelivery? Find(DeliveryId id);

    /// <summary>
    /// Asked after <see cref="Find"/> found nothing: whether something is stored under the id that cannot be read. Nothing is added or sent
    /// in its place. A store names it to whoever runs it, and leaves it out of all lists. By default nothing is ever damaged.
    /// </summary>
    bool IsDamaged(DeliveryId id) => false;

    /// <summary>Which delivery holds a mark, or null.</summary>
    DeliveryId? Holder(OnceKey mark);

    /// <summary>The deliveries that stand by for another, ordered by id (ordinal).</summary>
    IReadOnlyList<StoredDelivery> StandBys(DeliveryId awaited);

    /// <summary>
    /// The deliveries of a key in a state that <see cref="OutboxRules.CanBeStopped"/>, each as it stands when it is reached. Whoever
    /// asks may stop early, so a store reads no more than it gives.
    /// </summary>
    IEnumerable<StoredDelivery> Unsent(string key);

    /// <summary>
    /// What may be leased (<see cref="OutboxRules.CanBeLeased"/>), in the order of <see cref="IOutbox.LeaseAsync"/>, up to its limit.
    /// </summary>
    IReadOnlyList<StoredDelivery> Due(LeaseRequest request);

    /// <summary>The slots that other deliveries take in a bucket later than an instant, ascending.</summary>
    IReadOnlyList<CapUse> Others(CapBucket bucket, Instant after, DeliveryId self);

    /// <summary>The traces that stand at some slots of a content.</summary>
    IReadOnlyList<StandingTrace> Traces(string content, IReadOnlyCollection<ulong> places);

    /// <summary>
    /// Saves a delivery with its marks (<see cref="StoredDelivery.Marks"/>) and taken places, in place of what <paramref name="before"/>
    /// held. A mark that another delivery holds is never asked for. One that <see cref="Delivery.EndedUnsent"/> loses its traces, for good.
    /// </summary>
    /// <param name="before">As it was loaded, or null for a new one.</param>
    /// <param name="after">As it is from now on.</param>
    void Save(StoredDelivery? before, StoredDelivery after);

    /// <summary>Adds traces to a delivery.</summary>
    void Know(DeliveryId delivery, PersonTraces traces);

    /// <summary>Removes the traces of a delivery.</summary>
    void Forget(DeliveryId delivery);

    /// <summary>
    /// Removes the decision about an account under a key, or under all registered ones when it is null; and that it was cancelled.
    /// </summary>
    /// <returns>The keys under which there was a decision.</returns>
    IReadOnlyCollection<string> Forget(string? key, AccountRef account);

    /// <summary>Removes a key and its notifications, unless it has deliveries.</summary>
    void Forget(string key);
}

/// <summary>What a store answers without changing anything, of one state of its data. Used by one thread at a time.</summary>
public interface IOutboxView
{
    /// <inheritdoc cref="IOutbox.FindNotificationAsync"/>
    NotificationRecord? Notification(string key, int? revision);

    /// <inheritdoc cref="IOutbox.FindCancelledAsync"/>
    IReadOnlyList<AccountRef> Cancelled(string key, IReadOnlyCollection<AccountRef> accounts);

    /// <inheritdoc cref="IOutbox.FindAsync(DeliveryId, CancellationToken)"/>
    Delivery? Delivery(DeliveryId id);

    /// <summary>
    /// Deliveries in one of <see cref="DeliveryQuery.States"/>, due by <see cref="DeliveryQuery.DueBy"/> where that is given, of the
    /// key where
    /// one is, with an id (ordinal) behind <see cref="DeliveryQuery.After"/>: the first of them by id, up to the limit.
    /// </summary>
    IReadOnlyList<Delivery> Find(DeliveryQuery query, Instant now);

    /// <summary>
    /// Of the deliveries with an id (ordinal) behind <paramref name="after"/> those that a scope
    /// <see cref="ErasureScope.Concerns(Delivery)"/>, by id. A store may look at some thousands at a time, and say where to go on.
    /// </summary>
    DeliveryPage Find(ErasureScope scope, DeliveryId? after);

    /// <inheritdoc cref="IOutbox.FindByProviderIdAsync"/>
    Delivery? Delivery(string provider, string providerId);

    /// <inheritdoc cref="IOutbox.FindOutcomeAsync"/>
    AccountOutcome? Outcome(string key, AccountRef account);

    /// <inheritdoc cref="IOutbox.FindOutcomesAsync"/>
    IReadOnlyList<KeyValuePair<string, AccountOutcome>> Outcomes(AccountRef account);

    /// <inheritdoc cref="IOutbox.StatusAsync"/>
    DeliveryCounts Status(string? key);

    /// <inheritdoc cref="IDeliveryHistory.FindMarksAsync"/>
    IReadOnlyList<OnceMark> Marks(IReadOnlyCollection<OnceKey> keys);

    /// <inheritdoc cref="IDeliveryHistory.FindUsesAsync"/>
    IReadOnlyList<CapUse> Uses(IReadOnlyCollection<CapBucket> buckets, Instant since);

    /// <inheritdoc cref="IDeliveryHistory.FindTracesAsync"/>
    IReadOnlyList<StandingTrace> Traces(string content, IReadOnlyCollection<ulong> places);

    /// <inheritdoc cref="IDeliveryHistory.TraceKeyAsync"/>
    ReadOnlyMemory<byte> TraceKey();
}
