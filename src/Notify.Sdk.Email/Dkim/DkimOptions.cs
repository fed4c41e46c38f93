namespace Notify.Sdk.Email.Dkim;

/// <summary>
/// With what messages are signed (RFC 6376). Leave it out where your relay signs. Checked when the application starts.
/// </summary>
public sealed class DkimOptions
{
    /// <summary>
    /// The signing domain (<c>d=</c>): that of the sender or one above it, because receivers compare the two (DMARC, RFC 7489
    /// section 3.1). Required.
    /// </summary>
    public string Domain { get; set; } = "";

    /// <summary>The selector (<c>s=</c>): the public key stands in DNS at <c>selector._domainkey.domain</c>. Required.</summary>
    public string Selector { get; set; } = "";

    /// <summary>
    /// The RSA private key in PEM (PKCS #1 or PKCS #8, not encrypted), at least 1,024 bits, better 2,048 (RFC 8301 section 3.2).
    /// Required. A secret: take it from a secret store.
    /// </summary>
    public string PrivateKeyPem { get; set; } = "";

    /// <summary>Domain and selector; never the key.</summary>
    public override string ToString() => $"DKIM {Selector}._domainkey.{Domain}";
}
