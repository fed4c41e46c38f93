using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Notify.Sdk.Email.Client.Auth;

/// <summary>
/// SCRAM-SHA-256 (RFC 5802, RFC 7677): the password itself is never sent, and the server must prove that it knows it.
/// Without channel binding.
/// </summary>
internal sealed class ScramSha256Mechanism(string userName, string password, string nonce) : ISaslMechanism
{
    /// <summary>RFC 7677 section 4: fewer rounds make a stolen exchange cheap to guess.</summary>
    private const int FewestRounds = 4096;

    /// <summary>More would let a server keep our processor busy for longer than a cancellation may take.</summary>
    private const int MostRounds = 200_000;

    private const string Header = "n,,";

    private readonly string _first = $"n={SaslText.Escape(SaslPrep.Prepare(userName, "user name"))},r={nonce}";
    private readonly string _password = SaslPrep.Prepare(password, "password");
    private byte[]? _serverSignature;
    private bool _proven;

    /// <summary>With a fresh nonce of 144 random bits.</summary>
    public ScramSha256Mechanism(string userName, string password)
        : this(userName, password, Convert.ToBase64String(RandomNumberGenerator.GetBytes(18)))
    {
    }

    public string Name => "SCRAM-SHA-256";

    public byte[] InitialResponse => Encoding.UTF8.GetBytes(Header + _first);

    public bool MayEnd => _proven;

    public byte[] Answer(ReadOnlySpan<byte> challenge)
    {
        var text = Encoding.UTF8.GetString(challenge);
        return _serverSignature is null ? Prove(text) : Verify(text);
    }

    private byte[] Prove(string serverFirst)
    {
        var (serverNonce, salt, rounds) = Read(serverFirst);
        var salted = Rfc2898DeriveBytes.Pbkdf2(_password, salt, rounds, HashAlgorithmName.SHA256, 32);
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        var withoutProof = $"c={Convert.ToBase64String(Encoding.UTF8.GetBytes(Header))},r={serverNonce}";
        var exchange = Encoding.UTF8.GetBytes($"{_first},{serverFirst},{withoutProof}");
        var proof = HMACSHA256.HashData(SHA256.HashData(clientKey), exchange);
        for (var i = 0; i < proof.Length; i++)
        {
            proof[i] ^= clientKey[i];
        }

        _serverSignature = HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), exchange);
        CryptographicOperations.ZeroMemory(salted);
        return Encoding.UTF8.GetBytes($"{withoutProof},p={Convert.ToBase64String(proof)}");
    }

    private (string Nonce, byte[] Salt, int Rounds) Read(string serverFirst)
    {
        if (serverFirst.Split(',') is not [['r', '=', .. var serverNonce], ['s', '=', .. var saltText], ['i', '=', .. var roundsText], ..])
        {
            throw new SaslException("the server's first SCRAM message is malformed");
        }

        var salt = new byte[saltText.Length];
        if (!serverNonce.StartsWith(nonce, StringComparison.Ordinal) || serverNonce.Length == nonce.Length
            || !Convert.TryFromBase64String(saltText, salt, out var saltLength) || saltLength == 0
            || !int.TryParse(roundsText, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds))
        {
            throw new SaslException("the server's first SCRAM message is malformed");
        }

        return rounds is >= FewestRounds and <= MostRounds
            ? (serverNonce, salt[..saltLength], rounds)
            : throw new SaslException(string.Create(CultureInfo.InvariantCulture, $"the server asks for {rounds} rounds of SCRAM; {FewestRounds} to {MostRounds} are accepted"));
    }

    private byte[] Verify(string serverFinal)
    {
        var signature = new byte[32];
        _proven = serverFinal.Split(',')[0] is ['v', '=', .. var text] && Convert.TryFromBase64String(text, signature, out var length) && length == 32
            && CryptographicOperations.FixedTimeEquals(signature, _serverSignature);
        return _proven ? [] : throw new SaslException("the server could not prove that it knows the password");
    }
}
