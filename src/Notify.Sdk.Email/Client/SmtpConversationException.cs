namespace Notify.Sdk.Email.Client;

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
