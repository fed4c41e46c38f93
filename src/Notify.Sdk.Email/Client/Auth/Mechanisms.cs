namespace Notify.Sdk.Email.Client.Auth;

/// <summary>Chooses the login that both sides know, the safest first.</summary>
internal static class Mechanisms
{
    /// <summary>For a password, or null when the server offers nothing that we can do.</summary>
    public static ISaslMechanism? ForPassword(IReadOnlySet<string> offered, string userName, string password) =>
        offered.Contains("SCRAM-SHA-256") ? new ScramSha256Mechanism(userName, password)
        : offered.Contains("PLAIN") ? new PlainMechanism(userName, password)
        : offered.Contains("LOGIN") ? new LoginMechanism(userName, password)
        : null;

    /// <summary>For an access token, or null when the server offers nothing that we can do.</summary>
    public static ISaslMechanism? ForToken(IReadOnlySet<string> offered, string userName, string token, string host, int port) =>
        offered.Contains("OAUTHBEARER") ? new OAuthBearerMechanism(userName, token, host, port)
        : offered.Contains("XOAUTH2") ? new XOAuth2Mechanism(userName, token)
        : null;
}
