using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Notify.Sdk.AspNetCore.Tests;

/// <summary>
/// A provider that waits for no answer: each connection is given all of its reports at once, as fast as it takes them, and what was told to
/// come later comes again, until all were taken.
/// </summary>
internal sealed class HookFlood(int port, int connections)
{
    private readonly ConcurrentDictionary<string, int> _statuses = new();

    /// <summary>How often each status was answered.</summary>
    public IReadOnlyDictionary<string, int> Statuses => _statuses;

    public async Task RunAsync(IEnumerable<string> reports)
    {
        for (IReadOnlyList<string> left = [.. reports]; left.Count > 0; await Task.Delay(50))
        {
            var parts = left.Chunk((left.Count + connections - 1) / connections);
            left = [.. (await Task.WhenAll(parts.Select(part => Task.Run(() => OfferAsync(part))))).SelectMany(refused => refused)];
        }
    }

    /// <summary>Those that were not taken.</summary>
    private async Task<IReadOnlyList<string>> OfferAsync(string[] reports)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = client.GetStream();
        var offering = stream.WriteAsync(Encoding.ASCII.GetBytes(string.Concat(reports.Select(Request)))).AsTask();
        using StreamReader answers = new(stream, Encoding.ASCII);
        List<string> refused = [];
        foreach (var report in reports)
        {
            var status = await StatusAsync(answers);
            _statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
            if (status != "200")
                refused.Add(report);
        }

        await offering;
        return refused;
    }

    private static string Request(string report)
    {
        using var hook = HookShop.Acme(report);
        return $"POST {hook.RequestUri} HTTP/1.1\r\nHost: shop.example.com\r\nContent-Type: application/json\r\n"
            + $"X-Acme-Signature: {hook.Headers.GetValues("X-Acme-Signature").Single()}\r\nContent-Length: {report.Length}\r\n\r\n{report}";
    }

    private static async Task<string> StatusAsync(StreamReader answers)
    {
        var (status, length) = ((await LineAsync(answers)).Split(' ')[1], 0);
        while (await LineAsync(answers) is { Length: > 0 } field)
        {
            if (field.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(field[15..], System.Globalization.CultureInfo.InvariantCulture);
            else if (field.StartsWith("Transfer-Encoding:", StringComparison.OrdinalIgnoreCase))
                length = -1;
        }

        if (length < 0)
            await SkipChunksAsync(answers);
        else if (length > 0)
            await answers.ReadBlockAsync(new char[length]);
        return status;
    }

    private static async Task SkipChunksAsync(StreamReader answers)
    {
        while (await LineAsync(answers) is not "0")
            await LineAsync(answers);
        await LineAsync(answers);
    }

    private static async Task<string> LineAsync(StreamReader answers) => await answers.ReadLineAsync().WaitAsync(HookShop.Longest)
        ?? throw new EndOfStreamException("The server closed.");
}
