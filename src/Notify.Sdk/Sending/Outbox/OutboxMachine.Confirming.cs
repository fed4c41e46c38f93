using NodaTime;

namespace Notify.Sdk.Stores;

// What waits for somebody's word.
public sealed partial class OutboxMachine
{
    /// <inheritdoc cref="IOutbox.HoldAsync"/>
    public bool Hold(string key, Instant now)
    {
        var notification = Registered(key);
        if (notification.CancelledAt is not null || notification.Confirmed is not null)
            return false;
        slice.Save(notification with { AwaitsSince = now });
        foreach (var stored in slice.Unsent(key))
        {
            if (OutboxRules.WaitsToo(stored.Delivery.State))
                slice.Save(stored, stored with { Delivery = OutboxRules.Await(stored.Delivery, now) });
        }

        return true;
    }

    /// <inheritdoc cref="IOutbox.ReleaseAsync"/>
    public int Release(string key, string? confirmedBy, Instant now)
    {
        var notification = Registered(key);
        slice.Save(
            notification with
            {
                AwaitsSince = null,
                Confirmed = notification.Confirmed
            ?? (confirmedBy is null ? null : new(confirmedBy, now))
            });
        var released = 0;
        foreach (var stored in slice.Unsent(key))
        {
            if (stored.Delivery.State != DeliveryState.AwaitsConfirmation)
                continue;
            slice.Save(stored, stored with { Delivery = OutboxRules.Release(stored.Delivery, now) });
            released++;
        }

        return released;
    }
}
