using System.Text;

namespace Notify.Sdk.Email.Client.Auth;

/// <summary>XOAUTH2, the form of OAuth2 that Google and Microsoft introduced. Only within TLS.</summary>
internal sealed class XOAuth2Mechanism(string userName, string token) : ISaslMechanism
{
    public string Name => "XOAUTH2";

    public byte[] InitialResponse => Encoding.UTF8.GetBytes($"user={userName}\u0001auth=Bearer {token}\u0001\u0001");

    public bool MayEnd => true;

    // The challenge is a description of the error; an empty answer lets the server finish with 535.
    public byte[] Answer(ReadOnlySpan<byte> challenge) => [];
}
