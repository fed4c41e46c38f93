using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace Notify.Sdk.Benchmarks.HandOver;

/// <summary>One worker and two on the same file, each with connections of its own, as in processes of their own.</summary>
internal static class WorkersBenchmark
{
    private const int AtOnce = 64;

    public static async Task RunAsync(string folder)
    {
        for (var run = 0; run < 4; run++)
        {
            foreach (var workers in new[] { 1, 2 })
                await RunAsync(Path.Combine(folder, $"workers-{run}-{workers}.db"), workers);
        }
    }

    private static async Task RunAsync(string path, int workers)
    {
        await using var first = HandOverBenchmark.Services(path, AtOnce);
        await using var second = HandOverBenchmark.Services(path, AtOnce);
        await HandOverBenchmark.PlanAsync(first);
        using var process = Process.GetCurrentProcess();
        var (cpu, began) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        var reports = await Task.WhenAll(new[] { first, second }.Take(workers)
            .Select(w => Task.Run(() => w.GetRequiredService<IDispatcher>().DispatchDueAsync())));
        var taken = Stopwatch.GetElapsedTime(began);
        process.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{workers} at work: {string.Join(" + ", reports.Select(r => r.Accepted))} accepted, "
                + $"{HandOverBenchmark.People / taken.TotalSeconds:N0} a second, "
                + $"{(process.TotalProcessorTime - cpu).TotalMicroseconds / HandOverBenchmark.People:F1} us of processor time each"));
    }
}
