using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Notify.Sdk.Email.Client;

/// <summary>Says what an exception means, without passing on its text.</summary>
internal static class FaultWords
{
    /// <summary>What happened to a connection.</summary>
    public static string Of(Exception fault, bool ended) => fault switch
    {
        SmtpConversationException known => known.Message,
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            "the name of the server was not found",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "the connection was refused",
        SocketException socket => $"the connection failed ({socket.SocketErrorCode})",
        EndOfStreamException => "the server closed the connection",
        SmtpProtocolException => ended ? "the server closed the connection" : "expected a reply of SMTP, but something else came",
        IOException => "the connection was lost",
        _ => $"failed with {fault.GetType().Name}",
    };

    /// <summary>The fault of an opening; cancellations stay as they are, known faults keep their step.</summary>
    public static Exception OfOpening(SmtpStep step, Exception fault, bool ended) => fault switch
    {
        OperationCanceledException or SmtpConversationException => fault,
        SslHandshakeException { InnerException: OperationCanceledException or SmtpConversationException } known => known.InnerException!,
        SslHandshakeException => Handshake(fault.InnerException ?? fault),
        SmtpCommandException refused =>
            new SmtpConversationException(step, step == SmtpStep.StartTls ? "the server refused STARTTLS" : "the server refused",
            needsOperator: step == SmtpStep.StartTls || (int)refused.StatusCode / 100 != 4, new((int)refused.StatusCode, refused.Message)),
        NotSupportedException => new SmtpConversationException(SmtpStep.StartTls,
            "the server does not offer STARTTLS, or somebody on the way took the offer out. Use ImplicitTls, or None for a relay that you "
                + "trust", needsOperator: true),
        not SocketException when step == SmtpStep.Tls => Handshake(fault),
        _ => new SmtpConversationException(step, Of(fault, ended), inner: fault),
    };

    private static SmtpConversationException Handshake(Exception fault) =>
        new(SmtpStep.Tls, fault is System.Security.Authentication.AuthenticationException
        ? "the server's certificate is not valid for this host, or no common TLS version was found. Correct the host name, or set "
            + "TrustedRoots for a private authority"
        : "the TLS handshake failed; the server does not speak TLS on this port, or ended it", needsOperator: true, inner: fault);
}

/// <summary>A conversation cannot go on. The message holds neither secrets nor a server's words; those are in the reply.</summary>
internal sealed class SmtpConversationException(SmtpStep step, string problem, bool needsOperator = false, SmtpReply? reply = null,
    Exception? inner = null)
    : Exception(problem, inner)
{
    /// <summary>How far it got.</summary>
    public SmtpStep Step => step;

    /// <summary>What the server said, or null.</summary>
    public SmtpReply? Reply => reply;

    /// <summary>
    /// Whether somebody must change the configuration or the server, as for TLS, a login or a refusal: waiting alone will not help.
    /// </summary>
    public bool NeedsOperator => needsOperator;
}
