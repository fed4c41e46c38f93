using System.Security.Cryptography;

namespace Notify.Sdk.Http.Hooks;

/// <summary>What signatures of hooks are made of, and how they are compared. Thread-safe.</summary>
public static class HookSignature
{
    /// <summary>HMAC-SHA256 of octets under a key that is the UTF-8 of a text.</summary>
    public static byte[] HmacSha256(string key, ReadOnlySpan<byte> octets) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), octets);

    /// <summary>
    /// Whether a header field has a signature, as hexadecimal digits or Base64, after an optional <c>name=</c> in front such as
    /// <c>sha256=</c>. Takes the same time whatever differs.
    /// </summary>
    /// <param name="given">What the header field says; null is never right.</param>
    /// <param name="expected">The octets that it should have, at least one.</param>
    public static bool Matches(string? given, ReadOnlySpan<byte> expected)
    {
        if (given is null || expected.IsEmpty || given.Length > 1_024)
            return false;
        return IsSame(given, expected) || (given.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
            && IsSame(given[(at + 1)..], expected));
    }

    private static bool IsSame(string text, ReadOnlySpan<byte> expected)
    {
        var octets = new byte[text.Length];
        if (text.Length == expected.Length * 2
            && Convert.FromHexString(text, octets, out _, out var read) == System.Buffers.OperationStatus.Done)
            return CryptographicOperations.FixedTimeEquals(octets.AsSpan(0, read), expected);
        return Convert.TryFromBase64String(text, octets, out read)
            && CryptographicOperations.FixedTimeEquals(octets.AsSpan(0, read), expected);
    }
}
