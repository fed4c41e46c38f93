using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Agreement;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Utilities;

namespace Notify.Sdk.Push.Tests.Referee;

/// <summary>A browser: it subscribes, and opens what comes for it (RFC 8291), on BouncyCastle.</summary>
internal sealed class Browser
{
    private static readonly X9ECParameters s_curve = NistNamedCurves.GetByName("P-256");
    private readonly ECPrivateKeyParameters _key;
    private readonly byte[] _secret;

    private Browser(BigInteger number, byte[] secret) => (_key, _secret) = (new(number, Domain), secret);

    /// <summary>A browser with keys that nobody had before.</summary>
    public Browser() : this(new BigInteger(1, SecureRandom.GetNextBytes(new SecureRandom(), 32)).Mod(s_curve.N),
        SecureRandom.GetNextBytes(new SecureRandom(), 16))
    {
    }

    /// <summary>A browser with the keys of a vector.</summary>
    public static Browser With(string privateKey, string secret) =>
        new(new BigInteger(1, Base64Url.DecodeFromChars(privateKey)), Base64Url.DecodeFromChars(secret));

    public static ECDomainParameters Domain { get; } = new(s_curve);

    /// <summary>The secret of the subscription, in Base64url.</summary>
    public string Secret => Base64Url.EncodeToString(_secret);

    /// <summary>The public key, in Base64url.</summary>
    public string PublicKey => Base64Url.EncodeToString(PublicOctets);

    private byte[] PublicOctets => s_curve.G.Multiply(_key.D).Normalize().GetEncoded(compressed: false);

    /// <summary>What it hands to the page, and the page to us, with the key that it subscribed with or without.</summary>
    public string Subscription(string endpoint, string? applicationServerKey = null) => JsonSerializer.Serialize(new
    {
        endpoint,
        expirationTime = (long?)null,
        keys = new { p256dh = PublicKey, auth = Secret },
        applicationServerKey,
    });

    /// <summary>What a body says; throws when it was not made for this browser.</summary>
    public string Open(byte[] body) => Encoding.UTF8.GetString(ContentCoding.Open(body, SecretOf));

    private byte[] SecretOf(byte[] sender)
    {
        ECDHBasicAgreement agreement = new();
        agreement.Init(_key);
        var shared = BigIntegers.AsUnsignedByteArray(32,
            agreement.CalculateAgreement(new ECPublicKeyParameters(s_curve.Curve.DecodePoint(sender), Domain)));
        return ContentCoding.Derive(shared, _secret, [.. "WebPush: info\0"u8, .. PublicOctets, .. sender], 32);
    }
}
