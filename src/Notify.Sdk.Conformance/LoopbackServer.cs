using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Notify.Sdk.Conformance;

/// <summary>A server on the loopback interface that does what a script says with each connection. Thread-safe.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentBag<Task> _conversations = [];
    private readonly Func<LoopbackConnection, Task> _script;
    private readonly Task _accepting;
    private int _connections;

    /// <summary>Listens on a free port.</summary>
    /// <param name="script">What it does with a connection; when it ends or fails, the connection is closed.</param>
    public LoopbackServer(Func<LoopbackConnection, Task> script)
    {
        _script = script;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>What a body says, in a request that was read whole. Default UTF-8; a provider of encrypted bodies opens them.</summary>
    public Func<byte[], string> TextOf { get; init; } = Encoding.UTF8.GetString;

    /// <summary>Where it is, by http.</summary>
    public Uri Address => new($"http://127.0.0.1:{Port}/");

    /// <summary>Connections that were made.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The requests that it read whole, in the order in which it did.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Port of the loopback interface where nobody listens.</summary>
    public static int UnusedPort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting; // before the listener stops: one that is stopped accepts with another exception
        _listener.Stop();
        await Task.WhenAll(_conversations);
        _stop.Dispose();
    }

    internal void Add(string request) => _requests.Enqueue(request);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                _conversations.Add(ConverseAsync(client));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ConverseAsync(Socket client)
    {
        await Task.Yield();
        await using LoopbackConnection connection = new(this, client, _stop.Token);
        try
        {
            await _script(connection);
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }
}
