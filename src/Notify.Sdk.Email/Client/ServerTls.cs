using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Notify.Sdk.Email.Client;

/// <summary>
/// How the server proves who it is: its certificate must be valid for the host. Which protocols are good enough is the system's
/// decision.
/// </summary>
internal static class ServerTls
{
    public static SslClientAuthenticationOptions Of(SmtpOptions options)
    {
        var tls = new SslClientAuthenticationOptions
        {
            TargetHost = options.Host,
            ClientCertificates = options.ClientCertificates,
            CertificateRevocationCheckMode = options.CheckCertificateRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck,
        };
        if (options.TrustedRoots is { } roots)
        {
            tls.CertificateChainPolicy = new()
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = tls.CertificateRevocationCheckMode,
            };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(roots);
        }

        return tls;
    }
}
