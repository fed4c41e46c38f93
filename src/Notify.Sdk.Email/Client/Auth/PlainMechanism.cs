using System.Text;

namespace Notify.Sdk.Email.Client.Auth;

/// <summary>PLAIN (RFC 4616): name and password at once. Only within TLS.</summary>
internal sealed class PlainMechanism(string userName, string password) : ISaslMechanism
{
    public string Name => "PLAIN";

    public byte[] InitialResponse
    {
        get
        {
            SaslPrep.Check(userName, "user name");
            SaslPrep.Check(password, "password");
            return Encoding.UTF8.GetBytes($"\0{userName}\0{password}");
        }
    }

    public bool MayEnd => true;

    public byte[] Answer(ReadOnlySpan<byte> challenge) => throw new SaslException("the server asked for more than PLAIN has to say");
}
