using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Notify.Sdk.Email.Client;

/// <summary>
/// A connection: groups of commands out, whole replies in, each within the time of its step. It remembers the step, so that
/// whoever catches a fault knows how far it got. Not thread-safe.
/// </summary>
internal sealed class SmtpConnection : IDisposable
{
    private readonly Socket _socket;
    private ReplyReader _replies = new();
    private Stream _stream;

    private SmtpConnection(Socket socket, StepDeadline deadline)
    {
        (_socket, Deadline) = (socket, deadline);
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>What is written next.</summary>
    public SendBuffer Out { get; } = new();

    /// <summary>The token of the step.</summary>
    public StepDeadline Deadline { get; }

    /// <summary>The step that was begun last.</summary>
    public SmtpStep Step { get; private set; }

    /// <summary>Whether the stream is protected.</summary>
    public bool IsTls => _stream is SslStream;

    /// <summary>
    /// Whether the server has closed, or said something that nobody asked for, since the last reply. A poll without waiting;
    /// no octet is sent.
    /// </summary>
    public bool LooksStale => _replies.HasUnread || !_socket.Connected || _socket.Poll(TimeSpan.Zero, SelectMode.SelectRead);

    /// <summary>Our address as EHLO wants it (RFC 5321 section 4.1.3).</summary>
    public string LocalLiteral
    {
        get
        {
            var address = (_socket.LocalEndPoint as IPEndPoint)?.Address ?? IPAddress.Loopback;
            address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{new IPAddress(address.GetAddressBytes())}]" : $"[{address}]";
        }
    }

    /// <summary>Connects; every address of the name is tried.</summary>
    /// <exception cref="SocketException">No address answers.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or too slow.</exception>
    public static async Task<SmtpConnection> ConnectAsync(SmtpSettings settings, StepDeadline deadline)
    {
        // Without NoDelay the last, short packet of a message waits for the server's delayed acknowledgement: 40 ms each.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(settings.Host, settings.Port, deadline.Start(settings.Connect));
            return new(socket, deadline);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Turns the connection into TLS.</summary>
    /// <exception cref="SmtpConversationException">Octets arrived before TLS began, or the server cannot be trusted.</exception>
    public async Task ProtectAsync(SmtpSettings settings)
    {
        // Whatever was said in the clear may come from somebody in between, who wants it to be taken for protected.
        if (_replies.HasUnread)
        {
            throw new SmtpConversationException(Step, FaultKind.Tls, "the server sent octets before TLS began, which is an attack on STARTTLS or a broken server");
        }

        Step = SmtpStep.Tls;
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = tls;
        await tls.AuthenticateAsClientAsync(settings.TlsOptions(), Deadline.Start(settings.Tls));
        _replies = new();
    }

    /// <summary>Begins a step.</summary>
    public void Begin(SmtpStep step) => Step = step;

    /// <summary>Sends what stands in <see cref="Out"/> in one write, and empties it.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask SendAsync(TimeSpan limit)
    {
        var token = Deadline.Start(limit);
        token.ThrowIfCancellationRequested();
        await _stream.WriteAsync(Out.Written, token);
        Out.Clear();
    }

    /// <summary>The next reply.</summary>
    public ValueTask<SmtpReply> ReadAsync(TimeSpan limit) => _replies.ReadAsync(_stream, Deadline.Start(limit));

    /// <summary>Closes without a word.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
        Out.Dispose();
        Deadline.Dispose();
    }
}
