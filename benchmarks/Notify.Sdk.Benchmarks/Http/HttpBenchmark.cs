using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Notify.Sdk.Http;

namespace Notify.Sdk.Benchmarks.Http;

/// <summary>
/// Messages per second over HTTP/1.1 on the loopback: a provider on the base, and a bare loop over one <see cref="HttpClient"/> that
/// writes the same request and reads the same id, in one process and in turns. The server's share is in both.
/// </summary>
public static class HttpBenchmark
{
    private const int Rounds = 41;
    private const int Messages = 2_000;

    public static async Task RunAsync()
    {
        using AnsweringServer server = new();
        ServiceCollection services = new();
        services.AddNotify().AddHttpProvider<Provider, HttpProviderOptions>(
            "acme", o => (o.BaseAddress, o.Secret) = (server.Address, "key"));
        await using var all = services.BuildServiceProvider();
        var transport = all.GetServices<ITransport>().Single();
        using HttpClient bare = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = server.Address
        };
        foreach (var parallel in new[] { 1, 8 })
        {
            var (own, peer) = (new List<Turn>(), new List<Turn>());
            await MeasureAsync(parallel, () => SendAsync(transport)); // compiles, opens the connections
            await MeasureAsync(parallel, () => SendAsync(bare));
            for (var round = 0; round < Rounds; round++)
            {
                peer.Add(await MeasureAsync(parallel, () => SendAsync(bare)));
                own.Add(await MeasureAsync(parallel, () => SendAsync(transport)));
            }

            Print($"bare HttpClient, {parallel} at a time", peer, null);
            Print($"Notify.Sdk.Http, {parallel} at a time", own, peer);
        }
    }

    private static async Task SendAsync(ITransport transport)
    {
        var outcome = await transport.SendAsync(Message, CancellationToken.None);
        if (outcome is not { Kind: SendOutcomeKind.Accepted, ProviderId: "sms-1" })
            throw new InvalidOperationException(outcome.Detail);
    }

    private static async Task SendAsync(HttpClient http)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "messages")
        {
            Content =
                new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new { to = Message.To.Deliverable, text = Message.Content.Text }))
                {
                    Headers = { ContentType = new("application/json") },
                },
            Headers = { { "X-Key", "key" }, { "Idempotency-Key", Message.IdempotencyKey } },
        };
        using var answer = await http.SendAsync(request);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        if (json.RootElement.GetProperty("id").GetString() != "sms-1")
            throw new InvalidOperationException("The server does not answer.");
    }

    private static async Task<Turn> MeasureAsync(int parallel, Func<Task> send)
    {
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        using var process = Process.GetCurrentProcess();
        var processor = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, parallel).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) <= Messages)
                await send();
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        process.Refresh();
        return new(Messages / seconds, (process.TotalProcessorTime - processor).TotalMicroseconds / Messages,
            (GC.GetTotalAllocatedBytes(precise: true) - bytes) / Messages);
    }

    private static void Print(string name, List<Turn> turns, List<Turn>? peers)
    {
        var ratio = peers is null ? "" : string.Create(CultureInfo.InvariantCulture,
            $"{Median(turns.Zip(peers, (own, peer) => own.Rate / peer.Rate)):F2} of its rate, "
                + $"{Median(turns.Zip(peers, (own, peer) => own.Processor / peer.Processor)):F2} of its processor time");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-35} {Median(turns.Select(t => t.Rate)),8:N0} msg/s {Median(turns.Select(t => t.Processor)),6:F0} us of processor "
                + $"{turns.Min(t => t.Bytes),7:N0} B/msg  {ratio}"));
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private static OutgoingMessage Message { get; } = new()
    {
        IdempotencyKey = "d1.0",
        Delivery = new("d1"),
        Channel = DeliveryChannel.Sms,
        To = new() { Key = new(AddressKind.Phone, "+12025550101"), Deliverable = "+12025550101" },
        Content = new("en", null, "Shop: your parcel is at the desk until Friday.", null),
        Topic = "parcels",
        Class = MessageClass.Transactional,
        ValidUntil = Instant.FromUtc(2026, 11, 3, 0, 0),
        At = Instant.FromUtc(2026, 11, 2, 3, 4, 5),
    };

    private sealed record Turn(double Rate, double Processor, long Bytes);

    private sealed class Provider : HttpProvider<HttpProviderOptions>
    {
        public override DeliveryChannel Channel => DeliveryChannel.Sms;

        public override HttpRequestMessage Request(OutgoingMessage message, HttpProviderOptions options) => new(HttpMethod.Post, "messages")
        {
            Content = JsonContent.Create(new { to = message.To.Deliverable, text = message.Content.Text }),
            Headers = { { "X-Key", options.Secret } },
        };

        public override SendOutcome? Read(HttpAnswer answer, HttpProviderOptions options) =>
            answer.Field("id") is { } id ? SendOutcome.Accepted(id) : null;
    }
}
