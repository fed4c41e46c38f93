using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Sending;
using Notify.Sdk.Tracking;

namespace Notify.Sdk;

/// <summary>Keeps what is due, settles early receipts and erases what was kept long enough.</summary>
internal sealed class NotifyWorker(
    IDispatcher dispatcher,
    IReceiptProcessor receipts,
    RetentionKeeper retention,
    ProviderChoice providers,
    AnswerTurns answering,
    IClock clock,
    TimeProvider time,
    IOptions<SendingOptions> options,
    ILogger<NotifyWorker> logger) : RoundWorker(time, logger)
{
    private static readonly Duration ShortestPause = Duration.FromMilliseconds(100);

    protected override TimeSpan PauseAfterFault => options.Value.PollInterval;

    protected override async Task RoundAsync(CancellationToken stopping)
    {
        await dispatcher.DispatchDueAsync(stopping);
        await receipts.SettleParkedAsync(stopping);
        await retention.PurgeWhenDueAsync(stopping);
        await Task.Delay(Pause(), Time, stopping);
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
}
