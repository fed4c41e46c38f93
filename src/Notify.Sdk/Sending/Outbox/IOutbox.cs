using NodaTime;

namespace Notify.Sdk.Stores;

/// <summary>
/// Keeps the promises: notifications, deliveries, once-only marks, cap slots and the decision about every account.
/// Each call is one transaction. Implementations are thread-safe, and safe for several processes where they say so.
/// </summary>
/// <remarks>
/// An outbox is also the <see cref="IDeliveryHistory"/> of what it holds, so that marks and slots are read from where
/// they are written.
/// </remarks>
public interface IOutbox : IDeliveryHistory
{
    /// <summary>
    /// Registers a notification under its key. A higher revision supersedes unsent deliveries of lower ones and frees their marks and
    /// slots.
    /// </summary>
    ValueTask<RegisterResult> RegisterAsync(NotificationRecord record, CancellationToken cancellationToken = default);

    /// <summary>The registered notification of a key and revision, or null. The highest revision when none is given.</summary>
    ValueTask<NotificationRecord?> FindNotificationAsync(string key, int? revision = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes a batch in one transaction, in the given order; each delivery is written whole or not at all, and the
    /// results are in the order of <paramref name="deliveries"/>.
    /// </summary>
    /// <remarks>
    /// A delivery whose id is stored already counts as <see cref="AddResult.AlreadyMarked"/>, unless the stored one
    /// <see cref="Delivery.EndedUnsent"/>: then it is planned anew, with a higher epoch. The lists that are passed must not
    /// be changed afterwards.
    /// </remarks>
    /// <param name="notificationKey">The key that the outcomes belong to.</param>
    /// <param name="deliveries">The deliveries; a stand-by follows the one it waits for.</param>
    /// <param name="outcomes">Decisions about accounts without a delivery; an outcome replaces an earlier one of the same account.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    ValueTask<IReadOnlyList<AddResult>> AddAsync(
        string notificationKey,
        IReadOnlyList<PlannedDelivery> deliveries,
        IReadOnlyList<AccountOutcome> outcomes,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds marks and traces to deliveries that tell the same people, so that who comes later is known again by them too. A mark
    /// that another delivery holds stays with it; a delivery that ended unsent takes nothing.
    /// </summary>
    ValueTask AddAsync(IReadOnlyList<KnownAgain> again, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes deliveries anew whose people came again with other data: each whole or not at all, only while it is planned, held,
    /// standing by or leased (<see cref="OutboxRules.Change"/>) and <see cref="Delivery.Epoch"/> is the stored one, which is
    /// then raised, so that the late version of a worker is refused. Returns which were written, in order.
    /// </summary>
    /// <remarks>
    /// Marks, slots and traces are those of the new version; marks of accounts stay as well. One that holds no other address
    /// than before keeps its stand-bys, the others are woken. One that <see cref="Delivery.EndedUnsent"/> ends as by
    /// <see cref="UpdateAsync"/>. A version is refused for the same reasons as by
    /// <see cref="AddAsync(string, IReadOnlyList{PlannedDelivery}, IReadOnlyList{AccountOutcome}, CancellationToken)"/>, its own marks
    /// and slots aside.
    /// </remarks>
    ValueTask<IReadOnlyList<bool>> ChangeAsync(IReadOnlyList<PlannedDelivery> changes, CancellationToken cancellationToken = default);

    /// <summary>
    /// Cancels one account: from then on no delivery of the key is planned for it. A delivery that tells or covers it and can still be
    /// stopped loses the account, and is cancelled when no other account of the person is left to be told
    /// (<see cref="OutboxRules.Without"/>). Answers how far the delivery had got; null when nothing was planned for the account.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The key was never registered.</exception>
    ValueTask<OnceStanding?> CancelAsync(string notificationKey, AccountRef account, Instant now, CancellationToken cancellationToken =
        default);

    /// <summary>Those of the accounts that were cancelled for the key.</summary>
    ValueTask<IReadOnlyList<AccountRef>> FindCancelledAsync(
        string notificationKey, IReadOnlyCollection<AccountRef> accounts, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes due deliveries: planned and held ones, and leased ones whose lease ran out. Higher <see cref="DeliveryPlan.Priority"/> first,
    /// then earlier <see cref="DeliveryPlan.FirstDue"/>, then smaller id. State becomes <see cref="DeliveryState.Leased"/>, the epoch is
    /// raised. Those over a channel of <see cref="LeaseRequest.Except"/> stay as they are, however many are due.
    /// A delivery in state <see cref="DeliveryState.Sending"/> whose lease ran out is returned in that state, with a new
    /// epoch and lease: the worker that held it died, and whether it sent is unknown.
    /// </summary>
    ValueTask<IReadOnlyList<Delivery>> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes what came of a batch and the beginnings of the next, in one transaction and in the given order: the versions as
    /// <see cref="UpdateAsync"/> writes them, and after them attempts, likewise, but with the slots given here instead of those that each
    /// delivery was planned with.
    /// </summary>
    /// <exception cref="ArgumentException">An attempt is not sending.</exception>
    ValueTask<StepResult> StepAsync(IReadOnlyList<Delivery> versions, IReadOnlyList<StartingDelivery> starting,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes new versions, each only if its <see cref="Delivery.Epoch"/> is the stored one; the stored epoch is then raised
    /// by one. A version of an ended delivery (<see cref="Delivery.EndedUnsent"/>, delivered) is refused.
    /// Returns which were written, in order.
    /// </summary>
    /// <remarks>
    /// In the same transaction: a version that <see cref="Delivery.EndedUnsent"/> frees its marks and slots and wakes
    /// the stand-bys that wait for it (state planned, due at <see cref="Delivery.ChangedAt"/> of the version, address mark
    /// set where it is free), except when it was cancelled, superseded or expired, where the stand-bys end in the same state.
    /// A version with another address in <see cref="Delivery.Route"/> moves the address mark; when the new address is
    /// marked for the same content by another delivery, the version is refused. A version that is sending, accepted, in
    /// doubt or delivered turns its marks into sent ones; one that is planned or held turns them back.
    /// <para>
    /// Nobody is told twice and nobody is forgotten: of several stand-bys for one address the first by id is woken, the
    /// others then wait for it; and when a delivery moves to another address, the stand-bys at the address that it left
    /// are woken in the same way.
    /// </para>
    /// <para>
    /// Slots under caps follow the delivery: those of the route in use are taken (<see cref="CapSlotRules.Takes"/>), at
    /// <see cref="Delivery.Due"/> of a version that is planned or held, at <see cref="Delivery.ChangedAt"/> of one that is sending. A
    /// version that is sending is refused when a cap has no room at that instant beside the sent slots of others
    /// (<see cref="CapSlotRules.HasRoom"/>). Slots of plans take no room.
    /// </para>
    /// <para>
    /// When the notification was cancelled or superseded meanwhile, a version that is planned, held, standing by or
    /// leased ends the delivery in that state, one that is sending leaves it in doubt, and the answer is false.
    /// </para>
    /// </remarks>
    ValueTask<IReadOnlyList<bool>> UpdateAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken = default);

    /// <summary>
    /// Cancels: deliveries of the key that are planned, held, standing by or leased are cancelled and their epoch is raised, so
    /// that a worker's late version is refused; <see cref="RegisterAsync"/> answers cancelled from then on. Returns how many
    /// deliveries were stopped. Many are stopped in portions, so that others have their turn; from the first portion on nothing of the
    /// key is begun, so a call that was interrupted did its work, and another one finishes the counting.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The key was never registered.</exception>
    ValueTask<int> CancelAsync(string notificationKey, Instant now, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes the highest revision of a key wait for confirmation: its deliveries that are planned, held or leased are
    /// <see cref="DeliveryState.AwaitsConfirmation"/> with a raised epoch, and every later version that would be planned or held is too.
    /// Answers whether it waits now: false when it was confirmed before, or cancelled. A higher revision begins unconfirmed.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The key was never registered.</exception>
    ValueTask<bool> HoldAsync(string notificationKey, Instant now, CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends the wait of <see cref="HoldAsync"/>: what waited is planned, or held until it is due. Returns how many deliveries.
    /// </summary>
    /// <param name="notificationKey">The key.</param>
    /// <param name="confirmedBy">Who confirmed it, so that it never waits again; null when no confirmation was needed after all.</param>
    /// <param name="now">Now.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <exception cref="KeyNotFoundException">The key was never registered.</exception>
    ValueTask<int> ReleaseAsync(string notificationKey, string? confirmedBy, Instant now, CancellationToken cancellationToken = default);

    /// <summary>Deliveries that somebody may have to look after, ordered by id (ordinal).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The query is out of bounds.</exception>
    ValueTask<IReadOnlyList<Delivery>> FindAsync(DeliveryQuery query, Instant now, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes down what somebody found out about a delivery in doubt, or plans one in doubt or failed again. As by
    /// <see cref="UpdateAsync"/>,
    /// stand-bys are woken and marks and slots follow.
    /// </summary>
    /// <param name="id">The delivery.</param>
    /// <param name="epoch">The <see cref="Delivery.Epoch"/> that was looked at; refused when it has moved on.</param>
    /// <param name="settlement">What was found out.</param>
    /// <param name="reason">Who says so and why; added to <see cref="Delivery.Reasons"/>.</param>
    /// <param name="now">Now.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <exception cref="KeyNotFoundException">There is no such delivery.</exception>
    ValueTask<SettlementResult> SettleAsync(DeliveryId id, long epoch, Settlement settlement, Reason reason, Instant now,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// The deliveries that have data of somebody in a scope. They are found by reading all that are kept, in parts, so it takes its time in
    /// a large store and holds up nobody.
    /// </summary>
    /// <param name="scope">Whose.</param>
    /// <param name="after"><see cref="DeliveryPage.Next"/> of the part before; null for the first.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    ValueTask<DeliveryPage> FindOfAsync(ErasureScope scope, DeliveryId? after = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Erases people: what was not sent is not sent any more, unless it tells others of the person too, and what was sent keeps only what
    /// became of it. Decisions about the accounts are forgotten, marks and slots under caps go; traces stay, which are codes under the
    /// store's key (<see cref="Stores.PersonTraces"/>), so that who was told is not told again by a further call. What is being handed
    /// over is left and counted (<see cref="OutboxErasure.Leaving"/>).
    /// </summary>
    /// <remarks>In parts, each of them a transaction: a call that is stopped goes on when it is made again.</remarks>
    ValueTask<OutboxErasure> EraseAsync(ErasureScope scope, Instant now, CancellationToken cancellationToken = default);

    /// <summary>The delivery, or null.</summary>
    ValueTask<Delivery?> FindAsync(DeliveryId id, CancellationToken cancellationToken = default);

    /// <summary>The delivery that a provider knows by its own id, or null.</summary>
    ValueTask<Delivery?> FindByProviderIdAsync(string provider, string providerId, CancellationToken cancellationToken = default);

    /// <summary>The latest stored decision about an account, or null.</summary>
    ValueTask<AccountOutcome?> FindOutcomeAsync(string notificationKey, AccountRef account, CancellationToken cancellationToken = default);

    /// <summary>
    /// The decisions about an account under all registered keys, each with its key, ordered by key (ordinal). Rare, and may take its time.
    /// </summary>
    ValueTask<IReadOnlyList<KeyValuePair<string, AccountOutcome>>> FindOutcomesAsync(AccountRef account,
        CancellationToken cancellationToken = default);

    /// <summary>How many deliveries of a key, or of all keys, stand where.</summary>
    ValueTask<DeliveryCounts> StatusAsync(string? notificationKey = null, CancellationToken cancellationToken = default);
}
