using System.Globalization;
using System.Text;

namespace Notify.Sdk.Email.Client.Auth;

/// <summary>OAUTHBEARER (RFC 7628). Only within TLS.</summary>
internal sealed class OAuthBearerMechanism(string userName, string token, string host, int port) : ISaslMechanism
{
    public string Name => "OAUTHBEARER";

    public byte[] InitialResponse => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"n,a={SaslText.Escape(userName)},\u0001host={host}\u0001port={port}\u0001auth=Bearer {token}\u0001\u0001"));

    public bool MayEnd => true;

    // The challenge is a description of the error; RFC 7628 section 3.2.3 wants one octet 1 before the server ends it.
    public byte[] Answer(ReadOnlySpan<byte> challenge) => [1];
}
