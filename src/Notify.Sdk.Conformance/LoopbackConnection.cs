using System.Net.Sockets;
using System.Text;

namespace Notify.Sdk.Conformance;

/// <summary>A connection of a <see cref="LoopbackServer"/>, with enough of HTTP/1.1 for scripts. Used by one script.</summary>
public sealed class LoopbackConnection : IAsyncDisposable
{
    private static readonly TimeSpan s_linger = TimeSpan.FromSeconds(10);
    private readonly LoopbackServer _server;
    private readonly Socket _socket;

    internal LoopbackConnection(LoopbackServer server, Socket socket, CancellationToken stop)
    {
        (_server, _socket, Stopping) = (server, socket, stop);
        Stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>The octets.</summary>
    public Stream Stream { get; }

    /// <summary>The server ends.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Requests that were read whole on this connection.</summary>
    public int Requests { get; private set; }

    /// <summary>Reads a line, without its CR LF; null when the client has closed. Slow, and takes nothing of what follows.</summary>
    public async Task<string?> ReadLineAsync()
    {
        List<byte> line = [];
        var one = new byte[1];
        while (await Stream.ReadAsync(one, Stopping) == 1)
        {
            if (one[0] == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }

        return null;
    }

    /// <summary>Adds a message that came whole by another protocol to those of the server.</summary>
    public void Receive(string message) => _server.Add(message);

    /// <summary>Reads one request, head and body, and adds it to those of the server; null when the client has closed.</summary>
    public async Task<string?> ReadRequestAsync()
    {
        if (await ReadHeadAsync() is not { } head)
            return null;
        var request = head + _server.TextOf(await ReadBodyAsync(head));
        Requests++;
        _server.Add(request);
        return request;
    }

    /// <summary>Reads a head up to its empty line, lines ended by CR LF; null when the client has closed.</summary>
    public async Task<string?> ReadHeadAsync()
    {
        StringBuilder head = new();
        while (await ReadLineAsync() is { } line)
        {
            head.Append(line).Append("\r\n");
            if (line.Length == 0)
                return head.ToString();
        }

        return null;
    }

    /// <summary>Reads some octets, whatever they are; fewer only when the client closes.</summary>
    public async Task<int> ReadAsync(int count) =>
        await Stream.ReadAtLeastAsync(new byte[count], count, throwOnEndOfStream: false, Stopping);

    /// <summary>Writes a text as UTF-8.</summary>
    public async Task WriteAsync(string text) => await Stream.WriteAsync(Encoding.UTF8.GetBytes(text), Stopping);

    /// <summary>Writes an answer.</summary>
    public Task AnswerAsync(HttpReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return WriteAsync(reply.ToString());
    }

    /// <summary>Is silent until the server ends.</summary>
    public Task StallAsync() => Task.Delay(Timeout.Infinite, Stopping);

    /// <summary>Closes with a reset, so that the client loses what it had not read.</summary>
    public void Reset() => _socket.Close(0);

    /// <summary>
    /// Says that no more comes, and reads what the client still sends until it closes too, at most ten seconds, as servers do. A socket
    /// that is closed with octets unread answers with a reset, and the client may lose the answer before them.
    /// </summary>
    /// <returns>When it is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        await using var stream = Stream;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Stopping);
        end.CancelAfter(s_linger);
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
            var rest = new byte[4096];
            while (await Stream.ReadAsync(rest, end.Token) > 0)
            {
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    private async Task<byte[]> ReadBodyAsync(string head)
    {
        if (Value(head, "Transfer-Encoding") is not null)
            return await ReadChunksAsync();
        var body = new byte[int.Parse(Value(head, "Content-Length") ?? "0", System.Globalization.CultureInfo.InvariantCulture)];
        await Stream.ReadExactlyAsync(body, Stopping);
        return body;
    }

    private async Task<byte[]> ReadChunksAsync()
    {
        using MemoryStream body = new();
        var last = new byte[5];
        var one = new byte[1];
        while (!last.AsSpan().SequenceEqual("0\r\n\r\n"u8))
        {
            await Stream.ReadExactlyAsync(one, Stopping);
            body.WriteByte(one[0]);
            last.AsSpan(1).CopyTo(last);
            last[4] = one[0];
        }

        return body.ToArray();
    }

    private static string? Value(string head, string name) => head.Split("\r\n")
        .FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
