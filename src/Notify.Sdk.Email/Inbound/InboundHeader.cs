namespace Notify.Sdk.Email.Inbound;

/// <summary>A header field of a foreign message. Its value is personal data and must not be logged.</summary>
/// <param name="Name">The name as written.</param>
/// <param name="Raw">The value as written, unfolded and trimmed (RFC 5322 section 2.2.3).</param>
public readonly record struct InboundHeader(string Name, string Raw)
{
    /// <summary>The value with its encoded-words read (RFC 2047).</summary>
    public string Value => EncodedWordReader.Decode(Raw);

    /// <summary>The name; never the value.</summary>
    public override string ToString() => Name;
}
