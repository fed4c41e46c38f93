using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Notify.Sdk.Sqlite;

namespace Notify.Sdk.Benchmarks.HandOver;

/// <summary>
/// What it costs to cancel a notification to many, in SQLite; and how long somebody else, who sends to one person after another meanwhile,
/// waits at most.
/// </summary>
internal static class CancelBenchmark
{
    private const int People = 46_000;

    public static async Task RunAsync(string path)
    {
        ServiceCollection services = new();
        services.AddNotify().AddTopic("outage", t => t.Transactional().Email("en", "Outage", "There is no water today.")).UseSqlite(path);
        services.Configure<NotifyOptions>(o => o.ConfirmAbove = null);
        await using var provider = services.BuildServiceProvider();
        var notifier = provider.GetRequiredService<INotifier>();
        await notifier.SendAsync(new Notification("outage", "outage/1"),
            Enumerable.Range(0, People).Select(i => new Contact($"c{i}") { Name = $"Ann{i} Lee{i}", Emails = [$"c{i}@example.com"] }));

        using CancellationTokenSource done = new();
        var other = Task.Run(() => LongestWaitAsync(notifier, done.Token));
        using var process = Process.GetCurrentProcess();
        var (cpu, began) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        var cancelled = await notifier.CancelAsync("outage/1");
        var taken = Stopwatch.GetElapsedTime(began);
        process.Refresh();
        await done.CancelAsync();
        var longest = await other;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"cancelled {cancelled:N0} in {taken.TotalSeconds:F2} s, "
                + $"{(process.TotalProcessorTime - cpu).TotalMicroseconds / People:F1} us of "
                + $"processor time each, the other sender's included; that one waited {longest.TotalMilliseconds:F0} ms at most"));
    }

    private static async Task<TimeSpan> LongestWaitAsync(INotifier notifier, CancellationToken done)
    {
        var longest = TimeSpan.Zero;
        for (var i = 0; !done.IsCancellationRequested; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await notifier.SendAsync(new Notification("outage", $"other/{i}"), new Contact("other") { Emails = ["other@example.com"] },
                CancellationToken.None);
            var waited = Stopwatch.GetElapsedTime(began);
            longest = waited > longest ? waited : longest;
        }

        return longest;
    }
}
