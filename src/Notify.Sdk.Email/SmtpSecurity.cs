namespace Notify.Sdk.Email;

/// <summary>How the connection to the server is protected. There is no "if the server likes": that is what attackers switch off.</summary>
public enum SmtpSecurity
{
    /// <summary>
    /// Begins in the clear and must become TLS by STARTTLS (RFC 3207); a server that does not offer it is refused. Port 587.
    /// </summary>
    StartTls,

    /// <summary>TLS from the first octet (RFC 8314). Port 465.</summary>
    ImplicitTls,

    /// <summary>No protection: for a relay on the same machine or in a trusted network. Port 25.</summary>
    None,
}
