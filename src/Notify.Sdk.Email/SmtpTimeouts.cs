
namespace Notify.Sdk.Email;

/// <summary>
/// How long each step may take. The defaults are shorter than those of RFC 5321 section 4.5.3.2, which are made for servers
/// that nobody waits for, and fit into the 60 seconds that a hand-over has by default.
/// </summary>
public sealed class SmtpTimeouts
{
    /// <summary>Looking up the name and connecting. Default 10 seconds; the RFC names none.</summary>
    public TimeSpan Connect { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The TLS handshake. Default 10 seconds; the RFC names none.</summary>
    public TimeSpan Tls { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The first words of the server. Default 20 seconds; RFC 5321 section 4.5.3.2.1: 5 minutes.</summary>
    public TimeSpan Greeting { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>EHLO, STARTTLS, AUTH, MAIL, RCPT, RSET. Default 20 seconds; sections 4.5.3.2.2 and 4.5.3.2.3: 5 minutes.</summary>
    public TimeSpan Command { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The answer to DATA. Default 20 seconds; section 4.5.3.2.4: 2 minutes.</summary>
    public TimeSpan DataStart { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Each piece of the message. Default 20 seconds; section 4.5.3.2.5: 3 minutes.</summary>
    public TimeSpan DataBlock { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The answer to the final dot; when it is over, nobody knows whether the message was taken. Default 45 seconds; section
    /// 4.5.3.2.6: 10 minutes.
    /// </summary>
    public TimeSpan FinalDot { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>Each of them with its name.</summary>
    internal IEnumerable<(string Name, TimeSpan Value)> All =>
    [
        (nameof(Connect), Connect), (nameof(Tls), Tls), (nameof(Greeting), Greeting), (nameof(Command), Command),
        (nameof(DataStart), DataStart), (nameof(DataBlock), DataBlock), (nameof(FinalDot), FinalDot),
    ];
}
