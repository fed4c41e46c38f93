using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tracking;

/// <summary>Erases what was kept long enough (<see cref="RetentionOptions"/>). Used by one thread at a time.</summary>
internal sealed class RetentionKeeper(IOutbox outbox, IReceiptStore receipts, IClock clock, IOptions<RetentionOptions> options,
    IEnumerable<IOverwritingStore> stores)
{
    private static readonly Duration Pause = Duration.FromHours(1);

    private Instant? _last;

    /// <summary>Looks once an hour; the other calls only overwrite what could not be overwritten before.</summary>
    public async Task PurgeWhenDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var isErased = false;
        if (_last is not { } last || now - last >= Pause || now < last)
        {
            isErased = await PurgeAsync(now, cancellationToken);
            _last = now;
        }

        foreach (var store in stores)
        {
            if (isErased || store.IsPending)
                await store.OverwriteAsync(cancellationToken);
        }
    }

    /// <summary>Whether anything was erased.</summary>
    private async Task<bool> PurgeAsync(Instant now, CancellationToken cancellationToken)
    {
        var erased = 0;
        if (options.Value.Deliveries is { } deliveries)
            erased += (await outbox.EraseAsync(
                new() { EndedBefore = now - Duration.FromTimeSpan(deliveries) }, now, cancellationToken)).Deliveries;
        if (options.Value.Receipts is { } kept)
            erased += await receipts.PurgeAsync(now - Duration.FromTimeSpan(kept), cancellationToken);
        return erased > 0;
    }
}
