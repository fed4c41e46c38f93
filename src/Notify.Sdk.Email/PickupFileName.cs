using System.Security.Cryptography;
using System.Text;

namespace Notify.Sdk.Email;

/// <summary>
/// The name of a message's file: the same for the same idempotency key, different for different ones on any file system.
/// </summary>
internal static class PickupFileName
{
    private const int Longest = 100;

    /// <summary>
    /// The key itself when it is short and of <c>a-z 0-9 . -</c>; otherwise what is left of it in lower case, and a hash,
    /// because folders may ignore case and a key must not become a path.
    /// </summary>
    public static string Of(string idempotencyKey)
    {
        var safe = string.Concat(idempotencyKey.Where(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-'));
        if (safe == idempotencyKey && safe.Length is > 0 and <= Longest && safe[0] != '.')
            return $"{safe}.eml";

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(idempotencyKey)).AsSpan(0, 16));
        var start = string.Concat(idempotencyKey.Where(char.IsAsciiLetterOrDigit).Take(40)).ToLowerInvariant();
        return $"{start}-{hash}.eml";
    }
}
