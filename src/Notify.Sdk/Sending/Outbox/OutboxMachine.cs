using Notify.Sdk.Sending;

namespace Notify.Sdk.Stores;

/// <summary>
/// What becomes of a promise, the same in every store: what may be added, changed, stopped, leased, begun and woken. It decides over
/// a slice, which loads and saves and does nothing else; everything is checked before anything is saved. Pure but for its slice; made
/// for one transaction and forgotten with it. For authors of stores.
/// </summary>
/// <param name="slice">The transaction.</param>
public sealed partial class OutboxMachine(IOutboxSlice slice)
{
    private readonly HeldSlots _slots = new(slice);

    /// <inheritdoc cref="IOutbox.RegisterAsync"/>
    /// <remarks>What a new revision supersedes is stopped by <see cref="StopClosed"/>.</remarks>
    public RegisterResult Register(NotificationRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var known = slice.Notification(record.Notification.Key);
        var revision = record.Notification.Revision;
        if (known.CancelledAt is not null)
            return RegisterResult.Cancelled;
        if (known.Revision > revision || (known.Revision == revision && known.ContentHash != record.ContentHash))
            return RegisterResult.Conflict;
        var isKnown = known.Revision == revision;
        if (isKnown && !known.IsContentErased)
            return RegisterResult.Known;
        if (!isKnown)
            known = known with { Revision = revision, ContentHash = record.ContentHash, AwaitsSince = null, Confirmed = null };
        known = known with { IsContentErased = false };
        slice.Save(record);
        slice.Save(known);
        return isKnown ? RegisterResult.Known : RegisterResult.New;
    }

    /// <inheritdoc cref="IOutbox.AddAsync(string, IReadOnlyList{PlannedDelivery}, IReadOnlyList{AccountOutcome}, CancellationToken)"/>
    public AddResult[] Add(string key, IReadOnlyList<PlannedDelivery> deliveries, IReadOnlyList<AccountOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(deliveries);
        var results = new AddResult[deliveries.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var planned = deliveries[i];
            results[i] = Add(planned);
            if (results[i] == AddResult.Added)
                slice.Decide(key, planned.Outcomes);
        }

        slice.Decide(key, outcomes);
        return results;
    }

    private AddResult Add(PlannedDelivery planned)
    {
        var known = slice.Find(planned.Delivery.Id);
        if (known is { Delivery.EndedUnsent: false } || (known is null && slice.IsDamaged(planned.Delivery.Id)))
            return AddResult.AlreadyMarked; // what is damaged may have been told
        var notification = slice.Notification(planned.Delivery.NotificationKey);
        if (notification.Closed(planned.Delivery.Revision) is not null)
            return AddResult.Closed;
        if (Refuses(planned, notification) is { } refused)
            return refused;
        var delivery = OutboxRules.Under(planned.Delivery, notification.Awaits);
        SaveNew(known, known is null ? delivery : delivery with { Epoch = known.Delivery.Epoch + 1 }, planned.Marks, planned.Slots);
        if (planned.Traces is { } traces)
            slice.Know(delivery.Id, traces);
        return AddResult.Added;
    }

    /// <summary>As <see cref="IOutbox.AddAsync(IReadOnlyList{KnownAgain}, CancellationToken)"/>, for one person.</summary>
    public void Add(KnownAgain again)
    {
        ArgumentNullException.ThrowIfNull(again);
        if (slice.Find(again.Delivery) is not { Delivery.EndedUnsent: false } stored)
            return;
        slice.Save(
            stored, stored
            with
            { Accounts = [.. stored.Accounts, .. again.Marks.Where(m => m.Subject.Account is not null && slice.Holder(m) is null)] });
        slice.Know(again.Delivery, again.Traces);
    }

    /// <summary>As <see cref="IOutbox.ChangeAsync"/>, for one delivery.</summary>
    public bool Change(PlannedDelivery planned)
    {
        ArgumentNullException.ThrowIfNull(planned);
        if (slice.Find(planned.Delivery.Id) is not { } stored)
            return false;
        var notification = slice.Notification(stored.Delivery.NotificationKey);
        if (OutboxRules.Change(stored.Delivery, planned.Delivery, notification.Closed(stored.Delivery.Revision),
            notification.Awaits) is not { } next
            || (!next.EndedUnsent && Refuses(planned, notification) is not null))
            return false;
        WriteAnew(stored, next, OutboxRules.MarksOfChange(stored.Accounts, planned.Marks, next), planned.Slots, planned.Traces);
        slice.Decide(notification.Key, planned.Outcomes);
        return true;
    }

    /// <inheritdoc cref="IOutbox.LeaseAsync"/>
    public IReadOnlyList<Delivery> Lease(LeaseRequest request)
    {
        OutboxRules.Check(request);
        var due = slice.Due(request);
        var leased = new Delivery[due.Count];
        for (var i = 0; i < leased.Length; i++)
        {
            leased[i] = OutboxRules.Lease(due[i].Delivery, request);
            slice.Save(due[i], due[i] with { Delivery = leased[i] });
        }

        return leased;
    }

