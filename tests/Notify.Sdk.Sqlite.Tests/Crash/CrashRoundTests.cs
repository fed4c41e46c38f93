using System.Collections.Concurrent;
using System.Globalization;
using Notify.Sdk.CrashWorker;
using Xunit.Abstractions;

namespace Notify.Sdk.Sqlite.Tests.Crash;

/// <summary>
/// Workers in processes of their own are killed or stopped at every step of their work, and what a recording provider received is
/// counted: nobody is told twice, nobody is lost, and no more is in doubt than was being handed over. Twenty rounds are every blow once;
/// NOTIFY_CRASH_ROUNDS asks for more.
/// </summary>
public sealed class CrashRoundTests(ITestOutputHelper output)
{
    private const int AtOnce = 4;

    [SkippableFact]
    public async Task Whatever_befalls_a_worker_nobody_is_told_twice_and_nobody_is_lost()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no SIGKILL and no SIGSTOP.");
        var rounds = int.Parse(Environment.GetEnvironmentVariable("NOTIFY_CRASH_ROUNDS") ?? "20", CultureInfo.InvariantCulture);
        var counts = await RunAsync([.. Enumerable.Range(0, rounds).Select(CrashPlan.Of)]);
        counts.Where(c => !c.IsRight).Select(c => c.ToString()).Should().BeEmpty();
        counts.Where(c => c.Fallen == 0).Select(c => c.ToString()).Should().BeEmpty("a round in which nobody is struck shows nothing");
    }

    [SkippableFact]
    public async Task A_worker_that_writes_no_attempt_down_tells_twice_and_the_rounds_see_it()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no SIGKILL and no SIGSTOP.");
        var counts = await RunAsync([new(0, 1, new(Step.Answered, Blow.Kill, 3, 0), Manner.WithoutBegin)]);
        counts.Single().Doubles.Should().Be(1);
    }

    [SkippableFact]
    public async Task A_worker_that_acknowledges_first_loses_and_the_rounds_see_it()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no SIGKILL and no SIGSTOP.");
        var counts = await RunAsync([new(0, 1, new(Step.HandingOver, Blow.Kill, 3, 0), Manner.AcknowledgesFirst)]);
        counts.Single().Lost.Should().Be(1);
    }

    private async Task<IReadOnlyCollection<CrashCount>> RunAsync(IReadOnlyList<CrashPlan> plans)
    {
        ConcurrentQueue<CrashCount> counts = new();
        await Parallel.ForEachAsync(plans, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (plan, _) =>
        {
            using CrashRound round = new(plan);
            try
            {
                counts.Enqueue(await round.RunAsync());
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"{plan}: did not end.", fault);
            }
        });
        output.WriteLine($"{counts.Count} rounds, {counts.Sum(c => c.Fallen)} workers struck, {counts.Sum(c => c.InDoubt)} in doubt, "
            + $"{counts.Sum(c => c.Doubles)} told twice, {counts.Sum(c => c.Lost)} lost");
        return counts;
    }
}
