using NodaTime;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Stores;

// Those who stand by for a delivery that goes to their address.
public sealed partial class OutboxMachine
{
    /// <summary>Sees to those who stood by for a delivery that ended unsent; returns how many ended with it.</summary>
    private int SeeToStandBys(Delivery ended)
    {
        slice.Forget(ended.Id);
        var stopped = 0;
        foreach (var standBy in slice.StandBys(ended.Id))
        {
            if (OutboxRules.StandBysEndToo(ended.State))
                stopped += Stop(standBy, ended.State, ended.ChangedAt);
            else
                Wake(standBy, ended.ChangedAt);
        }

        return stopped;
    }

    private void WakeLeftBehind(Delivery moved)
    {
        foreach (var standBy in slice.StandBys(moved.Id))
        {
            if (!OutboxRules.Covers(moved, standBy.Delivery))
                Wake(standBy, moved.ChangedAt);
        }
    }

    private void Wake(StoredDelivery standBy, Instant now)
    {
        var holder = slice.Holder(OutboxRules.AddressMark(standBy.Delivery));
        var next = holder is { } other && other != standBy.Delivery.Id
            ? OutboxRules.WaitFor(standBy.Delivery, other, now)
            : OutboxRules.Under(OutboxRules.Wake(standBy.Delivery, now), slice.Notification(standBy.Delivery.NotificationKey).Awaits);
        slice.Save(standBy, HeldSlots.Move(standBy with { Delivery = next }, before: null));
    }
}
