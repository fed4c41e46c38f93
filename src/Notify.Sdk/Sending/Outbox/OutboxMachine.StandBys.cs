using NodaTime;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Stores;

// Those who stand by for a delivery that goes to their address.
public sealed partial class OutboxMachine
{
    /// <summary>Sees to those who stood by for a delivery that ended unsent: they end with it, or take over.</summary>
    private void SeeToStandBys(Delivery ended)
    {
        if (!OutboxRules.StandBysEndToo(ended.State))
        {
            WakeStandBys(ended);
            return;
        }

        foreach (var standBy in slice.StandBys(ended.Id))
            SeeToStandBys(Stop(standBy, ended.State, ended.ChangedAt));
    }

    private void WakeStandBys(Delivery ended)
    {
        foreach (var standBy in slice.StandBys(ended.Id))
            Wake(standBy, ended.ChangedAt);
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
