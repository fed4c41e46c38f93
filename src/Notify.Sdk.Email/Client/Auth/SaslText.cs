namespace Notify.Sdk.Email.Client.Auth;

/// <summary>How names are written in SASL.</summary>
internal static class SaslText
{
    /// <summary>A name in a list of attributes (RFC 5801 section 4, RFC 5802 section 5.1).</summary>
    public static string Escape(string name) =>
        name.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal);
}
