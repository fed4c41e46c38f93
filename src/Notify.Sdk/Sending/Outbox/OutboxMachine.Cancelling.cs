using NodaTime;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Stores;

// What is cancelled or superseded, as a whole or for one account.
public sealed partial class OutboxMachine
{
    /// <summary>
    /// Cancels a key: from now on nothing of it is begun. What was planned is stopped by <see cref="StopClosed"/>.
    /// </summary>
    public void Cancel(string key, Instant now) => slice.Save(Registered(key) with { CancelledAt = now });

    /// <summary>Stops deliveries of a key that was cancelled, or of revisions that a higher one supersedes.</summary>
    /// <param name="key">The key, which is registered.</param>
    /// <param name="now">The instant.</param>
    /// <param name="limit">How many at most in this transaction; those who stand by are deliveries of the key themselves.</param>
    /// <returns>
    /// How many ended unsent, and not in doubt; less than <paramref name="limit"/> when none is left.
    /// </returns>
    public int StopClosed(string key, Instant now, int limit)
    {
        var (notification, stopped) = (Registered(key), 0);
        foreach (var stored in slice.Unsent(key))
        {
            if (stopped >= limit)
                break;
            if (notification.Closed(stored.Delivery.Revision) is not { } ended)
                continue;
            if (Stop(stored, ended, now).EndedUnsent)
                stopped++;
        }

        return stopped;
    }

    /// <inheritdoc cref="IOutbox.CancelAsync(string, AccountRef, Instant, CancellationToken)"/>
    public OnceStanding? Cancel(string key, AccountRef account, Instant now)
    {
        var notification = Registered(key);
        slice.Cancel(key, account);
        OnceKey mark = new(ContentKeys.ForAccounts(new("", key) { Revision = notification.Revision!.Value }), OnceSubject.Of(account));
        if (slice.Holder(mark) is not { } holder || slice.Find(holder) is not { } stored)
            return null;
        var standing = stored.Standing;
        if (!OutboxRules.CanBeStopped(stored.Delivery.State))
            return standing;
        PlannedDelivery planned = new(stored.Delivery, stored.Accounts, stored.Slots, []);
        if (OutboxRules.Without(planned, account, now) is { } rest && IsFree(rest.Delivery))
            WriteAnew(stored, rest.Delivery with { Epoch = stored.Delivery.Epoch + 1 }, rest.Marks, rest.Slots, traces: null);
        else
            StopAlone(stored, now);
        return standing;
    }

    /// <summary>Nobody takes over from what may have arrived.</summary>
    private void StopAlone(StoredDelivery stored, Instant now)
    {
        if (Stop(stored, DeliveryState.Cancelled, now) is { EndedUnsent: true } ended)
            WakeStandBys(ended);
    }

    private Delivery Stop(StoredDelivery stored, DeliveryState ended, Instant now)
    {
        var next = OutboxRules.Stop(stored.Delivery, ended, now);
        slice.Save(stored, HeldSlots.Move(stored with { Delivery = next }, before: null));
        return next;
    }
}
