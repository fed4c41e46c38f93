using System.Runtime.CompilerServices;

namespace Notify.Sdk.Email.Client;

/// <summary>
/// Offers messages to a server: sender, recipient, then DATA (RFC 5321 section 3.3), in one group where the server has
/// PIPELINING (RFC 2920). For one connection, one message after the other. Not thread-safe.
/// </summary>
internal sealed class EnvelopeOffer(SmtpConnection connection, Capabilities server, SmtpSettings settings)
{
    /// <summary>Whether the next message must begin with RSET, because the one before was refused.</summary>
    public bool NeedsReset { get; set; }

    /// <summary>Whether the server has answered anything since this message began; if not, it may never have seen it.</summary>
    public bool Answered { get; private set; }

    /// <summary>Whether every command was answered, so that the next reply belongs to the next command.</summary>
    public bool IsInStep { get; private set; }

    /// <summary>Offers a message. Its first piece stands in the buffer when the answer to DATA is there.</summary>
    /// <returns>354 at DATA, or the refusal.</returns>
    public ValueTask<Decision> MakeAsync(Envelope envelope, MessageBody body)
    {
        (Answered, IsInStep) = (false, false);
        return server.Pipelining ? AsGroupAsync(envelope, body) : StepwiseAsync(envelope, body);
    }

    // The message is written into the buffer while the server thinks about the envelope.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Decision> AsGroupAsync(Envelope envelope, MessageBody body)
    {
        var reset = NeedsReset;
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

    private async ValueTask<Decision> StepwiseAsync(Envelope envelope, MessageBody body)
    {
        if (NeedsReset)
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

        NeedsReset = false;
    }

    private Decision Refused(Decision decision)
    {
        NeedsReset = true;
        IsInStep = true;
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
