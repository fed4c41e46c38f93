using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Notify.Sdk.Audience;

/// <summary>
/// The push subscription of a browser, as <c>JSON.stringify(subscription)</c> writes it: <c>{"endpoint": "https://...", "keys":
/// {"p256dh": "...", "auth": "..."}}</c> (W3C Push API, <c>PushSubscription.toJSON</c>; RFC 8291 section 3.1). Whoever has it can show
/// this browser something, so it is as private as a phone number. Immutable.
/// </summary>
public sealed class PushSubscription
{
    private const int PointLength = 65, SecretLength = 16;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private PushSubscription(Uri endpoint, byte[] publicKey, byte[] secret, string? serverKey) =>
        (Endpoint, PublicKey, AuthSecret, ServerKey) = (endpoint, publicKey, secret, serverKey);

    /// <summary>
    /// Where messages for it go: absolute, without user name and password. Whether its server is of the public web is looked at where the
    /// subscription is read as an address.
    /// </summary>
    public Uri Endpoint { get; }

    /// <summary>The browser's public key, 65 octets: a point of the curve P-256, not compressed (SEC 1 section 2.3.3).</summary>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>The authentication secret of the subscription, 16 octets.</summary>
    public ReadOnlyMemory<byte> AuthSecret { get; }

    /// <summary>
    /// The public key of the sender for which the page subscribed, in Base64url without padding; null where the page did not add it as
    /// <c>applicationServerKey</c>.
    /// </summary>
    public string? ServerKey { get; }

    /// <summary>Reads a subscription. Other members, such as <c>expirationTime</c>, are left out. Thread-safe.</summary>
    /// <param name="json">What the page sent; keys in Base64 with either alphabet, with padding or without.</param>
    /// <param name="subscription">The subscription.</param>
    /// <param name="problem">Why it is none, a sentence without the text.</param>
    /// <returns>False when it is none, or no words can be encrypted for it.</returns>
    public static bool TryParse(
        string json, [NotNullWhen(true)] out PushSubscription? subscription, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(json);
        subscription = null;
        if (Read(json) is not { } read)
            problem = "A push subscription is JSON with 'endpoint' and 'keys', or the endpoint alone.";
        else if (!Uri.TryCreate(read.Endpoint, UriKind.Absolute, out var endpoint) || endpoint.UserInfo.Length > 0)
            problem = "A push subscription has an 'endpoint', an absolute address without a user name.";
        else if (read.Keys is not { } keys)
            problem = "A push subscription has 'keys'; without them no words can be encrypted for it.";
        else if (Octets(keys.P256dh, PointLength) is not { } point || !IsOnCurve(point))
            problem = "The key 'p256dh' of a push subscription is Base64 of 65 octets: a point of the curve P-256, not compressed.";
        else if (Octets(keys.Auth, SecretLength) is not { } secret)
            problem = "The key 'auth' of a push subscription is Base64 of 16 octets.";
        else if (read.ApplicationServerKey is { } made && Octets(made, PointLength) is null)
            problem = "The 'applicationServerKey' of a push subscription is Base64 of 65 octets.";
        else
            (subscription, problem) = (new(endpoint, point, secret, UrlSafe(read.ApplicationServerKey)), null);
        return problem is null;
    }

    /// <summary>The subscription as JSON, in one spelling; <see cref="TryParse"/> reads it.</summary>
    public string ToJson() => JsonSerializer.Serialize(new Form(Endpoint.AbsoluteUri,
        new(Base64Url.EncodeToString(PublicKey.Span), Base64Url.EncodeToString(AuthSecret.Span)), ServerKey), s_json);

    /// <summary>The server; neither the endpoint nor the keys.</summary>
    public override string ToString() => $"push subscription at {Endpoint.IdnHost}";

    private static Form? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Form>(json, s_json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? UrlSafe(string? text) => text?.Replace('+', '-').Replace('/', '_').TrimEnd('=');

    private static byte[]? Octets(string? text, int length)
    {
        var (urlSafe, octets) = (UrlSafe(text) ?? "", new byte[length]);
        return urlSafe.Length <= 2 * length && Base64Url.IsValid(urlSafe, out var decoded) && decoded == length
            && Base64Url.TryDecodeFromChars(urlSafe, octets, out _) ? octets : null;
    }

    /// <summary>A point beside the curve would tell whoever made it about the key that meets it (RFC 8291 section 7).</summary>
    private static bool IsOnCurve(byte[] point)
    {
        if (point[0] != 4)
            return false;
        try
        {
            using var key = ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new() { X = point[1..33], Y = point[33..] },
            });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private sealed record Form(string? Endpoint, FormKeys? Keys, string? ApplicationServerKey);

    private sealed record FormKeys(string? P256dh, string? Auth);
}
