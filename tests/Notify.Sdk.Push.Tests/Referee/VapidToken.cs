using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace Notify.Sdk.Push.Tests.Referee;

/// <summary>Reads <c>Authorization: vapid t=..., k=...</c> as a push service does (RFC 8292), on BouncyCastle.</summary>
internal sealed record VapidToken(string Key, string Audience, long Expires, string Subject, bool IsGenuine)
{
    /// <summary>The token of a header field; throws when it is none.</summary>
    public static VapidToken Read(string authorization)
    {
        authorization.Should().StartWith("vapid ");
        var fields = authorization[6..].Split(',', StringSplitOptions.TrimEntries).Select(f => f.Split('=', 2))
            .ToDictionary(f => f[0], f => f[1]);
        var parts = fields["t"].Split('.');
        parts.Should().HaveCount(3);
        var (head, claims) = (Json(parts[0]), Json(parts[1]));
        head.GetProperty("alg").GetString().Should().Be("ES256");
        return new(fields["k"], claims.GetProperty("aud").GetString()!, claims.GetProperty("exp").GetInt64(),
            claims.GetProperty("sub").GetString()!, Verify($"{parts[0]}.{parts[1]}", parts[2], fields["k"]));
    }

    private static bool Verify(string signed, string signature, string key)
    {
        var (octets, point) = (Base64Url.DecodeFromChars(signature), Browser.Domain.Curve.DecodePoint(Base64Url.DecodeFromChars(key)));
        if (octets.Length != 64)
            return false;
        ECDsaSigner verifier = new();
        verifier.Init(forSigning: false, new ECPublicKeyParameters(point, Browser.Domain));
        return verifier.VerifySignature(SHA256.HashData(Encoding.ASCII.GetBytes(signed)),
            new BigInteger(1, octets, 0, 32), new BigInteger(1, octets, 32, 32));
    }

    private static JsonElement Json(string part) => JsonDocument.Parse(Base64Url.DecodeFromChars(part)).RootElement.Clone();
}
