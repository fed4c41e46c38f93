using System.Diagnostics;
using System.Globalization;

namespace Notify.Sdk.Benchmarks.Audience;

/// <summary>
/// What some work on a list cost for each account: by the clock, and of all processors, which a busy machine disturbs less.
/// </summary>
internal readonly record struct Cost(double Nanoseconds, double ProcessorNanoseconds)
{
    /// <summary>Runs work once, on a heap without what others left.</summary>
    public static async Task<Cost> OfAsync(int accounts, Func<Task> work)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var processor = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        await work();
        return new(clock.Elapsed.TotalNanoseconds / accounts, (Environment.CpuUsage.TotalTime - processor).TotalNanoseconds / accounts);
    }

    /// <summary>The least of each.</summary>
    public static Cost Best(IReadOnlyCollection<Cost> rounds) =>
        new(rounds.Min(r => r.Nanoseconds), rounds.Min(r => r.ProcessorNanoseconds));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Nanoseconds,7:N0} ns/account {1e3 / Nanoseconds,6:F2} M accounts/s {ProcessorNanoseconds,7:N0} ns of processor time");
}
