using System.Net.Security;
using System.Net.Sockets;

namespace Notify.Sdk.Email.Client;

/// <summary>
/// From nothing to a connection that takes messages: connect, TLS, greeting, EHLO, STARTTLS, EHLO again, AUTH. Each step
/// must succeed; none is skipped because the server does not offer it.
/// </summary>
internal sealed class SmtpOpening(SmtpOptions options)
{
    /// <summary>Opens, for messages that need SMTPUTF8 or for others; a probe asks for a sign of life (NOOP) at the end.</summary>
    /// <exception cref="SmtpConversationException">The server is not what the options ask for, or was not there in time.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<SmtpSession> OpenAsync(bool international, CancellationToken cancellationToken, bool probe = false)
    {
        var deadline = new StepDeadline(options.Timeouts);
        // Without NoDelay the last, short packet of a message waits for the server's delayed acknowledgement: 40 ms each.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        ServerStream? stream = null;
        try
        {
            deadline.Attach(cancellationToken);
            await socket.ConnectAsync(options.Host, options.EffectivePort, deadline.Begin(SmtpStep.Connect));
            stream = new(await ProtectAsync(new NetworkStream(socket, ownsSocket: true), deadline), deadline,
                options.Security == SmtpSecurity.StartTls);
            var session = new SmtpSession(options, stream, socket, deadline);
            await session.GreetAsync(international);
            if (probe)
                await session.NoOpAsync(deadline.Begin(SmtpStep.Noop));

            deadline.Release();
            return session;
        }
        catch (Exception fault)
        {
            var ended = stream is { Ended: true };
            stream?.Dispose();
            socket.Dispose();
            deadline.Dispose();
            throw fault is OperationCanceledException && !cancellationToken.IsCancellationRequested
                ? new SmtpConversationException(deadline.Step, "the server took too long")
                : FaultWords.OfOpening(deadline.Step, fault, ended);
        }
    }

    private async Task<Stream> ProtectAsync(NetworkStream network, StepDeadline deadline)
    {
        if (options.Security != SmtpSecurity.ImplicitTls)
            return network;

        var tls = new SslStream(network, leaveInnerStreamOpen: false);
        await tls.AuthenticateAsClientAsync(options.Tls(), deadline.Begin(SmtpStep.Tls));
        return tls;
    }
}
