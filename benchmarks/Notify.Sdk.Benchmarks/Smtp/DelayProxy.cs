using System.Net;
using System.Net.Sockets;
using Pipe = System.Threading.Channels.Channel;

namespace Notify.Sdk.Benchmarks.Smtp;

/// <summary>
/// Passes octets on after a while, in both directions, and counts how often the direction of the talk turned: two turns are
/// one round trip. Acknowledgements are local, so it stands for a distant server only roughly.
/// </summary>
internal sealed class DelayProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeSpan _oneWay;
    private readonly int _target;
    private int _groups;

    public DelayProxy(int target, TimeSpan oneWay)
    {
        (_target, _oneWay) = (target, oneWay);
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Times that the client spoke after the server had.</summary>
    public int RoundTrips => Volatile.Read(ref _groups);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync("127.0.0.1", _target, _stop.Token);
                client.NoDelay = server.NoDelay = true;
                var clientSpoke = false;
                await Task.WhenAny(
                    PassAsync(client.GetStream(), server.GetStream(), () =>
                    {
                        if (!clientSpoke)
                            Interlocked.Increment(ref _groups);
                        clientSpoke = true;
                    }),
                    PassAsync(server.GetStream(), client.GetStream(), () => clientSpoke = false));
            }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException or IOException)
            {
            }
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, Action spoke)
    {
        var delayed = Pipe.CreateUnbounded<(long Due, byte[] Octets)>();
        var writing = Task.Run(async () =>
        {
            await foreach (var (due, octets) in delayed.Reader.ReadAllAsync(_stop.Token))
            {
                var wait = TimeProvider.System.GetElapsedTime(TimeProvider.System.GetTimestamp(), due);
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, _stop.Token);
                await to.WriteAsync(octets, _stop.Token);
            }
        });
        var buffer = new byte[64 * 1024];
        for (int read; (read = await from.ReadAsync(buffer, _stop.Token)) > 0;)
        {
            spoke();
            var due = TimeProvider.System.GetTimestamp() + (long)(_oneWay.TotalSeconds * TimeProvider.System.TimestampFrequency);
            delayed.Writer.TryWrite((due, buffer[..read]));
        }

        delayed.Writer.Complete();
        await writing;
    }
}
