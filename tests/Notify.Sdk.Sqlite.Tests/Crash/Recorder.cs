using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Notify.Sdk.Sqlite.Tests.Crash;

/// <summary>
/// The provider of a round: takes down every message whose last octet came, and answers. What it has is the truth that everything else
/// is held against.
/// </summary>
internal sealed class Recorder : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly ConcurrentQueue<string> _accounts = new();
    private readonly ConcurrentDictionary<string, string> _keys = new();
    private readonly Task _taking;
    private int _open;

    public Recorder()
    {
        _listener.Start();
        _taking = TakeAllAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How often each account was told.</summary>
    public IReadOnlyDictionary<string, int> Told => _accounts.CountBy(a => a).ToDictionary();

    /// <summary>Accounts that came with more than one idempotency key.</summary>
    public ConcurrentQueue<string> WithTwoKeys { get; } = new();

    /// <summary>Waits until what dead processes left on their way is taken down.</summary>
    public async Task QuietAsync(CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref _open) > 0 || _listener.Pending())
            await Task.Delay(TimeSpan.FromMilliseconds(5), cancellationToken);
    }

    public void Dispose()
    {
        _over.Cancel();
        _listener.Dispose();
        _over.Dispose();
    }

    private async Task TakeAllAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_over.Token);
                Interlocked.Increment(ref _open);
                _ = Task.Run(() => TakeAsync(client));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The round is over.
        }
    }

    private async Task TakeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                using StreamReader reader = new(stream);
                List<char> line = [];
                var one = new char[1];
                while (await reader.ReadAsync(one.AsMemory(), _over.Token) == 1 && one[0] != '\n')
                    line.Add(one[0]);
                if (one[0] != '\n')
                    return; // half a message is none
                Take(new string([.. line]).Split(' '));
                await stream.WriteAsync(new byte[1], _over.Token);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The worker is dead; what it sent is taken down.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private void Take(string[] message)
    {
        _accounts.Enqueue(message[0]);
        if (_keys.GetOrAdd(message[0], message[1]) != message[1])
            WithTwoKeys.Enqueue(message[0]);
    }
}
