using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;

namespace Notify.Sdk.Benchmarks.Hooks;

/// <summary>Signed reports at a rate, which waits for no answer; what is refused does not come again.</summary>
internal sealed class OpenFlood(int connections, string secret, int perSecond)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(10);

    private int _events;
    private long _kept;
    private long _refused;

    /// <summary>How many were answered 200.</summary>
    public long Kept => Interlocked.Read(ref _kept);

    /// <summary>How many were asked to come again.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Runs until it is told to end.</summary>
    public async Task RunAsync(WebApplication app, CancellationToken done)
    {
        var port = new Uri(app.Urls.Single()).Port;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => OfferAsync(port, done), CancellationToken.None)));
    }

    private async Task OfferAsync(int port, CancellationToken done)
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), CancellationToken.None);
        var reading = Task.Run(() => ReadAsync(socket), CancellationToken.None);
        var (run, clock, sent) = (Path.GetRandomFileName(), Stopwatch.StartNew(), 0L);
        try
        {
            while (!done.IsCancellationRequested)
            {
                var due = (long)(clock.Elapsed.TotalSeconds * perSecond / connections) - sent;
                if (due > 0)
                    await socket.SendAsync(
                        Enumerable.Range(0, (int)due).SelectMany(
                            _ => HookFlood.Request($"{run}-{Interlocked.Increment(ref _events)}", secret))
                            .ToArray(), done);
                sent += due;
                await Task.Delay(Beat, done);
            }
        }
        catch (OperationCanceledException)
        {
        }

        socket.Shutdown(SocketShutdown.Both);
        await reading;
    }

    private async Task ReadAsync(Socket socket)
    {
        try
        {
            using StreamReader answers = new(new NetworkStream(socket));
            while (await answers.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
                    Interlocked.Increment(ref _kept);
                else if (line.StartsWith("HTTP/1.1 503", StringComparison.Ordinal))
                    Interlocked.Increment(ref _refused);
            }
        }
        catch (IOException)
        {
        }
    }
}
