using System.Collections.Concurrent;
using System.Text.Encodings.Web;

namespace Notify.Sdk.Push;

/// <summary>
/// The header field by which a push service knows who sends (RFC 8292 section 3): a token for each origin and key, signed by ES256,
/// good for twelve hours and made anew after six, or when the contact changes. Thread-safe.
/// </summary>
internal sealed class VapidTokens(IClock clock)
{
    /// <summary>
    /// Above this many origins the tokens are forgotten: lists name them, and a token is made in a fraction of a millisecond.
    /// </summary>
    internal const int MostOrigins = 1_000;

    /// <summary>How long a token is good; push services take at most 24 hours (RFC 8292 section 2).</summary>
    internal static readonly Duration Lifetime = Duration.FromHours(12);

    private static readonly Duration s_used = Duration.FromHours(6);
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentDictionary<(string Origin, string PublicKey), Token> _tokens = new();

    /// <summary>How many origins are known.</summary>
    internal int Origins => _tokens.Count;

    /// <summary>The value of <c>Authorization</c> for a push service.</summary>
    /// <exception cref="CryptographicException">The keys are no pair; the host's own check has said so.</exception>
    public string For(Uri endpoint, VapidKeys keys, string subject)
    {
        var (origin, now) = (OriginOf(endpoint), clock.GetCurrentInstant());
        if (_tokens.TryGetValue((origin, keys.PublicKey), out var known) && known.IsGood(subject, now))
            return known.Value;
        if (_tokens.Count >= MostOrigins)
            _tokens.Clear();
        var value = $"vapid t={Sign(Claims(origin, now + Lifetime, subject), keys)}, k={keys.PublicKey}";
        _tokens[(origin, keys.PublicKey)] = new(value, subject, now);
        return value;
    }

    /// <summary>Scheme, server and a port that is not the default (RFC 6454 section 6.1).</summary>
    internal static string OriginOf(Uri endpoint)
    {
        var server = endpoint.HostNameType == UriHostNameType.IPv6 ? $"[{endpoint.IdnHost.Trim('[', ']')}]" : endpoint.IdnHost;
        return endpoint.IsDefaultPort ? $"{endpoint.Scheme}://{server}"
            : string.Create(CultureInfo.InvariantCulture, $"{endpoint.Scheme}://{server}:{endpoint.Port}");
    }

    /// <summary>The parts of a token that are signed (RFC 7515 section 5.1).</summary>
    internal static string Claims(string origin, Instant until, string subject) =>
        $"{Part(new { typ = "JWT", alg = "ES256" })}.{Part(new { aud = origin, exp = until.ToUnixTimeSeconds(), sub = subject })}";

    private static string Sign(string claims, VapidKeys keys)
    {
        using var key = VapidKeys.Read(keys.PublicKey, keys.PrivateKey) ?? throw new CryptographicException("The keys are no pair.");
        var signature = key.SignData(Encoding.ASCII.GetBytes(claims), HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{claims}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Part<T>(T claims) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims, s_plain));

    private sealed record Token(string Value, string Subject, Instant Made)
    {
        public bool IsGood(string subject, Instant now) => Subject == subject && now >= Made && now < Made + s_used;
    }
}
