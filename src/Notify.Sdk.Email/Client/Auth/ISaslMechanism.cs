namespace Notify.Sdk.Email.Client.Auth;

/// <summary>One login by one SASL mechanism (RFC 4422): what to answer to what the server asks. For one use.</summary>
internal interface ISaslMechanism
{
    /// <summary>Name of the mechanism, as in <c>AUTH name</c>.</summary>
    string Name { get; }

    /// <summary>What is sent together with AUTH, or null when the server speaks first.</summary>
    byte[]? InitialResponse { get; }

    /// <summary>Answers a challenge.</summary>
    /// <param name="challenge">The challenge, decoded.</param>
    /// <exception cref="SaslException">The server's challenge is wrong; the login must stop.</exception>
    byte[] Answer(ReadOnlySpan<byte> challenge);

    /// <summary>Whether the exchange may end in success now. False when the server still owes a proof.</summary>
    bool MayEnd { get; }
}
