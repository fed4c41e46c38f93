namespace Notify.Sdk.Email.Client;

/// <summary>
/// From nothing to a connection that takes messages: connect, TLS, greeting, EHLO, STARTTLS, EHLO again, AUTH. Each step
/// must succeed; none is skipped because the server does not offer it.
/// </summary>
internal sealed class SmtpOpening(SmtpSettings settings)
{
    /// <summary>Opens.</summary>
    /// <exception cref="SmtpConversationException">The server or its answer is not what the settings ask for.</exception>
    /// <exception cref="IOException">The connection was lost.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The connection could not be made.</exception>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The server's certificate is not valid for it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or a step took too long.</exception>
    public async Task<SmtpSession> OpenAsync(CancellationToken cancellationToken)
    {
        var deadline = new StepDeadline();
        SmtpConnection? connection = null;
        try
        {
            deadline.Attach(cancellationToken);
            connection = await SmtpConnection.ConnectAsync(settings, deadline);
            var capabilities = await ConverseAsync(connection);
            deadline.Release();
            return new(connection, capabilities, settings);
        }
        catch (Exception fault)
        {
            var step = connection?.Step ?? SmtpStep.Connect;
            connection?.Dispose();
            deadline.Dispose();
            throw fault is OperationCanceledException && !cancellationToken.IsCancellationRequested
                ? new SmtpConversationException(step, FaultKind.Lost, "the server took too long")
                : OpeningFault.Describe(step, fault);
        }
    }

    private async Task<Capabilities> ConverseAsync(SmtpConnection connection)
    {
        if (settings.Security == SmtpSecurity.ImplicitTls)
        {
            await connection.ProtectAsync(settings);
        }

        connection.Begin(SmtpStep.Greeting);
        Expect(connection, await connection.ReadAsync(settings.Greeting), 220);
        var capabilities = await EhloAsync(connection);
        if (settings.Security == SmtpSecurity.StartTls)
        {
            await StartTlsAsync(connection, capabilities);
            capabilities = await EhloAsync(connection); // what was announced in the clear does not count (RFC 3207 section 4.2)
        }

        if (settings.UserName is not null)
        {
            await new SmtpLogin(settings).LoginAsync(connection, capabilities);
        }

        return capabilities;
    }

    private async Task<Capabilities> EhloAsync(SmtpConnection connection)
    {
        var name = settings.LocalName ?? connection.LocalLiteral;
        connection.Begin(SmtpStep.Ehlo);
        CommandWriter.Command(connection.Out, "EHLO", name);
        await connection.SendAsync(settings.Command);
        var reply = await connection.ReadAsync(settings.Command);
        if (reply.Code is 500 or 502 or 504 && settings is { Security: SmtpSecurity.None, UserName: null })
        {
            CommandWriter.Command(connection.Out, "HELO", name);
            await connection.SendAsync(settings.Command);
            Expect(connection, await connection.ReadAsync(settings.Command), 250);
            return Capabilities.None;
        }

        Expect(connection, reply, 250);
        return Capabilities.Read(reply);
    }

    private async Task StartTlsAsync(SmtpConnection connection, Capabilities capabilities)
    {
        connection.Begin(SmtpStep.StartTls);
        if (!capabilities.StartTls)
        {
            throw new SmtpConversationException(SmtpStep.StartTls, FaultKind.Tls,
                "the server does not offer STARTTLS, or somebody on the way took the offer out. Use ImplicitTls, or None for a relay that you trust");
        }

        CommandWriter.Command(connection.Out, "STARTTLS");
        await connection.SendAsync(settings.Command);
        var reply = await connection.ReadAsync(settings.Command);
        if (reply.Code != 220)
        {
            throw new SmtpConversationException(SmtpStep.StartTls, FaultKind.Tls, "the server refused STARTTLS", reply);
        }

        await connection.ProtectAsync(settings);
    }

    private static void Expect(SmtpConnection connection, SmtpReply reply, int code)
    {
        if (reply.Code != code)
        {
            throw new SmtpConversationException(connection.Step, reply.IsTransient ? FaultKind.Lost : FaultKind.Refused, "the server refused", reply);
        }
    }
}
