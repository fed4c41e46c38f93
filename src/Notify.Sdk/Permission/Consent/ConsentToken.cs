using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Notify.Sdk.Permission;

/// <summary>
/// A confirmation token: version, end, id of the record, and HMAC-SHA256 over them, as base64url. Holds no personal data,
/// cannot be made without a key, and is compared in constant time.
/// </summary>
internal static class ConsentToken
{
    public const int ShortestKey = 32;

    private const byte Version = 1;
    private const int Head = 1 + sizeof(long);

    public static string Write(string recordId, Instant end, byte[] key)
    {
        var id = Encoding.UTF8.GetBytes(recordId);
        var token = new byte[Head + id.Length + HMACSHA256.HashSizeInBytes];
        token[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(token.AsSpan(1), end.ToUnixTimeSeconds());
        id.CopyTo(token, Head);
        HMACSHA256.HashData(key, token.AsSpan(..(Head + id.Length)), token.AsSpan(Head + id.Length));
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The id and the end of a token that was signed with one of the keys; null for anything else.</summary>
    public static (string RecordId, Instant End)? Read(string? token, IEnumerable<byte[]> keys)
    {
        if (string.IsNullOrEmpty(token) || token.Length > 2_048 || !Base64Url.IsValid(token))
            return null;
        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length <= Head + HMACSHA256.HashSizeInBytes || bytes[0] != Version)
            return null;
        var signed = bytes.AsSpan(..^HMACSHA256.HashSizeInBytes);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var key in keys)
        {
            HMACSHA256.HashData(key, signed, mac);
            if (CryptographicOperations.FixedTimeEquals(mac, bytes.AsSpan(signed.Length)))
                return (Encoding.UTF8.GetString(signed[Head..]),
                    Instant.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(signed[1..])));
        }

        return null;
    }
}
