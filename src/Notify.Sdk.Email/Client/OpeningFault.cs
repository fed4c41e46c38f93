using System.Net.Sockets;
using System.Security.Authentication;
using Notify.Sdk.Email.Client.Auth;

namespace Notify.Sdk.Email.Client;

/// <summary>Says what an exception means while a connection is being opened, without passing on its text.</summary>
internal static class OpeningFault
{
    /// <summary>The fault; cancellations stay as they are, known faults get their step.</summary>
    public static Exception Describe(SmtpStep step, Exception fault) => fault switch
    {
        OperationCanceledException => fault,
        SmtpConversationException known => known.Step == step ? known : new SmtpConversationException(step, known.Kind, known.Message, known.Reply),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => Lost(step, "the name of the server was not found", fault),
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => Lost(step, "the connection was refused", fault),
        SocketException socket => Lost(step, $"the connection failed ({socket.SocketErrorCode})", fault),
        AuthenticationException => new SmtpConversationException(step, FaultKind.Tls,
            "the server's certificate is not valid for this host, or no common TLS version was found. Correct the host name, or set TrustedRoots for a private authority", null, fault),
        EndOfStreamException => Lost(step, "the server closed the connection", fault),
        IOException when step == SmtpStep.Tls => new SmtpConversationException(step, FaultKind.Tls, "the TLS handshake failed; the server does not speak TLS on this port, or broke it off", null, fault),
        IOException => Lost(step, "the connection was lost", fault),
        SaslException => new SmtpConversationException(step, FaultKind.Login, fault.Message, null, fault),
        FormatException => new SmtpConversationException(step, FaultKind.Login, "a value of the options holds a line break or a NUL character", null, fault),
        _ => new SmtpConversationException(step, FaultKind.Lost, $"failed with {fault.GetType().Name}", null, fault),
    };

    private static SmtpConversationException Lost(SmtpStep step, string problem, Exception fault) => new(step, FaultKind.Lost, problem, null, fault);
}
