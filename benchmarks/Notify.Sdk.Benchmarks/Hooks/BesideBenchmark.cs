using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notify.Sdk.AspNetCore;
using Notify.Sdk.Http;
using Notify.Sdk.Sqlite;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Benchmarks.Hooks;

/// <summary>
/// A send to many over a transport that costs nothing, alone and while 10,000 signed hooks a second are offered, whatever becomes of them:
/// planned, handed over, taken in and worked in one process, everything in one SQLite file.
/// </summary>
internal static class BesideBenchmark
{
    private const int People = 10_000, Offered = 10_000, Connections = 32, Rounds = 3;

    public static async Task RunAsync(string file, string secret)
    {
        await using var app = await ServeAsync(file, secret);
        await SendAsync(app, "warm");
        List<double> alone = [], beside = [], kept = [], refused = [];
        for (var round = 0; round < Rounds; round++)
        {
            alone.Add((await SendAsync(app, $"alone/{round}")).Rate);
            using CancellationTokenSource done = new();
            OpenFlood flood = new(Connections, secret, Offered);
            var flooding = flood.RunAsync(app, done.Token);
            var (rate, seconds) = await SendAsync(app, $"beside/{round}");
            beside.Add(rate);
            (double taken, double later) = (flood.Kept, flood.Refused);
            await done.CancelAsync();
            await flooding;
            kept.Add(taken / seconds);
            refused.Add(later / seconds);
            await WorkedAsync(app.Services);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"a send alone       {Median(alone),8:N0} messages/s"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"beside {Offered:N0} offered {Median(beside),7:N0} messages/s  "
                + $"{Median(beside.Zip(alone, (b, a) => b / a)):F2} of its rate alone; "
                + $"{Median(kept):N0} hooks/s kept, {Median(refused):N0} asked to come again"));
    }

    private static async Task<WebApplication> ServeAsync(string file, string secret)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddNotify()
            .AddTopic("ready", t => t.Transactional().Email("en", "It is ready", "Come by."))
            .AddTransport<Desk>()
            .AddHttpProvider<HookBenchmark.Provider, HttpProviderOptions>("acme", o => o.HookSecrets.Add(secret))
            .UseSqlite(file)
            .AddNotifyWorker(o => o.PollInterval = TimeSpan.FromMilliseconds(20));
        builder.Services.Configure<NotifyOptions>(o => o.ConfirmAbove = null);
        var app = builder.Build();
        app.MapNotifyHooks();
        await app.StartAsync();
        return app;
    }

    /// <summary>From the list to the last message at the transport.</summary>
    private static async Task<(double Rate, double Seconds)> SendAsync(WebApplication app, string key)
    {
        var desk = (Desk)app.Services.GetServices<ITransport>().Single(t => t.Channel == DeliveryChannel.Email);
        var (before, clock) = (desk.Taken, Stopwatch.StartNew());
        await app.Services.GetRequiredService<INotifier>().SendAsync(new Notification("ready", key), Enumerable.Range(0, People)
            .Select(i =>
                new Contact($"{key}-{i}") { Emails = [$"p{i}-{key.Replace('/', '-')}@example.com"], TimeZone = "America/New_York" }));
        while (desk.Taken < before + People)
            await Task.Delay(5);
        return (People / clock.Elapsed.TotalSeconds, clock.Elapsed.TotalSeconds);
    }

    private static async Task WorkedAsync(IServiceProvider services)
    {
        var inbox = services.GetRequiredService<IHookInbox>();
        while (await inbox.CountAsync(HookEntryState.Waiting) > 0)
            await Task.Delay(50);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private sealed class Desk : ITransport
    {
        private int _taken;

        public int Taken => Volatile.Read(ref _taken);

        public string Name => "desk";

        public DeliveryChannel Channel => DeliveryChannel.Email;

        public ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _taken);
            return ValueTask.FromResult(SendOutcome.Accepted(null));
        }
    }
}
