using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Notify.Sdk.Email.Client;

/// <summary>A server and who we are there; a checked, immutable copy of the options. Never printed: it holds the password.</summary>
internal sealed class SmtpSettings(SmtpOptions options)
{
    private readonly X509Certificate2Collection? _roots = options.TrustedRoots;
    private readonly X509Certificate2Collection? _own = options.ClientCertificates;
    private readonly bool _revocation = options.CheckCertificateRevocation;

    // By the number of the step; an array, because it is asked several times for each message.
    private readonly TimeSpan[] _limits = [.. Enum.GetValues<SmtpStep>().Select(step => LimitOf(step, options.Timeouts))];

    public string Host { get; } = options.Host;

    public int Port { get; } = options.EffectivePort;

    public SmtpSecurity Security { get; } = options.Security;

    public string? UserName { get; } = options.UserName;

    public string? Password { get; } = options.Password;

    public Func<CancellationToken, ValueTask<string>>? AccessToken { get; } = options.AccessToken;

    public bool AllowAuthenticationWithoutTls { get; } = options.AllowAuthenticationWithoutTls;

    public string? LocalName { get; } = options.LocalName;

    public SmtpDeliveryReports Reports { get; } = options.Reports;

    /// <summary>Name and port, for messages.</summary>
    public string Place { get; } = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{options.Host}:{options.EffectivePort}");

    /// <summary>How long a step may take.</summary>
    public TimeSpan LimitOf(SmtpStep step) => _limits[(int)step];

    /// <summary>The certificate must be valid for the host; which protocols are good enough is the system's decision.</summary>
    public SslClientAuthenticationOptions TlsOptions()
    {
        var tls = new SslClientAuthenticationOptions
        {
            TargetHost = Host,
            ClientCertificates = _own,
            CertificateRevocationCheckMode = _revocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck,
        };
        if (_roots is not null)
        {
            tls.CertificateChainPolicy = new()
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = tls.CertificateRevocationCheckMode,
            };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(_roots);
        }

        return tls;
    }

    /// <summary>Name and port only.</summary>
    public override string ToString() => Place;

    private static TimeSpan LimitOf(SmtpStep step, SmtpTimeouts timeouts) => step switch
    {
        SmtpStep.Connect => timeouts.Connect,
        SmtpStep.Tls => timeouts.Tls,
        SmtpStep.Greeting => timeouts.Greeting,
        SmtpStep.Data => timeouts.DataStart,
        SmtpStep.Body => timeouts.DataBlock,
        SmtpStep.FinalDot => timeouts.FinalDot,
        _ => timeouts.Command,
    };
}
