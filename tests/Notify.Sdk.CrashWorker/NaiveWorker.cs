using NodaTime;
using Notify.Sdk.Sending;

namespace Notify.Sdk.CrashWorker;

/// <summary>Works in a way that is known to be wrong, so that the counter of a round is seen to count.</summary>
internal static class NaiveWorker
{
    private static readonly Duration Lease = Duration.FromMilliseconds(500);

    public static async Task DispatchAsync(IOutbox outbox, RecorderTransport transport, Manner manner, Instant now)
    {
        foreach (var claimed in await outbox.ClaimAsync(new(now, now + Lease, 10)))
        {
            var accepted = claimed with { State = DeliveryState.Accepted, Provider = transport.Name, ChangedAt = now };
            if (manner == Manner.AcknowledgesFirst)
                await outbox.UpdateAsync([accepted]);
            await transport.HandOverAsync(claimed.Route.Account.Id, claimed.Id.Value, CancellationToken.None);
            if (manner == Manner.WithoutBegin)
                await outbox.UpdateAsync([accepted]);
        }
    }
}
