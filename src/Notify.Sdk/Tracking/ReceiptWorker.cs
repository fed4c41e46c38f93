using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Tracking;

/// <summary>Tries parked receipts again while the host runs: a receipt often comes before its message is written down.</summary>
internal sealed partial class ReceiptWorker(
    IReceiptProcessor receipts,
    TimeProvider time,
    IOptions<SendingOptions> options,
    ILogger<ReceiptWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await receipts.SettleParkedAsync(stoppingToken);
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
            }

            await Task.Delay(options.Value.PollInterval.ToTimeSpan(), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Parked receipts could not be settled: {Fault}; it is tried again")]
    private partial void LogFault(string fault);
}
