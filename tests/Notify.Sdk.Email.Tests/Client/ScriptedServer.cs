using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Notify.Sdk.Email.Tests.Client;

/// <summary>A server on the loopback that follows one script per connection and remembers what it heard.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromMinutes(2));
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly ConcurrentQueue<Exception> _faults = new();
    private readonly Delivery _delivery;
    private readonly Task _running;
    private readonly SemaphoreSlim _moved = new(0);
    private int _hanging;
    private int _ended;

    public ScriptedServer(Delivery delivery, params Script[] scripts)
    {
        _delivery = delivery;
        _listener.Start();
        _running = RunAsync(scripts);
    }

    public ScriptedServer(params Script[] scripts)
        : this(Delivery.Whole, scripts)
    {
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every command, and every message as <c>MESSAGE …</c>, of all connections.</summary>
    public IReadOnlyList<string> Heard => [.. _heard];

    /// <summary>Connections that were taken.</summary>
    public int Connections { get; private set; }

    /// <summary>Waits until something is true of what the server has heard and done.</summary>
    public async Task UntilAsync(Func<ScriptedServer, bool> reached)
    {
        while (!reached(this))
        {
            await _moved.WaitAsync(_stop.Token);
        }
    }

    /// <summary>Scripts that hang now, or wait: the client waits for them.</summary>
    public int Hanging => _hanging;

    /// <summary>Scripts that came to their end, for good or ill.</summary>
    public int Ended => _ended;

    /// <summary>Waits until every script has come to its end, and fails if the client did not follow it.</summary>
    public async Task EndAsync()
    {
        await _running.WaitAsync(TimeSpan.FromMinutes(1));
        _faults.Should().BeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _running;
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }

        _listener.Stop(); // after the last accept, which ends otherwise with another exception
        _stop.Dispose();
    }

    private async Task RunAsync(Script[] scripts)
    {
        var all = new List<Task>();
        foreach (var script in scripts)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            client.NoDelay = true;
            Move(() => Connections++);
            all.Add(FollowAsync(script, client));
        }

        await Task.WhenAll(all);
    }

    private async Task FollowAsync(Script script, TcpClient client)
    {
        using (client)
        {
            try
            {
                var connection = new ScriptedConnection(client.GetStream(), _delivery, line => Move(() => _heard.Enqueue(line)), () =>
                    Move(() => Interlocked.Increment(ref _hanging)), _stop.Token);
                foreach (var step in script.Steps)
                {
                    await step(connection);
                }
            }
            catch (Exception fault)
            {
                _faults.Enqueue(fault);
            }
        }

        Move(() => Interlocked.Increment(ref _ended));
    }

    private void Move(Action what)
    {
        what();
        _moved.Release();
    }
}
