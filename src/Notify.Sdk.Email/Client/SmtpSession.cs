using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;

namespace Notify.Sdk.Email.Client;

/// <summary>
/// An open connection that takes one message after the other, over MailKit. It knows how far each got. Not thread-safe.
/// </summary>
internal sealed class SmtpSession : IDisposable
{
    private readonly TrackedClient _client;
    private readonly ServerStream _stream;
    private readonly Socket _socket;
    private readonly StepDeadline _deadline;

    /// <param name="client">Connected and logged in.</param>
    /// <param name="stream">What it talks through.</param>
    /// <param name="socket">What that ends in.</param>
    /// <param name="deadline">Its clock.</param>
    /// <param name="international">Whether it is for messages that need SMTPUTF8; only those may use it where the server has it.</param>
    public SmtpSession(TrackedClient client, ServerStream stream, Socket socket, StepDeadline deadline, bool international)
    {
        (_client, _stream, _socket, _deadline) = (client, stream, socket, deadline);
        TakesUtf8 = client.Capabilities.HasFlag(SmtpCapabilities.UTF8 | SmtpCapabilities.EightBitMime);
        IsInternational = international && TakesUtf8;
        MaxSize = client.Capabilities.HasFlag(SmtpCapabilities.Size) && client.MaxSize > 0 ? client.MaxSize : null;

        // Every message is 7-bit with short lines. SMTPUTF8 is hidden from the others, because with it MailKit writes domains in letters.
        client.Capabilities &= ~(SmtpCapabilities.BinaryMime | SmtpCapabilities.Chunking);
        client.Capabilities &= IsInternational ? client.Capabilities : ~(SmtpCapabilities.UTF8 | SmtpCapabilities.EightBitMime);
    }

    /// <summary>Whether the server takes addresses beyond ASCII (RFC 6531).</summary>
    public bool TakesUtf8 { get; }

    /// <summary>Whether this connection is for such messages alone.</summary>
    public bool IsInternational { get; }

    /// <summary>RFC 1870: the largest message in octets; null when the server names no limit.</summary>
    public long? MaxSize { get; }

    /// <summary>How far it got.</summary>
    public SmtpStep Step => _deadline.Step;

    /// <summary>Messages that were begun here.</summary>
    public int Messages { get; private set; }

    /// <summary>Whether another message may follow on this connection.</summary>
    public bool IsUsable { get; private set; } = true;

    /// <summary>Whether the caller's token, not a slow server, ended the step.</summary>
    public bool CallerCancelled => _deadline.CallerCancelled;

    /// <summary>Whether the server closed the connection.</summary>
    public bool Ended => _stream.Ended;

    /// <summary>Whether the server has closed, or said something that nobody asked for, since the last reply. No octet is sent.</summary>
    public bool LooksStale =>
        !_client.IsConnected || _stream.Speaks || !_socket.Connected || _socket.Poll(TimeSpan.Zero, SelectMode.SelectRead);

    /// <summary>When it was last put away, by the clock of the pool; null when it never was. What has rested may have died.</summary>
    public long? IdleSince { get; set; }

    /// <summary>Whether a message may go over this connection.</summary>
    public bool Fits(bool international) => !TakesUtf8 || IsInternational == international;

    /// <summary>Sends one message to one recipient.</summary>
    /// <returns>The reply that decided. Anything else is an exception; <see cref="Step"/> tells how far it got.</returns>
    /// <exception cref="IOException">The connection was lost.</exception>
    /// <exception cref="SmtpConversationException">The server does not keep to SMTP.</exception>
    /// <exception cref="SmtpProtocolException">The same, or it closed the connection, as MailKit says it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or a step took too long.</exception>
    /// <exception cref="FormatException">An address is not safe to send.</exception>
    public async ValueTask<Decision> SendAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        var mail = envelope.Mail;
        var (sender, recipient) = (Envelope.Box(envelope.ReturnPath), Envelope.Box(envelope.Recipient));
        IsUsable = false;
        _deadline.Attach(cancellationToken);
        _deadline.Begin(SmtpStep.Mail);
        _client.Envelope = envelope;
        mail.Body.Beginning = () => _deadline.Begin(SmtpStep.Body);
        mail.Body.Ended = EndBody;
        Decision decision;
        try
        {
            var text = await _client.SendAsync(mail.Format, mail.Message, sender, [recipient], _deadline.Token);
            decision = new(SmtpStep.FinalDot, new(250, text));
        }
        catch (SmtpCommandException refusal)
        {
            decision = new(Step, new((int)refusal.StatusCode, refusal.Message));
        }
        catch (ServiceNotAuthenticatedException refusal)
        {
            decision = new(Step, new(530, refusal.Message));
        }

        _deadline.Release();
        Messages++;
        IsUsable = _client.IsConnected && !decision.Reply.SaysGoodbye && !_deadline.HasFired;
        return decision;
    }

    /// <summary>Asks for a sign of life.</summary>
    public async Task<SmtpReply> NoopAsync(CancellationToken cancellationToken)
    {
        _deadline.Attach(cancellationToken);
        try
        {
            await _client.NoOpAsync(_deadline.Begin(SmtpStep.Noop));
            return new(250, "the server answers");
        }
        catch (SmtpCommandException refusal)
        {
            return new((int)refusal.StatusCode, refusal.Message);
        }
        finally
        {
            _deadline.Release();
        }
    }

    /// <summary>Says goodbye within a limit, whatever the server does, and closes.</summary>
    public async Task QuitAsync(TimeSpan limit)
    {
        using var stop = new CancellationTokenSource(limit);
        try
        {
            await _client.DisconnectAsync(quit: true, stop.Token);
        }
#pragma warning disable CA1031 // the connection goes away in any case, and nothing depends on how
        catch (Exception)
#pragma warning restore CA1031
        {
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Closes without a word. A message whose final dot was not sent is discarded by the server.</summary>
    public void Dispose()
    {
        _client.Dispose();
        _stream.Dispose();
        _socket.Dispose();
        _deadline.Dispose();
    }

    // Cancelled before this line: certainly not sent. After it nobody can say until the reply is here. What the server has said before
    // it has seen the dot is no answer to the message.
    private void EndBody()
    {
        _deadline.Token.ThrowIfCancellationRequested();
        if (_stream.Speaks)
            throw new SmtpConversationException(SmtpStep.Body, "the server spoke before it had the whole message");

        _deadline.Begin(SmtpStep.FinalDot);
    }
}
