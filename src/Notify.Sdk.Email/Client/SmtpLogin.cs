using System.Net;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Notify.Sdk.Email.Client;

/// <summary>
/// Chooses how to log in (RFC 4954) and lets MailKit do it: one mechanism, once. Ends in a login or in an exception; there is no
/// third way on which a message could follow.
/// </summary>
internal sealed class SmtpLogin(SmtpOptions options)
{
    private static readonly string[] ForPassword = ["SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN", "LOGIN"];
    private static readonly string[] ForToken = ["XOAUTH2", "OAUTHBEARER"];

    /// <summary>Logs in.</summary>
    public async Task LoginAsync(SmtpClient client, StepDeadline deadline)
    {
        deadline.Begin(SmtpStep.Auth);
        if (options.Security == SmtpSecurity.None && !options.AllowAuthenticationWithoutTls)
            throw Impossible("a login without TLS would show the password to everybody on the way");

        var known = options.AccessToken is null ? ForPassword : ForToken;
        var chosen = Array.Find(known, client.AuthenticationMechanisms.Contains);
        if (chosen is null)
            throw Impossible($"the server offers none of {string.Join(", ", known)}");

        var secret = options.AccessToken is { } source ? await TokenAsync(source, deadline) : options.Password!;
        var mechanism = SaslMechanism.Create(chosen, new NetworkCredential(options.UserName, secret))!;
        try
        {
            await client.AuthenticateAsync(mechanism, deadline.Begin(SmtpStep.Auth));
        }
        catch (Exception fault) when (fault is AuthenticationException or SaslException)
        {
            throw new SmtpConversationException(SmtpStep.Auth, "the login was refused", needsOperator: true, ReplyIn(fault.Message));
        }

        if (!mechanism.IsAuthenticated)
            throw Impossible("the server ended the login before it had proven that it knows the password");
    }

    // The source is the application's; it may ignore the token that tells it to stop, so the wait itself can be left.
    private static async Task<string> TokenAsync(Func<CancellationToken, ValueTask<string>> source, StepDeadline deadline)
    {
        var stop = deadline.Token;
        try
        {
            var token = await source(stop).AsTask().WaitAsync(stop);
            return !string.IsNullOrEmpty(token) && token.All(c => c is > ' ' and <= '~')
                ? token : throw Impossible("the access token is empty or holds characters that no token has");
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

    // "535: 5.7.8 no", as MailKit writes it.
    private static SmtpReply? ReplyIn(string message) =>
        message.Length > 5 && message[3] == ':' && int.TryParse(message.AsSpan(0, 3), out var code) ? new(code, message[5..]) : null;

    private static SmtpConversationException Impossible(string problem) => new(SmtpStep.Auth, problem, needsOperator: true);
}
