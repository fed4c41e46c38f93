using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Stores;
using Notify.Sdk.Tracking;

namespace Notify.Sdk;

/// <summary>
/// Empties the inbox of hooks while the host runs, beside the worker that sends, so that neither waits for the other. One bad round
/// does not
/// stop it: it is logged and tried again.
/// </summary>
internal sealed partial class HookWorker(
    IHookProcessor hooks,
    IHookInbox inbox,
    HookBell bell,
    IClock clock,
    TimeProvider time,
    IOptions<HookOptions> options,
    ILogger<HookWorker> logger) : BackgroundService
{
    private static readonly Duration PurgePause = Duration.FromHours(1);

    private Instant? _purged;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await hooks.WorkDueAsync(stoppingToken) > 0)
                {
                }

                await PurgeWhenDueAsync(stoppingToken);
                await bell.WaitAsync(options.Value.PollInterval, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // the worker must outlive a store that is away for a while
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogFault(fault.GetType().Name);
                await Task.Delay(options.Value.PollInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
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

    [LoggerMessage(Level = LogLevel.Error, Message = "A round over the inbox of hooks failed with {Fault}; it is tried again")]
    private partial void LogFault(string fault);
}
