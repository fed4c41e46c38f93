using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Sending;
using Notify.Sdk.Tracking;

namespace Notify.Sdk;

/// <summary>
/// Keeps what is due, settles early receipts and erases what was kept long enough while the host runs. One bad round does not stop it:
/// it is logged and tried again.
/// </summary>
internal sealed partial class NotifyWorker(
    IDispatcher dispatcher,
    IReceiptProcessor receipts,
    RetentionKeeper retention,
    ProviderChoice providers,
    AnswerTurns answering,
    IClock clock,
    TimeProvider time,
    IOptions<SendingOptions> options,
    ILogger<NotifyWorker> logger) : BackgroundService
{
    private static readonly Duration ShortestPause = Duration.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await dispatcher.DispatchDueAsync(stoppingToken);
                await receipts.SettleParkedAsync(stoppingToken);
                await retention.PurgeWhenDueAsync(stoppingToken);
                await Task.Delay(Pause(), time, stoppingToken);
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

    /// <summary>
    /// Until the next look; shorter while messages wait for their turn, where only so many a second are taken or answered.
    /// </summary>
    private TimeSpan Pause()
    {
        var (now, poll) = (clock.GetCurrentInstant(), options.Value.PollInterval);
        var (provider, answer) = (providers.NextTurn(now) ?? Instant.MaxValue, answering.NextTurn(now) ?? Instant.MaxValue);
        var turn = Instant.Min(provider, answer) - now;
        return turn < Duration.FromTimeSpan(poll) ? Duration.Max(turn, ShortestPause).ToTimeSpan() : poll;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of the worker failed with {Fault}; it is tried again")]
    private partial void LogFault(string fault);
}
