using System.Security.Cryptography;

namespace Notify.Sdk.Twilio;

/// <summary>
/// The signature of a hook: Base64 of HMAC-SHA1 under the auth token, over the address that Twilio called and, for a form, the name and
/// value of each of its fields in the order of names. Of another body the address has a digest.
/// </summary>
/// <remarks>Source: twilio.com/docs/usage/webhooks/webhooks-security, and the vectors of Twilio's own libraries.</remarks>
internal static class TwilioSignature
{
    private const string Header = "X-Twilio-Signature", BodyDigest = "bodySHA256";

    /// <summary>Whether a hook is signed by one of the tokens, whole.</summary>
    public static bool IsGenuine(HookRequest request, IEnumerable<string> tokens)
    {
        if (request.Header(Header) is not { } given || !CoversBody(request))
            return false;
        var (fields, isGenuine) = (Fields(request), false);
        foreach (var token in tokens)
        {
            foreach (var address in Spellings(request.Address.OriginalString))
                isGenuine |= HookSignature.Matches(given, Sign(token, address + fields));
        }

        return isGenuine;
    }

    /// <summary>A form is signed itself; of another body the signed address has the SHA-256.</summary>
    private static bool CoversBody(HookRequest request) => request.Body.IsEmpty || request.HasForm
        || HookSignature.Matches(request.Field(BodyDigest), SHA256.HashData(request.Body.Span));

    /// <summary>The fields of the form by name, and of one name by value, each once.</summary>
    private static string Fields(HookRequest request) => string.Concat(request.Form.Distinct()
        .OrderBy(field => field.Key, StringComparer.Ordinal).ThenBy(field => field.Value, StringComparer.Ordinal)
        .Select(field => field.Key + field.Value));

    /// <summary>With and without the port: which of them Twilio signs is not the same everywhere.</summary>
    private static IEnumerable<string> Spellings(string address)
    {
        yield return address;
        var host = address.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = address.AsSpan(host).IndexOfAny('/', '?') is >= 0 and var length ? host + length : address.Length;
        var port = address.AsSpan(host, end - host).LastIndexOf(':');
        if (port >= 0 && !address.AsSpan(host + port, end - host - port).Contains(']'))
            yield return address.Remove(host + port, end - host - port);
        else
            yield return address.Insert(end, address.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80");
    }

#pragma warning disable CA5350 // the algorithm is Twilio's; HMAC does not rest on collisions
    private static byte[] Sign(string token, string text) => HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
}
