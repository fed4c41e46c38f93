using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tracking;

/// <summary>Erases what was kept long enough (<see cref="RetentionOptions"/>). Used by one thread at a time.</summary>
internal sealed class RetentionKeeper(IOutbox outbox, IReceiptStore receipts, IClock clock, IOptions<RetentionOptions> options)
{
    private static readonly Duration Pause = Duration.FromHours(1);

    private Instant? _last;

    /// <summary>Looks once an hour; the other calls do nothing.</summary>
    public async Task PurgeWhenDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        if (_last is { } last && now - last < Pause && now >= last)
            return;
        await PurgeAsync(now, cancellationToken);
        _last = now;
    }

    private async Task PurgeAsync(Instant now, CancellationToken cancellationToken)
    {
        if (options.Value.Deliveries is { } deliveries)
            await outbox.EraseAsync(new() { EndedBefore = now - Duration.FromTimeSpan(deliveries) }, now, cancellationToken);
        if (options.Value.Receipts is { } kept)
            await receipts.PurgeAsync(now - Duration.FromTimeSpan(kept), cancellationToken);
    }
}
