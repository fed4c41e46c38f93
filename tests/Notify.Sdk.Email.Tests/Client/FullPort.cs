using System.Net;
using System.Net.Sockets;

namespace Notify.Sdk.Email.Tests.Client;

/// <summary>A port of the loopback whose queue of connections is full: a connect to it is neither taken nor refused.</summary>
internal sealed class FullPort : IDisposable
{
    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _waiting = [];

    public FullPort()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(0);
        do
        {
            _waiting.Add(new Socket(SocketType.Stream, ProtocolType.Tcp));
        }
        while (_waiting[^1].ConnectAsync(IPAddress.Loopback, Port).Wait(TimeSpan.FromMilliseconds(200)));
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public void Dispose()
    {
        _waiting.ForEach(socket => socket.Dispose());
        _listener.Dispose();
    }
}
