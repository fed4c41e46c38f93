using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Notify.Sdk;

/// <summary>
/// Works round after round while the host runs. One bad round does not stop it: it is logged, and tried again after a pause.
/// </summary>
internal abstract partial class RoundWorker(TimeProvider time, ILogger logger) : BackgroundService
{
    /// <summary>By which it waits.</summary>
    protected TimeProvider Time { get; } = time;

    /// <summary>How long it waits after a round that failed.</summary>
    protected abstract TimeSpan PauseAfterFault { get; }

    /// <summary>One round, and the wait for the next one.</summary>
    protected abstract Task RoundAsync(CancellationToken stopping);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // the worker must outlive a store that is away for a while
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogFault(GetType().Name, fault.GetType().Name);
                await Task.Delay(PauseAfterFault, Time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of {Worker} failed with {Fault}; it is tried again")]
    private partial void LogFault(string worker, string fault);
}
