using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Notify.Sdk.CrashWorker;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite.Tests.Crash;

/// <summary>One round: workers begin, are struck, others go on, and everybody is counted.</summary>
internal sealed class CrashRound(CrashPlan plan) : IDisposable
{
    /// <summary>Far more than a round needs: it waits for events, and this is for one that never comes.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly TemporaryFile _file = new();
    private readonly Recorder _recorder = new();
    private readonly List<WorkerProcess> _workers = [];
    private readonly CancellationTokenSource _limit = new(Limit);
    private readonly ForwardClock _clock = new();

    public async Task<CrashCount> RunAsync()
    {
        await StartAsync();
        await using var services = CrashScene.Build(
            _file.Path, _recorder.Port, new(Fate.Quiet), TimeSpan.FromSeconds(plan.HandOverSeconds), _clock);
        await UntilStruckAsync(services);
        var fallen = _workers.Count(w => w.HasFallen);
        await CrashScene.PlanAsync(services); // the caller's call failed, so they make it again
        if (plan.Fate.Blow == Blow.Stop)
        {
            await DrainAsync(services); // while the stopped sleep past their leases
            await EndWorkersAsync();
        }
        else
        {
            await EndWorkersAsync();
            _clock.Ahead = Duration.FromSeconds(2 * plan.HandOverSeconds); // the leases of the dead are over
        }

        await DrainAsync(services);
        await _recorder.QuietAsync(_limit.Token);
        return await CountAsync(services, fallen);
    }

    public void Dispose()
    {
        foreach (var worker in _workers)
            worker.Dispose();
        _recorder.Dispose();
        _limit.Dispose();
        _file.Dispose();
    }

    private async Task StartAsync()
    {
        var starting = Enumerable.Range(0, plan.Workers).Select(i => WorkerProcess.StartAsync(
            _file.Path, _recorder.Port, i < plan.Victims ? plan.Fate : Fate.Quiet, plan, _limit.Token)).ToList();
        foreach (var start in starting)
            _workers.Add(await start);
        await _workers[0].OrderAsync("plan");
        await _workers[0].Planned.WaitAsync(_limit.Token);
        foreach (var worker in _workers)
            await worker.OrderAsync("work");
    }

    /// <summary>Waits until all victims are struck, or everything is done before they are.</summary>
    private async Task UntilStruckAsync(ServiceProvider services)
    {
        var struck = Task.WhenAll(_workers.Take(plan.Victims).Select(w => w.Fallen));
        while (!struck.IsCompleted && !(_workers[0].Planned.IsCompleted && !await IsOpenAsync(services)))
            await Task.WhenAny(struck, Task.Delay(TimeSpan.FromMilliseconds(20), _limit.Token));
        _limit.Token.ThrowIfCancellationRequested();
    }

    /// <summary>Hands over until nothing is open any more; leases of the dead run out meanwhile.</summary>
    private async Task DrainAsync(ServiceProvider services)
    {
        var dispatcher = services.GetRequiredService<IDispatcher>();
        while (await IsOpenAsync(services))
        {
            await dispatcher.DispatchDueAsync(_limit.Token);
            await Task.Delay(TimeSpan.FromMilliseconds(20), _limit.Token);
        }
    }

    private async Task EndWorkersAsync()
    {
        foreach (var worker in _workers)
            await worker.EndAsync(_limit.Token);
    }

    private static async Task<bool> IsOpenAsync(ServiceProvider services)
    {
        var status = await services.GetRequiredService<IOutbox>().StatusAsync();
        return status.ByState.Keys.Any(state => OutboxRules.CanBeStopped(state) || OutboxRules.IsLeased(state));
    }

    private async Task<CrashCount> CountAsync(ServiceProvider services, int fallen)
    {
        var told = _recorder.Told;
        var doubtful = await services.GetRequiredService<INotifier>().FindDeliveriesAsync(new(DeliveryConcern.InDoubt));
        var inDoubt = doubtful.Select(d => d.Person.Accounts[0].Ref.Id).ToHashSet();
        var lost = CrashScene.Accounts().Where(a => !told.ContainsKey(a) && !inDoubt.Contains(a)).ToHashSet();
        await SettleAsync(services, doubtful, told);
        lost.UnionWith(CrashScene.Accounts().Where(a => !_recorder.Told.ContainsKey(a)));
        var doubles = _recorder.Told.Where(a => a.Value > 1).Select(a => a.Key).Union(_recorder.WithTwoKeys);
        return new(plan, fallen, doubles.Count(), lost.Count, inDoubt.Count);
    }

    /// <summary>A person asks the provider, and says what it says: what it has arrived, what it has not is handed over again.</summary>
    private async Task SettleAsync(ServiceProvider services, IReadOnlyList<Delivery> doubtful, IReadOnlyDictionary<string, int> told)
    {
        foreach (var delivery in doubtful)
        {
            var arrived = told.ContainsKey(delivery.Person.Accounts[0].Ref.Id);
            (await services.GetRequiredService<INotifier>().SettleAsync(
                delivery, arrived ? Settlement.Arrived : Settlement.TryAgain, "duty", "The provider's log says so."))
                .Should().Be(SettlementResult.Settled);
        }

        await DrainAsync(services);
    }

    /// <summary>The system's clock, put forward.</summary>
    private sealed class ForwardClock : IClock
    {
        public Duration Ahead { get; set; }

        public Instant GetCurrentInstant() => Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()) + Ahead;
    }
}
