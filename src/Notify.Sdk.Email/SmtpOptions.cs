using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using Notify.Sdk.Email.Client;
using Notify.Sdk.Email.Inbound;

namespace Notify.Sdk.Email;

/// <summary>
/// The server that takes our mail, who we are there, and who the sender is. Checked when the application starts. Keep the
/// password in a secret store, not in source code; it is never logged.
/// </summary>
public sealed class SmtpOptions : MailOptions
{
    /// <summary>Name of the server; its certificate must be valid for it. Required.</summary>
    public string Host { get; set; } = "";

    /// <summary>The port. Null takes that of <see cref="Security"/>: 587, 465 or 25.</summary>
    public int? Port { get; set; }

    /// <summary>How the connection is protected. Default <see cref="SmtpSecurity.StartTls"/>.</summary>
    public SmtpSecurity Security { get; set; }

    /// <summary>Name to log in with. Null sends without login, as to a relay that knows our machine.</summary>
    public string? UserName { get; set; }

    /// <summary>
    /// The password: SCRAM-SHA-512, -256 or -1 (RFC 5802, 7677), PLAIN (RFC 4616) or LOGIN, the first that the server offers.
    /// </summary>
    public string? Password { get; set; }

    /// <summary>
    /// Gives an OAuth2 access token for <see cref="UserName"/>, in place of a password: XOAUTH2, or OAUTHBEARER (RFC 7628) where the
    /// server has only that.
    /// Called for every new connection, concurrently: keep the token and renew it before it expires. It has the time of a command.
    /// </summary>
    public Func<CancellationToken, ValueTask<string>>? AccessToken { get; set; }

    /// <summary>Whether to log in on a connection without TLS, where everybody on the way can read along. Default no.</summary>
    public bool AllowAuthenticationWithoutTls { get; set; }

    /// <summary>Authorities to trust in place of the system's, for a server with a private one. Null trusts the system's.</summary>
    public X509Certificate2Collection? TrustedRoots { get; set; }

    /// <summary>Certificates with private keys by which the server may know us in TLS. Null, the default, has none.</summary>
    public X509Certificate2Collection? ClientCertificates { get; set; }

    /// <summary>
    /// Whether to ask the authority if the certificate was revoked. Default no: it needs the internet, and fails in many
    /// containers.
    /// </summary>
    public bool CheckCertificateRevocation { get; set; }

    /// <summary>What EHLO says who we are: a domain name. Null says our address in brackets (RFC 5321 section 4.1.4).</summary>
    public string? LocalName { get; set; }

    /// <summary>
    /// Where bounces go (the envelope sender of RFC 5321; no header shows it). Null takes <see cref="MailOptions.From"/>; empty is the null
    /// sender, to which nothing bounces.
    /// </summary>
    public string? ReturnPath { get; set; }

    /// <summary>
    /// Gives each message a return path of its own, which nobody else can make up: <see cref="VerpAddress.Create"/> of its
    /// idempotency key. By it a bounce tells which delivery it speaks of; set <see cref="InboundOptions.Verp"/> to the same.
    /// Takes the place of <see cref="ReturnPath"/>. Default null.
    /// </summary>
    public VerpAddress? Verp { get; set; }

    /// <summary>
    /// A return path for each message, where the form of <see cref="Verp"/> does not fit. Called concurrently. Null, or a null
    /// answer, takes <see cref="Verp"/> or <see cref="ReturnPath"/>.
    /// </summary>
    public Func<OutgoingMessage, string?>? ReturnPathFor { get; set; }

    /// <summary>
    /// Reports that servers are asked for where they know how (RFC 3461); they carry the idempotency key of the message
    /// (<c>ENVID</c>). Default failures and delays; null asks for nothing, and servers then report failures.
    /// </summary>
    public DeliveryStatusNotification? Reports { get; set; } = DeliveryStatusNotification.Failure | DeliveryStatusNotification.Delay;

    /// <summary>Most connections at a time. Default 4, 1 to 256. Ask your provider what it allows.</summary>
    public int MaxConnections { get; set; } = 4;

    /// <summary>Messages on one connection before it is closed. Default 100, 1 to 1,000,000.</summary>
    public int MaxMessagesPerConnection { get; set; } = 100;

    /// <summary>How long a connection rests before it is closed. Default 30 seconds.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long each step may take.</summary>
    public SmtpTimeouts Timeouts { get; set; } = new();

    /// <summary>The port that is used.</summary>
    internal int EffectivePort => Port ?? Security switch
    {
        SmtpSecurity.ImplicitTls => 465,
        SmtpSecurity.StartTls => 587,
        _ => 25,
    };

    /// <summary>How the server proves who it is: by a certificate valid for the host. Good protocols are the system's decision.</summary>
    internal SslClientAuthenticationOptions Tls()
    {
        var mode = CheckCertificateRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck;
        var chain = TrustedRoots is null
            ? null : new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = mode };
        chain?.CustomTrustStore.AddRange(TrustedRoots!);
        return new()
        {
            TargetHost = Host,
            ClientCertificates = ClientCertificates,
            CertificateRevocationCheckMode = mode,
            CertificateChainPolicy = chain,
        };
    }

    /// <summary>Host and port; no secrets.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{EffectivePort}");
}

/// <summary>How the connection to the server is protected. There is no "if the server likes": that is what attackers switch off.</summary>
public enum SmtpSecurity
{
    /// <summary>
    /// Begins in the clear and must become TLS by STARTTLS (RFC 3207); a server that does not offer it is refused. Port 587.
    /// </summary>
    StartTls,

    /// <summary>TLS from the first octet (RFC 8314). Port 465.</summary>
    ImplicitTls,

    /// <summary>No protection: for a relay on the same machine or in a trusted network. Port 25.</summary>
    None,
}

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
