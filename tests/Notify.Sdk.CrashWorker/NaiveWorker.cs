using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.CrashWorker;

/// <summary>Works in a way that is known to be wrong, so that the counter of a round is seen to count.</summary>
internal static class NaiveWorker
{
    private static readonly Duration Lease = Duration.FromMilliseconds(500);

    public static async Task DispatchAsync(IOutbox outbox, RecorderTransport transport, Manner manner, Instant now)
    {
        foreach (var leased in await outbox.LeaseAsync(new(now, now + Lease, 10)))
        {
            var accepted = leased with { State = DeliveryState.Accepted, Provider = transport.Name, ChangedAt = now };
            if (manner == Manner.AcknowledgesFirst)
                await outbox.UpdateAsync([accepted]);
            await transport.HandOverAsync(leased.Route.Account.Id, leased.Id.Value, CancellationToken.None);
            if (manner == Manner.WithoutBegin)
                await outbox.UpdateAsync([accepted]);
        }
    }
}
