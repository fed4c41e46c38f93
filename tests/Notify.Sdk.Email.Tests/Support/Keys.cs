using System.Security.Cryptography;
using Notify.Sdk.Email.Dkim;

namespace Notify.Sdk.Email.Tests.Support;

/// <summary>Keys for one test run; none is stored.</summary>
internal static class Keys
{
    private static readonly RSA Rsa = RSA.Create(2048);

    public static string PrivatePem { get; } = Rsa.ExportPkcs8PrivateKeyPem();

    /// <summary>The record that would stand in DNS (RFC 6376 section 3.6.1).</summary>
    public static string DnsRecord { get; } = $"v=DKIM1; k=rsa; p={Convert.ToBase64String(Rsa.ExportSubjectPublicKeyInfo())}";

    public static DkimOptions Dkim => new() { Domain = "shop.example", Selector = "mail2026", PrivateKeyPem = PrivatePem };

    public static bool Verify(byte[] hash, byte[] signature)
    {
        lock (Rsa)
            return Rsa.VerifyHash(hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
