using System.Runtime.CompilerServices;
using Notify.Sdk.Email.Dkim;
using Notify.Sdk.Email.Composing;

namespace Notify.Sdk.Email.Client;

/// <summary>
/// An open connection that takes one message after the other. With PIPELINING a message costs two round trips: the envelope in
/// one group, then the message. Not thread-safe.
/// </summary>
internal sealed class SmtpSession(SmtpConnection connection, Capabilities server, SmtpSettings settings) : IDisposable
{
    private readonly EnvelopeOffer _offer = new(connection, server, settings);

    /// <summary>What the server can do.</summary>
    public Capabilities Server => server;

    /// <summary>How far it got.</summary>
    public SmtpStep Step => connection.Step;

    /// <summary>Messages that were begun here.</summary>
    public int Messages { get; private set; }

    /// <summary>Whether another message may follow on this connection.</summary>
    public bool IsUsable { get; private set; } = true;

    /// <summary>Whether the server has answered anything since this message began; if not, it may never have seen it.</summary>
    public bool Answered => _offer.Answered;

    /// <summary>Whether the caller's token, not a slow server, ended the step.</summary>
    public bool CallerCancelled => connection.Deadline.CallerCancelled;

    /// <summary>Whether the server closed or spoke while nobody listened.</summary>
    public bool LooksStale => connection.LooksStale;

    /// <summary>When it was last put away, by the clock of the pool; null when it never was. What has rested may have died.</summary>
    public long? IdleSince { get; set; }

    /// <summary>Sends one message to one recipient, signed if there is a signer. The message has passed its check.</summary>
    /// <returns>The reply that decided. Anything else is an exception; <see cref="Step"/> tells how far it got.</returns>
    /// <exception cref="IOException">The connection was lost.</exception>
    /// <exception cref="SmtpConversationException">The server does not speak SMTP.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or a step took too long.</exception>
    /// <exception cref="FormatException">An argument or the message is not safe to send.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Decision> SendAsync(Envelope envelope, EmailMessage message, DkimSigner? signer, CancellationToken cancellationToken)
    {
        IsUsable = false;
        connection.Begin(SmtpStep.Mail);
        connection.Out.Clear();
        connection.Deadline.Attach(cancellationToken);
        using var body = new MessageBody(message, connection.Out, signer, connection.Deadline.Token);
        var decision = await _offer.MakeAsync(envelope, body);
        var inStep = _offer.IsInStep;
        if (decision is { Step: SmtpStep.Data, Reply.Code: 354 })
        {
            decision = await TransferAsync(body);
            inStep = true;
        }

        connection.Deadline.Release();
        Messages++;
        IsUsable = inStep && !decision.Reply.SaysGoodbye && !connection.Deadline.HasFired;
        return decision;
    }

    /// <summary>Asks for a sign of life.</summary>
    public async Task<SmtpReply> NoopAsync(CancellationToken cancellationToken)
    {
        connection.Deadline.Attach(cancellationToken);
        connection.Begin(SmtpStep.Noop);
        CommandWriter.Command(connection.Out, "NOOP");
        await connection.SendAsync(settings.Command);
        var reply = await connection.ReadAsync(settings.Command);
        connection.Deadline.Release();
        return reply;
    }

    /// <summary>Says goodbye within a limit, whatever the server does, and closes.</summary>
    public async Task QuitAsync(TimeSpan limit)
    {
        try
        {
            connection.Begin(SmtpStep.Quit);
            connection.Out.Clear();
            CommandWriter.Command(connection.Out, "QUIT");
            await connection.SendAsync(limit);
            await connection.ReadAsync(limit);
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
    public void Dispose() => connection.Dispose();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Decision> TransferAsync(MessageBody body)
    {
        connection.Begin(SmtpStep.Body);
        while (!body.IsLast)
        {
            await connection.SendAsync(settings.DataBlock);
            body.Next();
        }

        // Cancelled before this line: certainly not sent. After it nobody can say until the reply is here.
        connection.Deadline.ThrowIfFired();
        connection.Begin(SmtpStep.FinalDot);
        await connection.SendAsync(settings.DataBlock);
        var reply = await connection.ReadAsync(settings.FinalDot);
        _offer.NeedsReset = !reply.IsSuccess;
        return new(SmtpStep.FinalDot, reply);
    }
}
