using NodaTime;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Stores;

// What somebody found out by hand.
public sealed partial class OutboxMachine
{
    /// <inheritdoc cref="IOutbox.SettleAsync"/>
    public SettlementResult Settle(DeliveryId id, long epoch, Settlement settlement, Reason reason, Instant now)
    {
        if (slice.Find(id) is not { } stored)
            throw slice.IsDamaged(id)
                ? new InvalidDataException($"Delivery {id} cannot be read: its row was damaged. Restore a backup.")
                : new KeyNotFoundException($"Delivery {id} was never stored here. Check the id.");
        var delivery = stored.Delivery with { ChangedAt = now, Reasons = [.. stored.Delivery.Reasons, reason] };
        var isInDoubt = stored.Delivery.State == DeliveryState.InDoubt;
        if (stored.Delivery.Epoch != epoch
            || !(isInDoubt || (stored.Delivery.State == DeliveryState.Failed && settlement == Settlement.TryAgain)))
            return SettlementResult.MovedOn;
        var asked = isInDoubt && !delivery.MayHaveArrived ? delivery.InDoubt().Asked : delivery.Asked;
        switch (settlement)
        {
            case Settlement.Arrived:
                return Settled(delivery with { State = DeliveryState.Delivered });
            case Settlement.DidNotArrive:
                return Settled(delivery with { State = DeliveryState.Failed, Asked = AskedProviders.WithoutDoubt(asked) });
            case Settlement.TryAgain:
                var notification = slice.Notification(delivery.NotificationKey);
                if (notification.Closed(delivery.Revision) is not null || delivery.ExpiresAt <= now || delivery.IsErased
                    || IsCancelled(delivery, notification))
                    return SettlementResult.Closed;
                delivery = delivery with
                {
                    State = DeliveryState.Planned,
                    RouteIndex = 0,
                    Attempts = 0,
                    Due = now,
                    Asked = AskedProviders.Afresh(asked),
                };
                return isInDoubt ? Settled(delivery) : PlanAgain(stored, delivery, notification);
            default:
                throw new ArgumentOutOfRangeException(nameof(settlement), $"Settlement {settlement} is unknown.");
        }
    }

    private bool IsCancelled(Delivery delivery, StoredNotification notification) => notification.HasCancelledAccounts
        && delivery.Person.Accounts.Any(a => slice.IsCancelled(notification.Key, a.Ref));

    private SettlementResult Settled(Delivery delivery) => Update(delivery) ? SettlementResult.Settled : SettlementResult.ToldByAnother;

    private SettlementResult PlanAgain(StoredDelivery failed, Delivery delivery, StoredNotification notification)
    {
        OnceKey[] marks = [OutboxRules.AddressMark(delivery), .. failed.Accounts];
        if (Refuses(new(delivery, marks, failed.Slots, []), notification) is not null)
            return SettlementResult.ToldByAnother;
        SaveNew(failed, OutboxRules.Under(delivery with { Epoch = delivery.Epoch + 1 }, notification.Awaits), marks, failed.Slots);
        return SettlementResult.Settled;
    }
}