    /// <summary>As <see cref="IOutbox.UpdateAsync"/>, for one version.</summary>
    public bool Update(Delivery wanted) => Write(wanted, slots: null) == StartResult.Started;

    /// <summary>As <see cref="IOutbox.StepAsync"/>, for one attempt.</summary>
    public StartResult Start(StartingDelivery starting)
    {
        OutboxRules.Check(starting);
        return Write(starting.Delivery, starting.Slots);
    }

    /// <summary>Writes a version; one that is sending may bring its slots anew.</summary>
    private StartResult Write(Delivery wanted, IReadOnlyList<CapSlot>? slots)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (slice.Find(wanted.Id) is not { } stored)
            return StartResult.Refused;
        var before = stored.Delivery;
        var notification = OutboxRules.HangsOnNotification(wanted.State) ? slice.Notification(before.NotificationKey) : null;
        if (OutboxRules.Next(before, wanted, notification?.Closed(before.Revision), out var asWanted) is not { } accepted)
            return StartResult.Refused;
        var next = OutboxRules.Under(accepted, notification is { Awaits: true });
        var moves = OutboxRules.HoldsAddress(next) && (!OutboxRules.HoldsAddress(before)
            || OutboxRules.AddressMark(before) != OutboxRules.AddressMark(next));
        if (moves && !IsFree(next))
            return StartResult.Refused;
        if (next.State == DeliveryState.Sending && !_slots.HaveRoom(next, slots ?? stored.Slots))
            return StartResult.NoRoom;
        var after = HeldSlots.Move(
            stored with
            {
                Delivery = next,
                Sent = OutboxRules.MarksAreSent(next) ?? stored.Sent,
                Slots = slots ?? stored.Slots,
                Taken = slots is null ? stored.Taken : HeldSlots.Attempts(stored.Taken),
            },
            before);
        slice.Save(stored, after);
        if (next.EndedUnsent)
            SeeToStandBys(next);
        else if (moves)
            WakeLeftBehind(next);
        return asWanted ? StartResult.Started : StartResult.Refused;
    }

    /// <summary>Why a delivery is not taken, or null; what it holds itself does not count.</summary>
    private AddResult? Refuses(PlannedDelivery planned, StoredNotification notification)
    {
        var delivery = planned.Delivery;
        if (delivery.State == DeliveryState.StandBy && (delivery.WaitsFor is not { } awaited
            || slice.Find(awaited) is not { Delivery.EndedUnsent: false }))
            return AddResult.WaitsForNothing;
        for (var i = 0; i < planned.Marks.Count; i++)
        {
            var mark = planned.Marks[i];
            if (slice.Holder(mark) is { } holder && holder != delivery.Id)
                return AddResult.AlreadyMarked;
            if (notification.HasCancelledAccounts && mark.Subject.Account is { } account && slice.IsCancelled(notification.Key, account))
                return AddResult.AlreadyMarked;
        }

        return IsBarred(planned.Traces, delivery.Id) ? AddResult.AlreadyMarked : null;
    }

    /// <summary>Whether the same person left traces in another call.</summary>
    private bool IsBarred(PersonTraces? coming, DeliveryId self) =>
        coming is { Traces.Count: > 0 } && TraceRules.Joined(slice.Traces(coming.ContentKey, coming.Places), coming, self).Count > 0;

    private bool IsFree(Delivery next) =>
        !OutboxRules.HoldsAddress(next) || slice.Holder(OutboxRules.AddressMark(next)) is not { } holder || holder == next.Id;

    /// <summary>Writes a version anew with everything that it holds, and wakes those whom it covers no more.</summary>
    private void WriteAnew(StoredDelivery stored, Delivery next, IReadOnlyList<OnceKey> marks, IReadOnlyList<CapSlot> slots,
        PersonTraces? traces)
    {
        SaveNew(stored, next, marks, slots);
        if (next.EndedUnsent)
        {
            SeeToStandBys(next);
            return;
        }

        if (traces is not null)
        {
            slice.Forget(next.Id);
            slice.Know(next.Id, traces);
        }

        WakeLeftBehind(next);
    }

    private void SaveNew(StoredDelivery? before, Delivery delivery, IReadOnlyList<OnceKey> marks, IReadOnlyList<CapSlot> slots) =>
        slice.Save(before, HeldSlots.Move(new(delivery, AccountMarks(marks), slots)
        {
            Taken = before is null ? [] : HeldSlots.Attempts(before.Taken),
        }, before: null));

    private static OnceKey[] AccountMarks(IReadOnlyList<OnceKey> marks)
    {
        var count = 0;
        for (var i = 0; i < marks.Count; i++)
            count += marks[i].Subject.Account is null ? 0 : 1;
        var accounts = new OnceKey[count];
        for (var i = marks.Count - 1; i >= 0; i--)
        {
            if (marks[i].Subject.Account is not null)
                accounts[--count] = marks[i];
        }

        return accounts;
    }

    private StoredNotification Registered(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return slice.Notification(key) is { Revision: not null } notification
            ? notification
            : throw new KeyNotFoundException($"Notification '{key}' was never registered here. Check the key.");
    }
}
