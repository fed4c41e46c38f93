using System.Net;
using System.Net.Sockets;

namespace Notify.Sdk.Email.Tests.Imap;

/// <summary>Stands before a real server, and cannot give one message: it says NO, or hangs up.</summary>
internal sealed class SpoiltServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _behind;
    private readonly string _spoilt;
    private readonly bool _hangsUp;

    /// <param name="behind">The port of the real server.</param>
    /// <param name="uid">The message.</param>
    /// <param name="hangsUp">Whether it hangs up, in place of saying NO.</param>
    public SpoiltServer(int behind, int uid, bool hangsUp)
    {
        (_behind, _spoilt, _hangsUp) = (behind, $" UID FETCH {uid} ", hangsUp);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var own = client;
        using TcpClient server = new();
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _behind, _stop.Token);
            var (near, far) = (own.GetStream(), server.GetStream());
            await Task.WhenAny(far.CopyToAsync(near, _stop.Token), AskAsync(near, far));
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or IOException)
        {
        }
    }

    /// <summary>Commands line by line, the spoilt one answered here.</summary>
    private async Task AskAsync(NetworkStream near, NetworkStream far)
    {
        using StreamReader lines = new(near, leaveOpen: true);
        while (await lines.ReadLineAsync(_stop.Token) is { } line)
        {
            if (!line.Contains(_spoilt, StringComparison.Ordinal))
                await far.WriteAsync(System.Text.Encoding.UTF8.GetBytes(line + "\r\n"), _stop.Token);
            else if (_hangsUp)
                return;
            else
                await near.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"{line.Split(' ')[0]} NO [SERVERBUG] cannot be read\r\n"), _stop.Token);
        }
    }
}
