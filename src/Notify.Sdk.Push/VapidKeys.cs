namespace Notify.Sdk.Push;

/// <summary>
/// The key pair by which push services know who sends (VAPID, RFC 8292): made once, and kept as long as there are subscriptions, each of
/// which was made for one public key. Immutable.
/// </summary>
/// <param name="PublicKey">
/// <c>applicationServerKey</c> of the page that asks for the subscription: 65 octets in Base64url. No secret.
/// </param>
/// <param name="PrivateKey">What signs: 32 octets in Base64url. A secret.</param>
public sealed record VapidKeys(string PublicKey, string PrivateKey)
{
    /// <summary>Makes a pair. Thread-safe.</summary>
    public static VapidKeys Create()
    {
        using var key = ECDsa.Create(P256.Curve);
        var made = key.ExportParameters(includePrivateParameters: true);
        return new(Base64Url.EncodeToString(P256.Octets(made.Q)), Base64Url.EncodeToString(made.D));
    }

    /// <summary>The public key alone.</summary>
    public override string ToString() => $"VAPID keys of {PublicKey}";

    /// <summary>The private key as it signs; null where the two are no pair, or the text is no key.</summary>
    internal static ECDsa? Read(string? publicKey, string? privateKey)
    {
        if (Octets(publicKey, P256.PointLength) is not [4, ..] point || Octets(privateKey, P256.NumberLength) is not { } number)
            return null;
        try
        {
            var key = ECDsa.Create(new ECParameters { Curve = P256.Curve, D = number });
            if (P256.Octets(key.ExportParameters(includePrivateParameters: false).Q).AsSpan().SequenceEqual(point))
                return key;
            key.Dispose();
            return null;
        }
        catch (CryptographicException)
        {
            return null; // the number is none of the curve
        }
    }

    private static byte[]? Octets(string? text, int length)
    {
        var octets = new byte[length];
        return text?.Length <= 2 * length && Base64Url.IsValid(text, out var written) && written == length
            && Base64Url.TryDecodeFromChars(text, octets, out _) ? octets : null;
    }
}
