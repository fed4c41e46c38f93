using Notify.Sdk.Email.Client;

namespace Notify.Sdk.Email;

/// <summary>
/// How long each step may take. The defaults are shorter than those of RFC 5321 section 4.5.3.2, which are made for servers
/// that nobody waits for, and fit into the 60 seconds that a hand-over has by default.
/// </summary>
public sealed class SmtpTimeouts
{
    /// <summary>Looking up the name and connecting, and again for the TLS handshake. Default 10 seconds; the RFC names none.</summary>
    public TimeSpan Connect { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The greeting, the answer to each command, and each piece of the message. Default 20 seconds; the RFC gives 2 to 5 minutes.
    /// </summary>
    public TimeSpan Command { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The answer to the final dot; when it is over, nobody knows whether the message was taken. Default 45 seconds; section
    /// 4.5.3.2.6: 10 minutes.
    /// </summary>
    public TimeSpan FinalDot { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>That of a step.</summary>
    internal TimeSpan Of(SmtpStep step) => step switch
    {
        SmtpStep.Connect or SmtpStep.Tls => Connect,
        SmtpStep.FinalDot => FinalDot,
        _ => Command,
    };
}
