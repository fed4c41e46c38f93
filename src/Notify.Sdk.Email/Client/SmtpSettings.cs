using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Notify.Sdk.Email.Client;

/// <summary>A server and who we are there; a checked, immutable copy of the options. Never printed: it holds the password.</summary>
internal sealed class SmtpSettings(SmtpOptions options)
{
    public string Host { get; } = options.Host;

    public int Port { get; } = options.EffectivePort;

    public SmtpSecurity Security { get; } = options.Security;

    public string? UserName { get; } = options.UserName;

    public string? Password { get; } = options.Password;

    public Func<CancellationToken, ValueTask<string>>? AccessToken { get; } = options.AccessToken;

    public bool AllowAuthenticationWithoutTls { get; } = options.AllowAuthenticationWithoutTls;

    public string? LocalName { get; } = options.LocalName;

    public TimeSpan Connect { get; } = options.Timeouts.Connect.ToTimeSpan();

    public TimeSpan Tls { get; } = options.Timeouts.Tls.ToTimeSpan();

    public TimeSpan Greeting { get; } = options.Timeouts.Greeting.ToTimeSpan();

    public TimeSpan Command { get; } = options.Timeouts.Command.ToTimeSpan();

    public TimeSpan DataStart { get; } = options.Timeouts.DataStart.ToTimeSpan();

    public TimeSpan DataBlock { get; } = options.Timeouts.DataBlock.ToTimeSpan();

    public TimeSpan FinalDot { get; } = options.Timeouts.FinalDot.ToTimeSpan();

    private readonly X509Certificate2Collection? _roots = options.TrustedRoots;
    private readonly bool _revocation = options.CheckCertificateRevocation;

    /// <summary>Name and port, for messages.</summary>
    public string Place { get; } = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{options.Host}:{options.EffectivePort}");

    /// <summary>The certificate must be valid for the host; which protocols are good enough is the system's decision.</summary>
    public SslClientAuthenticationOptions TlsOptions()
    {
        var tls = new SslClientAuthenticationOptions
        {
            TargetHost = Host,
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
}
