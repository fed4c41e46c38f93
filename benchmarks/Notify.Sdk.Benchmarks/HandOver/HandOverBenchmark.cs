using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Notify.Sdk.Sqlite;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Benchmarks.HandOver;

/// <summary>
/// What it costs to plan and to hand over, on each store, with a transport that takes everything at once: decisions, both looks,
/// rendering and writing down. Beside it, how many times a second the disk can be made to keep a write, measured in the same run.
/// </summary>
internal static class HandOverBenchmark
{
    internal const int People = 20_000;

    /// <summary>Runs all of it, or one line.</summary>
    /// <param name="only">
    /// None for all; <c>cancel</c>; <c>workers</c>; or a store and how many at once, such as <c>sqlite 64</c>, which is then run five
    /// times,
    /// also with <c>queue-ids</c> behind it, for a transport that answers with ids of its own.
    /// </param>
    public static async Task RunAsync(string[] only)
    {
        var folder = Directory.CreateTempSubdirectory("notify-hand-over-").FullName;
        try
        {
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"fsyncs a second: {FsyncsASecond(folder):N0}, {People:N0} people"));
            Console.WriteLine($"{"store",-10} {"at once",8} {"plan us",9} {"plan KB",8} {"file B",7} {"a second",9} {"cpu us",8} {"KB",6}");
            if (only is ["cancel"])
            {
                await CancelBenchmark.RunAsync(Path.Combine(folder, "cancel.db"));
                return;
            }

            if (only is ["workers"])
            {
                await WorkersBenchmark.RunAsync(folder);
                return;
            }

            if (only is [var store, var atOnce, .. var ids])
            {
                for (var run = 0; run < 5; run++)
                    await RunAsync(store, store == "sqlite" ? Path.Combine(folder, $"{run}.db") : null,
                        int.Parse(atOnce, CultureInfo.InvariantCulture), ids is ["queue-ids"]);
                return;
            }

            await RunAsync("memory", null, 64); // for the compiler
            foreach (var concurrency in new[] { 8, 64, 256 })
                await RunAsync("memory", null, concurrency);
            Dictionary<int, double> rates = [];
            foreach (var concurrency in new[] { 1, 8, 64, 256 })
                rates[concurrency] = await RunAsync("sqlite", Path.Combine(folder, $"{concurrency}.db"), concurrency);
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"64 at once hand over {rates[64] / rates[1]:F1} times as much as one"));
            await CancelBenchmark.RunAsync(Path.Combine(folder, "cancel.db"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>How many were handed over a second.</returns>
    private static async Task<double> RunAsync(string store, string? path, int concurrency, bool queueIds = false)
    {
        await using var provider = Services(path, concurrency, queueIds);
        var plan = await MeasureAsync(() => PlanAsync(provider));
        var file = path is null ? 0 : SizeOf(path);
        var handOver = await MeasureAsync(() => provider.GetRequiredService<IDispatcher>().DispatchDueAsync());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{store,-10} {concurrency,8} {plan.Cpu.TotalMicroseconds / People,9:F1} {plan.Bytes / 1024.0 / People,8:F1} "
                + $"{file / People,7} {People / handOver.Clock.TotalSeconds,9:N0} {handOver.Cpu.TotalMicroseconds / People,8:F1} "
                + $"{handOver.Bytes / 1024.0 / People,6:F1}"));
        return People / handOver.Clock.TotalSeconds;
    }

    /// <summary>An application on a store.</summary>
    /// <param name="path">The SQLite file; null for the memory.</param>
    /// <param name="concurrency">How many are handed over at once.</param>
    /// <param name="queueIds">
    /// Whether the transport answers with ids of its own, as servers do, and not with the key that it was given.
    /// </param>
    internal static ServiceProvider Services(string? path, int concurrency, bool queueIds = false)
    {
        ServiceCollection services = new();
        var notify = services.AddNotify()
            .AddTopic("outage", t => t.Transactional().Email(
                "en", "Outage in {{area}}", "Hello {{recipient.name}}, there is no water in {{area}} today."))
            .AddTransport(_ => new Taker(queueIds));
        if (path is not null)
            notify.UseSqlite(path);
        services.Configure<SendingOptions>(o => (o.Concurrency, o.BatchSize) = (concurrency, OutboxRules.MaximumLeases));
        services.Configure<NotifyOptions>(o => o.ConfirmAbove = null);
        return services.BuildServiceProvider();
    }

    /// <summary>Plans one mail for everybody.</summary>
    internal static Task<SendReport> PlanAsync(ServiceProvider provider)
    {
        Notification notification = new("outage", "outage/1") { Data = new Dictionary<string, object?> { ["area"] = "North" } };
        return provider.GetRequiredService<INotifier>().SendAsync(notification, Enumerable.Range(0, People).Select(i =>
            new Contact($"c{i}") { Name = $"Ann{i} Lee{i}", Emails = [$"c{i}@example.com"], Language = "en" }));
    }

    /// <summary>Of the file with all that is still in its log, which itself has some megabytes however much lies in the file.</summary>
    private static long SizeOf(string path)
    {
        using SqliteConnection connection = new($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        command.ExecuteNonQuery();
        return new FileInfo(path).Length;
    }

    private static async Task<(TimeSpan Clock, TimeSpan Cpu, long Bytes)> MeasureAsync<T>(Func<Task<T>> work)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var (cpu, bytes, began) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
        await work();
        var clock = Stopwatch.GetElapsedTime(began);
        process.Refresh();
        return (clock, process.TotalProcessorTime - cpu, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }

    /// <summary>Small writes at the end of a file, each kept before the next.</summary>
    private static double FsyncsASecond(string folder)
    {
        using FileStream file = new(Path.Combine(folder, "fsync"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        var began = Stopwatch.GetTimestamp();
        var count = 0;
        for (; Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(2); count++)
        {
            file.Write(block);
            file.Flush(flushToDisk: true);
        }

        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private sealed class Taker(bool queueIds) : ITransport
    {
        private long _taken;

        public string Name => "taker";

        public DeliveryChannel Channel => DeliveryChannel.Email;

        public ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
            new(SendOutcome.Accepted(queueIds ? $"4bXq{Interlocked.Increment(ref _taken):x8}zK" : message.IdempotencyKey));
    }
}
