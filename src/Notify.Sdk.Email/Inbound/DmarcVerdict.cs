using MimeKit.Cryptography;

namespace Notify.Sdk.Email.Inbound;

/// <summary>What our own server found of the sender of a message (RFC 8601, RFC 7489).</summary>
internal static class DmarcVerdict
{
    /// <summary>Whether the topmost result is that of the server and says that DMARC passed.</summary>
    public static bool IsPass(InboundMessage message, string server) =>
        message.Header("Authentication-Results") is { } field
        && AuthenticationResults.TryParse(Encoding.UTF8.GetBytes(field), out var found)
        && string.Equals(found.AuthenticationServiceIdentifier, server, StringComparison.OrdinalIgnoreCase)
        && found.Results.Any(r => r.Method.Equals("dmarc", StringComparison.OrdinalIgnoreCase)
            && r.Result.Equals("pass", StringComparison.OrdinalIgnoreCase));
}
