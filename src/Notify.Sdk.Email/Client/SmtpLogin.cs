using Notify.Sdk.Email.Client.Auth;

namespace Notify.Sdk.Email.Client;

/// <summary>AUTH (RFC 4954). Ends in 235 or in an exception; there is no third way on which a message could follow.</summary>
internal sealed class SmtpLogin(SmtpSettings settings)
{
    // RFC 5321 section 4.5.3.1.4; a longer first answer waits until it is asked for (RFC 4954 section 4).
    private const int LongestCommand = 510;
    private const int MostRounds = 6;

    /// <summary>Logs in.</summary>
    /// <exception cref="SmtpConversationException">Impossible, or refused.</exception>
    public async Task LoginAsync(SmtpConnection connection, Capabilities capabilities)
    {
        connection.Begin(SmtpStep.Auth);
        if (!connection.IsTls && !settings.AllowAuthenticationWithoutTls)
        {
            throw Impossible("a login without TLS would show the password to everybody on the way");
        }

        var mechanism = await ChooseAsync(connection, capabilities) ?? throw Impossible(
            settings.AccessToken is null
                ? "the server offers none of SCRAM-SHA-256, PLAIN and LOGIN"
                : "the server offers neither OAUTHBEARER nor XOAUTH2");
        try
        {
            await ExchangeAsync(connection, mechanism);
        }
        finally
        {
            connection.Out.Wipe();
        }
    }

    private async Task<ISaslMechanism?> ChooseAsync(SmtpConnection connection, Capabilities capabilities) => settings.AccessToken is { } source
        ? Mechanisms.ForToken(capabilities.Mechanisms, settings.UserName!, await TokenAsync(source, connection), settings.Host, settings.Port)
        : Mechanisms.ForPassword(capabilities.Mechanisms, settings.UserName!, settings.Password!);

    // The source is the application's; it may ignore the token that tells it to stop, so the wait itself can be left.
    private async Task<string> TokenAsync(Func<CancellationToken, ValueTask<string>> source, SmtpConnection connection)
    {
        var stop = connection.Deadline.Start(settings.Command);
        try
        {
            var token = await source(stop).AsTask().WaitAsync(stop);
            return !string.IsNullOrEmpty(token) && token.All(c => c is > ' ' and <= '~') ? token : throw Impossible("the access token is empty or holds characters that no token has");
        }
        catch (Exception fault) when (fault is not (SmtpConversationException or OperationCanceledException))
        {
            throw Impossible($"the source of the access token failed with {fault.GetType().Name}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw Impossible("the source of the access token gave up");
        }
    }

    private async Task ExchangeAsync(SmtpConnection connection, ISaslMechanism mechanism)
    {
        var reply = await StartAsync(connection, mechanism);
        for (var round = 0; reply.Code == 334 && round < MostRounds; round++)
        {
            reply = await AskAsync(connection, Convert.ToBase64String(mechanism.Answer(Decode(reply.Text))));
        }

        if (reply.Code != 235)
        {
            throw new SmtpConversationException(SmtpStep.Auth, FaultKind.Login, "the login was refused", reply);
        }

        if (!mechanism.MayEnd)
        {
            throw Impossible("the server ended the login before it had proven that it knows the password");
        }
    }

    private async Task<SmtpReply> StartAsync(SmtpConnection connection, ISaslMechanism mechanism)
    {
        var first = mechanism.InitialResponse is { } octets ? Convert.ToBase64String(octets) : null;
        var fits = first is not null && "AUTH ".Length + mechanism.Name.Length + 1 + first.Length <= LongestCommand;
        var reply = await CommandAsync(connection, "AUTH", fits ? $"{mechanism.Name} {first}" : mechanism.Name);
        return first is not null && !fits && reply.Code == 334 ? await AskAsync(connection, first) : reply;
    }

    private async Task<SmtpReply> CommandAsync(SmtpConnection connection, string verb, string argument)
    {
        CommandWriter.Command(connection.Out, verb, argument);
        await connection.SendAsync(settings.Command);
        return await connection.ReadAsync(settings.Command);
    }

    private async Task<SmtpReply> AskAsync(SmtpConnection connection, string answer)
    {
        CommandWriter.Line(connection.Out, answer);
        await connection.SendAsync(settings.Command);
        return await connection.ReadAsync(settings.Command);
    }

    private static byte[] Decode(string challenge)
    {
        var octets = new byte[challenge.Length];
        return Convert.TryFromBase64String(challenge.Trim(), octets, out var length) ? octets[..length] : throw new SaslException("the server's challenge is not base64");
    }

    private static SmtpConversationException Impossible(string problem) => new(SmtpStep.Auth, FaultKind.Login, problem);
}
