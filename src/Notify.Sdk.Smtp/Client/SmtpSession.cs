using System.Runtime.CompilerServices;
using Notify.Sdk.Smtp.Mime;

namespace Notify.Sdk.Smtp.Client;

/// <summary>
/// An open connection that takes one message after the other (RFC 5321 section 3.3). With PIPELINING (RFC 2920) a message
/// costs two round trips: MAIL, RCPT and DATA in one group, then the message. Not thread-safe.
/// </summary>
internal sealed class SmtpSession(SmtpConnection connection, Capabilities server, SmtpSettings settings) : IDisposable
{
    private bool _needsReset;

    /// <summary>What the server can do.</summary>
    public Capabilities Server => server;

    /// <summary>How far it got.</summary>
    public SmtpStep Step => connection.Step;

    /// <summary>Messages that were begun here.</summary>
    public int Messages { get; private set; }

    /// <summary>Whether another message may follow on this connection.</summary>
    public bool IsUsable { get; private set; } = true;

    /// <summary>Whether the server has answered anything since this message began; if not, it may never have seen it.</summary>
    public bool Answered { get; private set; }

    /// <summary>Whether the caller's token, not a slow server, ended the step.</summary>
    public bool CallerCancelled => connection.Deadline.CallerCancelled;

    /// <summary>Whether the server closed or spoke while nobody listened.</summary>
    public bool LooksStale => connection.LooksStale;

    /// <summary>When it was last put away, by the clock of the pool; null when it never was. What has rested may have died.</summary>
    public long? IdleSince { get; set; }

    /// <summary>Sends one message to one recipient. The message has passed its check.</summary>
    /// <returns>The reply that decided. Anything else is an exception; <see cref="Step"/> tells how far it got.</returns>
    /// <exception cref="IOException">The connection was lost.</exception>
    /// <exception cref="SmtpConversationException">The server does not speak SMTP.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or a step took too long.</exception>
    /// <exception cref="FormatException">An argument or the message is not safe to send.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Decision> SendAsync(Envelope envelope, EmailMessage message, CancellationToken cancellationToken)
    {
        (IsUsable, Answered) = (false, false);
        connection.Begin(SmtpStep.Mail);
        connection.Out.Clear();
        connection.Deadline.Attach(cancellationToken);
        using var body = new MessageBody(message, connection.Out);
        var decision = server.Pipelining
            ? await OfferGroupAsync(envelope, body)
            : await OfferStepwiseAsync(envelope, body);
        if (decision.Reply.Code == 354)
        {
            decision = await TransferAsync(body);
        }

        connection.Deadline.Release();
        Messages++;
        IsUsable = IsUsable && !decision.Reply.SaysGoodbye && !connection.Deadline.HasFired;
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

    // The message is written into the buffer while the server thinks about the envelope.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Decision> OfferGroupAsync(Envelope envelope, MessageBody body)
    {
        var reset = _needsReset;
        if (reset)
        {
            CommandWriter.Command(connection.Out, "RSET");
        }

        CommandWriter.Mail(connection.Out, envelope, server);
        CommandWriter.Rcpt(connection.Out, envelope, server);
        CommandWriter.Command(connection.Out, "DATA");
        await connection.SendAsync(settings.Command);
        body.Next();
        if (reset)
        {
            ExpectReset(await ReadAsync(SmtpStep.Rset));
        }

        var mail = await ReadAsync(SmtpStep.Mail);
        if (!mail.IsSuccess)
        {
            return await RefusedAsync(new(SmtpStep.Mail, mail), unread: 2);
        }

        var rcpt = await ReadAsync(SmtpStep.Rcpt);
        if (!rcpt.IsSuccess)
        {
            return await RefusedAsync(new(SmtpStep.Rcpt, rcpt), unread: 1);
        }

        var data = await ReadAsync(SmtpStep.Data);
        return data.Code == 354 ? new(SmtpStep.Data, data) : Refused(new(SmtpStep.Data, data));
    }

    private async ValueTask<Decision> OfferStepwiseAsync(Envelope envelope, MessageBody body)
    {
        if (_needsReset)
        {
            CommandWriter.Command(connection.Out, "RSET");
            await connection.SendAsync(settings.Command);
            ExpectReset(await ReadAsync(SmtpStep.Rset));
        }

        connection.Begin(SmtpStep.Mail);
        CommandWriter.Mail(connection.Out, envelope, server);
        await connection.SendAsync(settings.Command);
        var mail = await ReadAsync(SmtpStep.Mail);
        if (!mail.IsSuccess)
        {
            return Refused(new(SmtpStep.Mail, mail));
        }

        connection.Begin(SmtpStep.Rcpt);
        CommandWriter.Rcpt(connection.Out, envelope, server);
        await connection.SendAsync(settings.Command);
        var rcpt = await ReadAsync(SmtpStep.Rcpt);
        if (!rcpt.IsSuccess)
        {
            return Refused(new(SmtpStep.Rcpt, rcpt));
        }

        connection.Begin(SmtpStep.Data);
        CommandWriter.Command(connection.Out, "DATA");
        await connection.SendAsync(settings.Command);
        body.Next();
        var data = await ReadAsync(SmtpStep.Data);
        return data.Code == 354 ? new(SmtpStep.Data, data) : Refused(new(SmtpStep.Data, data));
    }

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
        _needsReset = !reply.IsSuccess;
        IsUsable = true;
        return new(SmtpStep.FinalDot, reply);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<SmtpReply> ReadAsync(SmtpStep step)
    {
        connection.Begin(step);
        var reply = await connection.ReadAsync(step == SmtpStep.Data ? settings.DataStart : settings.Command);
        Answered = true;
        return reply;
    }

    private void ExpectReset(SmtpReply reply)
    {
        if (reply.Code != 250)
        {
            Answered = false; // about the message nothing was said, so a fresh connection may try it
            throw new SmtpConversationException(SmtpStep.Rset, FaultKind.Lost, "the server did not take RSET", reply);
        }

        _needsReset = false;
    }

    private Decision Refused(Decision decision)
    {
        _needsReset = true;
        IsUsable = true;
        return decision;
    }

    // The rest of the group is answered too. Where DATA was let through all the same, an empty message must follow, which goes
    // to nobody (RFC 2920 section 3.1). Whatever happens here, the recipient is refused already.
    private async ValueTask<Decision> RefusedAsync(Decision decision, int unread)
    {
        if (decision.Reply.SaysGoodbye)
        {
            return decision;
        }

        try
        {
            var last = decision.Reply;
            for (; unread > 0; unread--)
            {
                last = await connection.ReadAsync(settings.Command);
            }

            if (last.Code == 354)
            {
                connection.Out.Clear();
                connection.Out.Add(".\r\n"u8);
                await connection.SendAsync(settings.Command);
                await connection.ReadAsync(settings.Command);
            }

            return Refused(decision);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or SmtpConversationException)
        {
            return decision;
        }
    }
}
