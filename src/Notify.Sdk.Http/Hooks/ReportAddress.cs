namespace Notify.Sdk.Http.Hooks;

/// <summary>
/// The address that goes with a message, and to which its provider reports: it carries the idempotency key, and a code over it that only
/// we can make. A report to it finds its message even where the answer to the request was lost. Thread-safe.
/// </summary>
public static class ReportAddress
{
    private const string Key = "key", Code = "code";

    /// <summary>The address for a message: <c>?key=...&amp;code=...</c> behind an address of ours.</summary>
    /// <param name="address">Where hooks of the provider come in, absolute and without a query.</param>
    /// <param name="idempotencyKey">The <see cref="OutgoingMessage.IdempotencyKey"/>.</param>
    /// <param name="secret">The secret in force; the code is HMAC-SHA256 of the key under it.</param>
    public static string For(Uri address, string idempotencyKey, string secret)
    {
        ArgumentNullException.ThrowIfNull(address);
        return $"{address.AbsoluteUri}?{Key}={idempotencyKey}&{Code}={Convert.ToHexStringLower(CodeOf(idempotencyKey, secret))}";
    }

    /// <summary>The key of the message that a hook speaks of; null where it came to another address. Not yet believed.</summary>
    public static string? KeyOf(HookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Field(Key);
    }

    /// <summary>
    /// Whether the code of a hook is one that we made for its key, under any of the secrets. Takes the same time whatever differs.
    /// </summary>
    public static bool IsGenuine(HookRequest request, IEnumerable<string> secrets)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(secrets);
        var (key, code, isGenuine) = (request.Field(Key) ?? "", request.Field(Code), false);
        foreach (var secret in secrets)
            isGenuine |= HookSignature.Matches(code, CodeOf(key, secret));
        return isGenuine;
    }

    private static byte[] CodeOf(string key, string secret) => HookSignature.HmacSha256(secret, Encoding.UTF8.GetBytes(key));
}
