using NodaTime;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Stores;

// What becomes of deliveries whose people are erased.
public sealed partial class OutboxMachine
{
    /// <summary>As <see cref="IOutbox.EraseAsync"/>, for one delivery.</summary>
    public OutboxErasure Erase(DeliveryId id, ErasureScope scope, Instant now)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (slice.Find(id) is not { } stored || !scope.Concerns(stored.Delivery))
            return OutboxErasure.None;
        if (OutboxRules.IsInFlight(stored.Delivery.State))
            return new(0, 0, Leaving: 1);
        foreach (var account in scope.AccountsOf(stored.Delivery))
            slice.Forget(stored.Delivery.NotificationKey, account);
        PlannedDelivery planned = new(stored.Delivery, stored.Accounts, stored.Slots, []);
        if (OutboxRules.WithoutErased(planned, scope, now) is { } rest && IsFree(rest.Delivery))
        {
            slice.Save(stored, HeldSlots.Move(stored with
            {
                Delivery = rest.Delivery,
                Accounts = rest.Marks,
                Slots = rest.Slots,
                Taken = [.. stored.Taken.Where(t => t.IsAttempt
                    ? !scope.Concerns(t.Bucket.Subject) : rest.Slots.Any(p => p.Bucket == t.Bucket))],
            }, before: null));
            WakeLeftBehind(rest.Delivery);
            return new(1, 0, 0);
        }

        var wasOpen = OutboxRules.CanBeStopped(stored.Delivery.State) && !stored.Delivery.MayHaveArrived;
        if (stored.Delivery.MayHaveArrived)
            stored = StillInDoubt(stored, now);
        if (wasOpen)
            stored = StopErased(stored, now);
        slice.Save(stored, stored with { Delivery = OutboxRules.Erase(stored.Delivery), Accounts = [], Slots = [], Taken = [] });
        return new(1, wasOpen ? 1 : 0, 0);
    }

    /// <summary>
    /// Forgets what was decided about accounts, keys without deliveries, and the content of notifications that are of nobody any more.
    /// </summary>
    /// <param name="scope">Who is erased.</param>
    /// <param name="keys">The keys of the deliveries that were erased.</param>
    public OutboxErasure Forget(ErasureScope scope, IEnumerable<string> keys)
    {
        ArgumentNullException.ThrowIfNull(scope);
        SortedSet<string> touched = new(keys, StringComparer.Ordinal);
        foreach (var account in scope.Accounts)
            touched.UnionWith(slice.Forget(key: null, account));
        foreach (var key in scope.Keys)
            slice.Forget(key);
        var (erased, shared) = (0, new List<string>());
        foreach (var key in touched)
        {
            var records = slice.Records(key);
            if (slice.IsOfNobody(key))
                erased += records.Count(EraseContent);
            else if (records.Any(r => OutboxRules.Mentions(r.Notification, scope)))
                shared.Add(key);
        }

        return OutboxErasure.None with { Contents = erased, SharedContents = shared };
    }

    private bool EraseContent(NotificationRecord record)
    {
        if (record.IsContentErased || !OutboxRules.HasContent(record.Notification))
            return false;
        slice.Save(record with { Notification = OutboxRules.WithoutContent(record.Notification), IsContentErased = true });
        return true;
    }

    /// <summary>What may have arrived and waits is not tried again, and is never said not to have been sent.</summary>
    private StoredDelivery StillInDoubt(StoredDelivery stored, Instant now)
    {
        if (!OutboxRules.CanBeStopped(stored.Delivery.State))
            return stored;
        var ended = stored with
        {
            Delivery = stored.Delivery with
            {
                State = DeliveryState.InDoubt,
                Epoch = stored.Delivery.Epoch + 1,
                ChangedAt = now,
                Reasons = [.. stored.Delivery.Reasons, new(ReasonCodes.Erased, "outbox", "")],
            },
        };
        slice.Save(stored, ended);
        return ended;
    }

    /// <summary>Ends what was not sent; who stood by for it is told, unless they are erased too.</summary>
    private StoredDelivery StopErased(StoredDelivery stored, Instant now)
    {
        var ended = stored.Delivery with
        {
            State = DeliveryState.Suppressed,
            Epoch = stored.Delivery.Epoch + 1,
            ChangedAt = now,
            Reasons = [.. stored.Delivery.Reasons, new(ReasonCodes.Erased, "outbox", "")],
        };
        slice.Save(stored, HeldSlots.Move(stored with { Delivery = ended }, before: null));
        SeeToStandBys(ended);
        return slice.Find(ended.Id)!;
    }
}
