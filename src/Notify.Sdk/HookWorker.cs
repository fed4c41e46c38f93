using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Stores;
using Notify.Sdk.Tracking;

namespace Notify.Sdk;

/// <summary>Empties the inbox of hooks, beside the worker that sends, so that neither waits for the other.</summary>
internal sealed class HookWorker(
    IHookProcessor hooks,
    IHookInbox inbox,
    HookBell bell,
    IClock clock,
    TimeProvider time,
    IOptions<HookOptions> options,
    ILogger<HookWorker> logger) : RoundWorker(time, logger)
{
    private static readonly Duration PurgePause = Duration.FromHours(1);

    private Instant? _purged;

    protected override TimeSpan PauseAfterFault => options.Value.PollInterval;

    protected override async Task RoundAsync(CancellationToken stopping)
    {
        while (await hooks.WorkDueAsync(stopping) > 0)
        {
        }

        await PurgeWhenDueAsync(stopping);
        await bell.WaitAsync(options.Value.PollInterval, Time, stopping);
    }

    private async Task PurgeWhenDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        if (_purged is { } last && now - last < PurgePause && now >= last)
            return;
        await inbox.PurgeAsync(HookEntryState.Done, now - Duration.FromTimeSpan(options.Value.KnownFor), cancellationToken);
        await inbox.PurgeAsync(HookEntryState.SetAside, now - Duration.FromTimeSpan(options.Value.SetAsideFor), cancellationToken);
        _purged = now;
    }
}
