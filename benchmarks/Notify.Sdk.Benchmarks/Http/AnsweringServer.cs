using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Notify.Sdk.Benchmarks.Http;

/// <summary>
/// Answers every request with the same id over connections that stay open; reads heads and bodies of a length, and nothing else.
/// </summary>
internal sealed class AnsweringServer : IDisposable
{
    private static readonly byte[] Answer =
        Encoding.ASCII.GetBytes("HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n{\"id\":\"sms-1\"}");

    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);

    public AnsweringServer()
    {
        _listener.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        _listener.Listen();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://[::1]:{((IPEndPoint)_listener.LocalEndPoint!).Port}/");

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = AnswerAsync(await _listener.AcceptAsync());
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
        }
    }

    private static async Task AnswerAsync(Socket client)
    {
        using var owned = client;
        client.NoDelay = true;
        var buffer = new byte[8_192];
        var length = 0;
        while (await client.ReceiveAsync(buffer.AsMemory(length)) is > 0 and var read)
        {
            length += read;
            while (WholeRequest(buffer.AsSpan(0, length)) is > 0 and var end)
            {
                buffer.AsSpan(end, length - end).CopyTo(buffer);
                length -= end;
                await client.SendAsync(Answer);
            }
        }
    }

    private static int WholeRequest(ReadOnlySpan<byte> octets)
    {
        var head = octets.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return 0;
        var field = octets[(octets.IndexOf("Content-Length: "u8) + 16)..];
        var end = head + 4 + int.Parse(Encoding.ASCII.GetString(field[..field.IndexOf((byte)'\r')]), null);
        return end <= octets.Length ? end : 0;
    }
}
