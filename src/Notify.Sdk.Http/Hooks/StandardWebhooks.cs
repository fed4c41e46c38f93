using System.Security.Cryptography;

namespace Notify.Sdk.Http.Hooks;

/// <summary>
/// Signatures of Standard Webhooks (standardwebhooks.com, version 1): HMAC-SHA256 over <c>id.timestamp.body</c> under a secret of 24 to
/// 64 octets, written as Base64 after an optional <c>whsec_</c>. Thread-safe.
/// </summary>
public static class StandardWebhooks
{
    /// <summary>The header that carries the id of the message: the same on every attempt.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header that carries the instant of the attempt, in seconds since 1970.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header that carries the signatures, <c>v1,</c> and Base64 each, with blanks between.</summary>
    public const string SignatureHeader = "webhook-signature";

    private const string Version = "v1,";

    /// <summary>How old, or how far in the future, a hook may be where nothing else is said: 5 minutes.</summary>
    public static Duration Tolerance { get; } = Duration.FromMinutes(5);

    /// <summary>The value of <see cref="SignatureHeader"/>: a signature by each secret, so that one can be rotated.</summary>
    /// <exception cref="FormatException">A secret is not of the form above; the text does not repeat it.</exception>
    public static string Sign(IEnumerable<string> secrets, string id, Instant at, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        List<string> signatures = [];
        foreach (var secret in secrets)
            signatures.Add(Version + Convert.ToBase64String(Hash(secret, id, at.ToUnixTimeSeconds(), body)));
        return string.Join(' ', signatures);
    }

    /// <summary>Whether a hook is signed by one of the secrets, and is not older or newer than the tolerance.</summary>
    /// <param name="request">The hook; its <see cref="HookRequest.ReceivedAt"/> is now.</param>
    /// <param name="secrets">The secrets in force; without any nothing is genuine.</param>
    /// <param name="tolerance">How far its timestamp may be from now; null for <see cref="Tolerance"/>.</param>
    /// <exception cref="FormatException">A secret is not of the form above.</exception>
    public static bool IsGenuine(HookRequest request, IEnumerable<string> secrets, Duration? tolerance = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(secrets);
        if (request.Header(IdHeader) is not { Length: > 0 and <= 256 } id
            || !long.TryParse(request.Header(TimestampHeader), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || Math.Abs((double)request.ReceivedAt.ToUnixTimeSeconds() - at) > (tolerance ?? Tolerance).TotalSeconds
            || request.Header(SignatureHeader) is not { Length: <= 4_096 } signatures)
            return false;
        var given = signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(s => s.StartsWith(Version, StringComparison.Ordinal)).Select(s => s[Version.Length..]).ToList();
        var isGenuine = false;
        foreach (var secret in secrets)
        {
            var expected = Hash(secret, id, at, request.Body.Span);
            foreach (var signature in given)
                isGenuine |= HookSignature.Matches(signature, expected);
        }

        return isGenuine;
    }

    /// <summary>Whether a secret is of the form above.</summary>
    internal static bool IsSecret(string? secret) => secret is not null && KeyOf(secret) is not null;

    private static byte[] Hash(string secret, string id, long seconds, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, KeyOf(secret)
            ?? throw new FormatException("A secret of Standard Webhooks is Base64 of 24 to 64 octets, after an optional whsec_."));
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.")));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    private static byte[]? KeyOf(string secret)
    {
        var text = secret.StartsWith("whsec_", StringComparison.Ordinal) ? secret[6..] : secret;
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) && length is >= 24 and <= 64 ? key[..length] : null;
    }
}
