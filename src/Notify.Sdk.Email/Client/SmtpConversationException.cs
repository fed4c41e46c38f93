namespace Notify.Sdk.Email.Client;

/// <summary>What kind of fault ended a conversation.</summary>
internal enum FaultKind
{
    /// <summary>The connection was lost, or could not be made.</summary>
    Lost,

    /// <summary>The server refused before any message was spoken of.</summary>
    Refused,

    /// <summary>What the server sent is not SMTP.</summary>
    Protocol,

    /// <summary>TLS is missing, or cannot be trusted.</summary>
    Tls,

    /// <summary>The login failed or is impossible.</summary>
    Login,
}

/// <summary>A conversation cannot go on. The message holds neither secrets nor a server's words; those are in the reply.</summary>
internal sealed class SmtpConversationException(SmtpStep step, FaultKind kind, string problem, SmtpReply? reply = null, Exception? inner = null)
    : Exception(problem, inner)
{
    /// <summary>How far it got.</summary>
    public SmtpStep Step => step;

    /// <summary>What kind of fault.</summary>
    public FaultKind Kind => kind;

    /// <summary>What the server said, or null.</summary>
    public SmtpReply? Reply => reply;

    /// <summary>Whether somebody must change the configuration or the server: waiting alone will not help.</summary>
    public bool NeedsOperator => Kind is FaultKind.Tls or FaultKind.Login or FaultKind.Refused;
}
