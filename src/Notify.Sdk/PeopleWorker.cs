using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Sdk.Tracking;

namespace Notify.Sdk;

/// <summary>Gives replies to those who answer them, beside the worker of hooks: whoever is slow there holds up no stop.</summary>
internal sealed class PeopleWorker(
    IHookProcessor hooks,
    PeopleBell bell,
    TimeProvider time,
    IOptions<HookOptions> options,
    ILogger<PeopleWorker> logger) : RoundWorker(time, logger)
{
    protected override TimeSpan PauseAfterFault => options.Value.PollInterval;

    protected override async Task RoundAsync(CancellationToken stopping)
    {
        while (await hooks.GiveDueAsync(stopping) > 0)
        {
        }

        await bell.WaitAsync(options.Value.PollInterval, Time, stopping);
    }
}
