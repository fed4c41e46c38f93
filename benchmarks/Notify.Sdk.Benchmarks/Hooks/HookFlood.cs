using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Notify.Sdk.Http.Hooks;

namespace Notify.Sdk.Benchmarks.Hooks;

/// <summary>What a round gave: hooks a second, microseconds of processor time and octets for each.</summary>
internal sealed record HookTurn(double Rate, double Processor, long Bytes);

/// <summary>Many connections that post signed reports, one after another on each, and look at the status of each answer.</summary>
internal sealed class HookFlood(int connections, string secret)
{
    public const string SignatureHeader = "X-Acme-Signature";

    private int _events;

    public async Task<HookTurn> RunAsync(WebApplication app, int hooks)
    {
        // Made beforehand, so that the measured part is the server's.
        var requests = Enumerable.Range(0, hooks).Select(_ => Request($"{Interlocked.Increment(ref _events)}", secret)).ToArray();
        var port = new Uri(app.Urls.Single()).Port;
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var (bytes, processor) = (GC.GetTotalAllocatedBytes(precise: true), process.TotalProcessorTime);
        var clock = Stopwatch.StartNew();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            using Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
            var answer = new byte[4_096];
            for (int i; (i = Interlocked.Increment(ref next)) < requests.Length;)
            {
                await socket.SendAsync(requests[i]);
                await ReadAsync(socket, answer);
            }
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        process.Refresh();
        return new(hooks / seconds, (process.TotalProcessorTime - processor).TotalMicroseconds / hooks,
            (GC.GetTotalAllocatedBytes(precise: true) - bytes) / hooks);
    }

    /// <summary>Both servers answer 200 with an empty body, so an answer ends with its head.</summary>
    private static async Task ReadAsync(Socket socket, byte[] answer)
    {
        for (var length = 0; !answer.AsSpan(0, length).EndsWith("\r\n\r\n"u8);)
            length += await socket.ReceiveAsync(answer.AsMemory(length)) is > 0 and var read ? read
                : throw new InvalidOperationException("The server closed.");
        if (!answer.AsSpan().StartsWith("HTTP/1.1 200 "u8))
            throw new InvalidOperationException(Encoding.ASCII.GetString(answer.AsSpan(0, 20)));
    }

    /// <summary>A signed report of some 120 octets, as it is written.</summary>
    internal static byte[] Request(string number, string secret)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"event":"e-{{number}}","id":"sms-{{number}}","state":"delivered","to":"+12025550147","""
            + "\"operator\":\"Example Mobile\",\"parts\":1}");
        return
        [
            .. Encoding.ASCII.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"POST /hooks/acme HTTP/1.1\r\nHost: shop.example.com\r\n"
                + $"User-Agent: acme/1.0\r\nAccept: */*\r\nContent-Type: application/json\r\n{SignatureHeader}: "
                + $"{Convert.ToHexString(HookSignature.HmacSha256(secret, body))}\r\nContent-Length: {body.Length}\r\n\r\n")),
            .. body,
        ];
    }
}
