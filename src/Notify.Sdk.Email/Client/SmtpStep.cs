namespace Notify.Sdk.Email.Client;

/// <summary>How far a conversation got (RFC 5321 section 4.1). The order is that of the conversation.</summary>
internal enum SmtpStep : byte
{
    Connect,
    Tls,
    Greeting,
    Ehlo,
    StartTls,
    Auth,
    Noop,
    Mail,
    Rcpt,
    Data,

    /// <summary>The message is under way, its final dot is certainly not.</summary>
    Body,

    /// <summary>The final dot may have been seen: from here on silence means that nobody knows.</summary>
    FinalDot,
}

/// <summary>Names of the steps.</summary>
internal static class SmtpSteps
{
    /// <summary>The step as operators know it.</summary>
    public static string Words(this SmtpStep step) => step switch
    {
        SmtpStep.Connect => "connecting",
        SmtpStep.Tls => "the TLS handshake",
        SmtpStep.Greeting => "the greeting",
        SmtpStep.Body => "the message",
        SmtpStep.FinalDot => "the final dot",
        SmtpStep.StartTls => "STARTTLS",
        _ => step.ToString().ToUpperInvariant(),
    };
}
