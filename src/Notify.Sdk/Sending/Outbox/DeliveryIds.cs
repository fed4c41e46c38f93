using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Notify.Sdk.Sending;

/// <summary>
/// Makes ids that say the same thing twice the same way: a repeated plan, a retry and a crash in between all lead to the
/// same delivery and the same idempotency key.
/// </summary>
internal static class DeliveryIds
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>The delivery of a notification to a person.</summary>
    public static DeliveryId For(Notification notification, AccountRef person) =>
        new(Hash($"{notification.Key}\n{notification.Revision}\n{person.Id}\n{person.Source}"));

    /// <summary>What providers collapse repeats by: one per delivery and route, the same on every attempt.</summary>
    public static string IdempotencyKey(DeliveryId delivery, int route) => route == 0 ? delivery.Value : $"{delivery.Value}.{route}";

    /// <summary>The delivery and the route that an idempotency key names; whether they exist is another question.</summary>
    public static (DeliveryId Delivery, int Route) OfIdempotencyKey(string key)
    {
        var dot = key.LastIndexOf('.');
        return dot > 0 && int.TryParse(key.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var route) && route > 0
            ? (new(key[..dot]), route)
            : (new(key), 0);
    }

    /// <summary>128 bits of SHA-256 as 26 characters of base 32 (RFC 4648, lower case, no padding).</summary>
    private static string Hash(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        Span<char> chars = stackalloc char[26];
        var bits = 0;
        var buffer = 0;
        var next = 0;
        for (var i = 0; i < chars.Length; i++)
        {
            if (bits < 5)
            {
                buffer = (buffer << 8) | hash[next++];
                bits += 8;
            }

            chars[i] = Alphabet[(buffer >> (bits - 5)) & 31];
            bits -= 5;
        }

        return new(chars);
    }
}
