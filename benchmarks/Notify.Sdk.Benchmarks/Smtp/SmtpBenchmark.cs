using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Email;
using Notify.Sdk.Email.Dkim;

namespace Notify.Sdk.Benchmarks.Smtp;

/// <summary>
/// Messages per second into <c>smtp-sink</c> on the loopback: our transport, bare MailKit, and Postfix's own <c>smtp-source</c>, in one
/// process, in turns, so that all of them see the same machine.
/// </summary>
public static class SmtpBenchmark
{
    // Short turns and many of them, so that what else the machine does falls on all alike.
    private const int Rounds = 41;
    private const int Messages = 400;
    private const int SignedMessages = 100;
    private const int SourceMessages = 2000;

    private static readonly string Key = NewKey();

    private static readonly string Text = string.Concat(Enumerable.Range(0, 34)
        .Select(i => string.Create(CultureInfo.InvariantCulture, $"Line {i}: your parcel is on its way to the shop, bring the code.\r\n")));

    public static async Task RunAsync()
    {
        if (!File.Exists($"{Sink.Folder}/smtp-sink"))
        {
            Console.WriteLine("smtp-sink is not installed; run eng/install-test-servers.sh first.");
            return;
        }

        using var sink = new Sink();
        var size = OctetsOfOne();
        Console.WriteLine(
            string.Create(
            CultureInfo.InvariantCulture,
            $"one message: {size} octets, text and HTML, built anew from an OutgoingMessage each time; {Rounds} rounds, the median "
            + $"counts, for ratios that of the rounds"));
        foreach (var connections in new[] { 1, 8 })
        {
            await using var transport = Transport(sink.Port, connections);
            using var bare = new BareMailKit(sink.Port, connections);
            await using var signing = Transport(sink.Port, connections, Dkim());
            await SendAsync(transport, connections, SourceMessages); // compiles, opens the connections
            await SendAsync(signing, connections, SignedMessages);
            await bare.SendAsync(Message(), SourceMessages);
            var (own, peer, source, signed) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
            var (bytes, peerBytes, signedBytes) = (long.MaxValue, long.MaxValue, long.MaxValue);
            for (var round = 0; round < Rounds; round++)
            {
                if (round % 5 == 0)
                    source.Add(Source(sink.Port, connections, size));
                peer.Add(
                    await MeasureAsync(() => bare.SendAsync(Message(), Messages), Messages, lowest => peerBytes =
                    Math.Min(peerBytes, lowest)));
                own.Add(await MeasureAsync(() => SendAsync(transport, connections, Messages), Messages, lowest => bytes =
                    Math.Min(bytes, lowest)));
                signed.Add(
                    await MeasureAsync(() => SendAsync(signing, connections, SignedMessages), SignedMessages, lowest => signedBytes =
                    Math.Min(signedBytes, lowest)));
            }

            Print($"smtp-source -d, {connections} connection(s)", source, null, null);
            Print($"bare MailKit, {connections} connection(s)", peer, null, peerBytes);
            Print($"Notify.Sdk.Email, {connections} connection(s)", own, peer, bytes);
            Print("the same, signed with DKIM (RSA 2048)", signed, peer, signedBytes);
        }

        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"of a signed message, the RSA operation alone: {RsaMicroseconds():F0} us"));

        await RoundTripsAsync(sink.Port);
    }

    private static async Task<double> MeasureAsync(Func<Task> send, int count, Action<long> bytes)
    {
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var clock = Stopwatch.StartNew();
        await send();
        var rate = count / clock.Elapsed.TotalSeconds;
        bytes((GC.GetTotalAllocatedBytes(precise: true) - before) / count);
        return rate;
    }

    private static async Task RoundTripsAsync(int port)
    {
        using var proxy = new DelayProxy(port, TimeSpan.FromMilliseconds(5));
        await using var transport = Transport(proxy.Port, 1);
        using var bare = new BareMailKit(proxy.Port, 1);
        await CountAsync("Notify.Sdk.Email", proxy, count => SendAsync(transport, 1, count));
        await CountAsync("bare MailKit", proxy, count => bare.SendAsync(Message(), count));
    }

    private static async Task CountAsync(string name, DelayProxy proxy, Func<int, Task> send)
    {
        await send(1);
        var before = proxy.RoundTrips;
        var clock = Stopwatch.StartNew();
        await send(100);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name} behind 10 ms of round trip: {(proxy.RoundTrips - before) / 100.0:F2} round trips a message, "
                + $"{100 / clock.Elapsed.TotalSeconds:F0} msg/s on one connection"));
    }

    private static DkimOptions Dkim() => new() { Domain = "shop.example", Selector = "mail2026", PrivateKeyPem = Key };

    private static string NewKey()
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static double RsaMicroseconds()
    {
        using var key = RSA.Create();
        key.ImportFromPem(Key);
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            for (var i = 0; i < 200; i++)
                key.SignHash(new byte[SHA256.HashSizeInBytes], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            best = Math.Min(best, clock.Elapsed.TotalMicroseconds / 200);
        }

        return best;
    }

    private static SmtpTransport Transport(int port, int connections, DkimOptions? dkim = null) => new(
        Options.Create(new SmtpOptions
        {
            Host = "127.0.0.1",
            Port = port,
            Security = SmtpSecurity.None,
            From = "news@shop.example",
            FromName = "Shop",
            MaxConnections = connections,
            MaxMessagesPerConnection = 1_000_000,
            Dkim = dkim,
        }),
        TimeProvider.System, NullLogger<SmtpTransport>.Instance);

    private static async Task SendAsync(SmtpTransport transport, int parallel, int count)
    {
        var message = Message();
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, parallel).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) <= count)
            {
                var outcome = await transport.SendAsync(message, CancellationToken.None);
                if (outcome.Kind != SendOutcomeKind.Accepted)
                    throw new InvalidOperationException(outcome.Detail);
            }
        })));
    }

    /// <summary>smtp-source waits a second before it gives up, so its exit code is checked: a failure looks like a rate.</summary>
    private static double Source(int port, int connections, int size)
    {
        var start = new ProcessStartInfo($"{Sink.Folder}/smtp-source",
            ["-d", "-s", $"{connections}", "-m", $"{SourceMessages}", "-l", $"{size}", "-f", "news@shop.example", "-t", "ann@example.com",
                $"inet:127.0.0.1:{port}"]);
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode == 0 ? SourceMessages / clock.Elapsed.TotalSeconds
            : throw new InvalidOperationException("smtp-source failed.");
    }

    private static int OctetsOfOne()
    {
        var folder = Directory.CreateTempSubdirectory("notify-smtp-").FullName;
        var pickup =
            new PickupDirectoryTransport(
            Options.Create(new PickupDirectoryOptions { Directory = folder, From = "news@shop.example", FromName = "Shop" }));
        var outcome = pickup.SendAsync(Message(), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        var size = (int)new FileInfo(Path.Combine(folder, outcome.ProviderId!)).Length;
        Directory.Delete(folder, recursive: true);
        return size;
    }

    private static OutgoingMessage Message() => new()
    {
        IdempotencyKey = "d1.email",
        Delivery = new("d1"),
        Channel = DeliveryChannel.Email,
        To = new() { Key = new(AddressKind.Email, "ann@example.com"), Deliverable = "ann@example.com" },
        Content = new RenderedMessage("en", "Your parcel", Text, $"<pre>{Text}</pre>"),
        Topic = "parcels",
        Class = MessageClass.Transactional,
        ValidUntil = Instant.FromUtc(2026, 11, 3, 0, 0),
        At = Instant.FromUtc(2026, 11, 2, 3, 4, 5),
    };

    private static void Print(string name, List<double> rates, List<double>? peer, long? bytes)
    {
        var ratio = peer is null ? "" : string.Create(CultureInfo.InvariantCulture,
            $"{Median([.. rates.Zip(peer, (own, other) => own / other)]),8:F2}x");
        var allocated = bytes is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{bytes,8:N0} B/msg");
        Console.WriteLine(
            string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-45} {Median(rates),8:N0} msg/s  "
            + $"({rates.Min():N0} to {rates.Max():N0}) {ratio} {allocated}"));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
