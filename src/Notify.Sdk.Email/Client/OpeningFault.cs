using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Notify.Sdk.Email.Client;

/// <summary>Says what an exception means while a connection is being opened, without passing on its text.</summary>
internal static class OpeningFault
{
    /// <summary>The fault; cancellations stay as they are, known faults keep their step.</summary>
    public static Exception Describe(SmtpStep step, Exception fault, bool ended) => fault switch
    {
        OperationCanceledException or SmtpConversationException => fault,
        SslHandshakeException { InnerException: SmtpConversationException known } => known,
        SslHandshakeException { InnerException: OperationCanceledException cancelled } => cancelled,
        SslHandshakeException { InnerException: { } inner } => Handshake(inner),
        SmtpCommandException refused => new SmtpConversationException(step, step == SmtpStep.StartTls ? "the server refused STARTTLS" : "the server refused",
            needsOperator: step == SmtpStep.StartTls || (int)refused.StatusCode / 100 != 4, new((int)refused.StatusCode, refused.Message)),
        NotSupportedException => new SmtpConversationException(SmtpStep.StartTls,
            "the server does not offer STARTTLS, or somebody on the way took the offer out. Use ImplicitTls, or None for a relay that you trust", needsOperator: true),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => Lost(step, "the name of the server was not found", fault),
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => Lost(step, "the connection was refused", fault),
        SocketException socket => Lost(step, $"the connection failed ({socket.SocketErrorCode})", fault),
        _ when step == SmtpStep.Tls => Handshake(fault),
        EndOfStreamException => Lost(step, "the server closed the connection", fault),
        SmtpProtocolException => ended
            ? Lost(step, "the server closed the connection", fault)
            : new SmtpConversationException(step, "expected a reply of SMTP, but something else came"),
        IOException => Lost(step, "the connection was lost", fault),
        _ => new SmtpConversationException(step, $"failed with {fault.GetType().Name}", inner: fault),
    };

    private static SmtpConversationException Handshake(Exception fault) => new(SmtpStep.Tls, fault is System.Security.Authentication.AuthenticationException
        ? "the server's certificate is not valid for this host, or no common TLS version was found. Correct the host name, or set TrustedRoots for a private authority"
        : "the TLS handshake failed; the server does not speak TLS on this port, or ended it", needsOperator: true, inner: fault);

    private static SmtpConversationException Lost(SmtpStep step, string problem, Exception fault) => new(step, problem, inner: fault);
}
