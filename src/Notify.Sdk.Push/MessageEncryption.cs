namespace Notify.Sdk.Push;

/// <summary>
/// Encrypts words for one subscription, so that push services see neither them nor much of their length (RFC 8291; <c>aes128gcm</c> of
/// RFC 8188, one record). Thread-safe.
/// </summary>
internal static class MessageEncryption
{
    private const int MostOctets = 4_096; // that every push service takes (RFC 8030 section 7.2)
    private const int SaltLength = 16, KeyLength = 16, NonceLength = 12, TagLength = 16, HeadLength = SaltLength + 4 + 1 + P256.PointLength;
    private const int Step = 1_024;
    private const byte LastRecord = 2;

    /// <summary>The most octets that can be encrypted.</summary>
    public const int MostWords = MostOctets - HeadLength - TagLength - 1;

    /// <summary>The body of a push message.</summary>
    /// <param name="words">At most <see cref="MostWords"/> octets.</param>
    /// <param name="to">Whom they are for.</param>
    public static byte[] Encrypt(ReadOnlySpan<byte> words, PushSubscription to)
    {
        using var own = ECDiffieHellman.Create(P256.Curve); // of this message alone
        return Encrypt(words, Padded(words.Length), to, own, RandomNumberGenerator.GetBytes(SaltLength));
    }

    /// <summary>The same with the padding, the key and the salt of a test.</summary>
    /// <param name="words">The octets.</param>
    /// <param name="length">How long the record is, with the mark of its end and the padding.</param>
    /// <param name="to">Whom they are for.</param>
    /// <param name="own">The key pair of this message.</param>
    /// <param name="salt">16 octets.</param>
    internal static byte[] Encrypt(ReadOnlySpan<byte> words, int length, PushSubscription to, ECDiffieHellman own, ReadOnlySpan<byte> salt)
    {
        var ownKey = P256.Octets(own.ExportParameters(includePrivateParameters: false).Q);
        var secret = SecretOf(to, own, ownKey);
        return Encode(words, length, secret, salt, ownKey);
    }

    /// <summary>The content coding by itself (RFC 8188 section 2), in one record.</summary>
    /// <param name="words">The octets.</param>
    /// <param name="length">How long the record is, with the mark of its end and the padding.</param>
    /// <param name="secret">The input keying material.</param>
    /// <param name="salt">16 octets.</param>
    /// <param name="keyId">What names the key, at most 255 octets.</param>
    internal static byte[] Encode(ReadOnlySpan<byte> words, int length, byte[] secret, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> keyId)
    {
        var saltOctets = salt.ToArray();
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeyLength, saltOctets, [.. "Content-Encoding: aes128gcm"u8, 0]);
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, NonceLength, saltOctets, [.. "Content-Encoding: nonce"u8, 0]);
        var record = new byte[length];
        words.CopyTo(record);
        record[words.Length] = LastRecord; // zeros behind it are padding
        byte[] body = [.. salt, 0, 0, MostOctets >> 8, 0, (byte)keyId.Length, .. keyId, .. new byte[length + TagLength]];
        using AesGcm cipher = new(key, TagLength);
        var encrypted = body.AsSpan(^(length + TagLength)..);
        cipher.Encrypt(nonce, record, encrypted[..length], encrypted[length..]);
        return body;
    }

    /// <summary>Whole steps, so that short messages look alike, up to what fits.</summary>
    internal static int Padded(int words) => Math.Min((words + Step) / Step * Step, MostWords + 1);

    /// <summary>What both sides can work out, and nobody else (RFC 8291 section 3.4).</summary>
    private static byte[] SecretOf(PushSubscription to, ECDiffieHellman own, byte[] ownKey)
    {
        using var theirs = ECDiffieHellman.Create(new ECParameters { Curve = P256.Curve, Q = P256.Point(to.PublicKey.Span) });
        using var theirKey = theirs.PublicKey;
        var shared = own.DeriveRawSecretAgreement(theirKey);
        byte[] info = [.. "WebPush: info"u8, 0, .. to.PublicKey.Span, .. ownKey];
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, to.AuthSecret.ToArray(), info);
    }
}
