using System.Text;

namespace Notify.Sdk.Email.Client.Auth;

/// <summary>LOGIN (draft-murchison-sasl-login): the name, then the password, each when asked. Only within TLS.</summary>
internal sealed class LoginMechanism(string userName, string password) : ISaslMechanism
{
    private int _asked;

    public string Name => "LOGIN";

    // Some servers do not take the name together with AUTH, so it is never sent so.
    public byte[]? InitialResponse => null;

    public bool MayEnd => _asked == 2;

    public byte[] Answer(ReadOnlySpan<byte> challenge) => ++_asked switch
    {
        1 => Encoding.UTF8.GetBytes(userName),
        2 => Encoding.UTF8.GetBytes(password),
        _ => throw new SaslException("the server asked for more than name and password"),
    };
}
