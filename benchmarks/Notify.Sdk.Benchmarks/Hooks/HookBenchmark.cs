using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notify.Sdk.AspNetCore;
using Notify.Sdk.Http;
using Notify.Sdk.Http.Hooks;
using Notify.Sdk.Sqlite;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Benchmarks.Hooks;

/// <summary>
/// Hooks per second over HTTP/1.1 on the loopback: <c>MapNotifyHooks</c> into a SQLite file, and a bare minimal API that checks the same
/// signature and appends the raw body to a SQLite file with the same settings in group commits. One process, in turns. The client is the
/// same for both, and its share is in both.
/// </summary>
public static class HookBenchmark
{
    private const int Rounds = 15, HooksInRound = 4_000, Connections = 32;
    private const string Secret = "hook-secret-of-benchmarks";

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("notify-hooks-").FullName;
        try
        {
            await using var own = await OwnAsync(Path.Combine(folder, "notify.db"));
            using BareInbox inbox = new(Path.Combine(folder, "bare.db"));
            await using var bare = await inbox.ServeAsync(Secret);
            var inboxOfOwn = own.Services.GetRequiredService<IHookInbox>();
            HookFlood flood = new(Connections, Secret);
            await flood.RunAsync(own, HooksInRound); // compiles, makes the files
            await flood.RunAsync(bare, HooksInRound);
            List<HookTurn> owns = [], bares = [];
            for (var round = 0; round < Rounds; round++)
            {
                bares.Add(await flood.RunAsync(bare, HooksInRound));
                owns.Add(await flood.RunAsync(own, HooksInRound));
            }

            var kept = await inboxOfOwn.CountAsync(HookEntryState.Waiting);
            if (kept != (Rounds + 1) * HooksInRound || inbox.Count() != kept)
                throw new InvalidOperationException($"{kept} and {inbox.Count()} hooks were kept.");
            Print("bare minimal API", bares, null);
            Print("MapNotifyHooks", owns, bares);
            await PrintWorkAsync(own.Services, kept);
            await BesideBenchmark.RunAsync(Path.Combine(folder, "beside.db"), Secret);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<WebApplication> OwnAsync(string file)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddNotify().UseSqlite(file).AddHttpProvider<Provider, HttpProviderOptions>("acme", o => o.HookSecrets.Add(Secret));
        var app = builder.Build();
        app.MapNotifyHooks();
        await app.StartAsync();
        return app;
    }

    /// <summary>What emptying costs: receipts of messages that nobody knows, so each is kept by the receipt store.</summary>
    private static async Task PrintWorkAsync(IServiceProvider services, int waiting)
    {
        var hooks = services.GetRequiredService<Tracking.IHookProcessor>();
        using var process = Process.GetCurrentProcess();
        var (processor, clock) = (process.TotalProcessorTime, Stopwatch.StartNew());
        while (await hooks.WorkDueAsync() > 0)
        {
        }

        process.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{"worked afterwards",-18} {waiting / clock.Elapsed.TotalSeconds,8:N0} receipts/s "
                + $"{(process.TotalProcessorTime - processor).TotalMicroseconds / waiting,6:F0} us of processor"));
    }

    private static void Print(string name, List<HookTurn> turns, List<HookTurn>? peers)
    {
        var ratio = peers is null ? "" : string.Create(CultureInfo.InvariantCulture,
            $"{Median(turns.Zip(peers, (own, peer) => own.Rate / peer.Rate)):F2} of its rate, "
                + $"{Median(turns.Zip(peers, (own, peer) => own.Processor / peer.Processor)):F2} of its processor time");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-18} {Median(turns.Select(t => t.Rate)),8:N0} hooks/s {Median(turns.Select(t => t.Processor)),6:F0} us of processor "
                + $"{Median(turns.Select(t => (double)t.Bytes)),7:N0} B/hook  {ratio}"));
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    internal sealed class Provider : HttpProvider<HttpProviderOptions>
    {
        public override DeliveryChannel Channel => DeliveryChannel.Sms;

        public override HttpRequestMessage Request(OutgoingMessage message, HttpProviderOptions options) =>
            new(HttpMethod.Post, "messages");

        public override SendOutcome? Read(HttpAnswer answer, HttpProviderOptions options) => null;

        public override bool IsGenuine(HookRequest request, HttpProviderOptions options) => options.HookSecrets.Any(secret =>
            HookSignature.Matches(request.Header(HookFlood.SignatureHeader), HookSignature.HmacSha256(secret, request.Body.Span)));

        public override HookContents ReadHook(HookRequest request, HttpProviderOptions options)
        {
            var json = request.Json();
            return HookContents.Of(new Tracking.Receipt(request.Provider, json.GetProperty("event").GetString()!,
                json.GetProperty("id").GetString()!, Tracking.ReceiptKind.Delivered, request.ReceivedAt));
        }
    }
}
