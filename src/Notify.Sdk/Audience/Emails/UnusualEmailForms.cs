namespace Notify.Sdk.Audience;

/// <summary>
/// Forms that the grammar of RFC 5321 allows and that are refused unless named, because on a customer list they are
/// slips or probes far more often than mailboxes.
/// </summary>
[Flags]
public enum UnusualEmailForms
{
    /// <summary>Refuse all of them: the default.</summary>
    None = 0,

    /// <summary>
    /// <c>user@[192.0.2.1]</c>, <c>user@[IPv6:2001:db8::1]</c> (RFC 5321 §4.1.3). IPv6 is written in the form of RFC 5952, so
    /// that two spellings of one host are one address.
    /// </summary>
    AddressLiteral = 1,

    /// <summary><c>user@localhost</c>, <c>user@io</c>.</summary>
    DotlessDomain = 2,

    /// <summary><c>user@192.0.2.1</c> without brackets, <c>user@example.123</c>.</summary>
    NumericTopLevelDomain = 4,

    /// <summary>
    /// Signs beyond ASCII that are neither letters nor digits before the <c>@</c> (RFC 6531 §3.3 allows all): <c>o’hara@example.com</c>.
    /// </summary>
    Symbols = 8,

    /// <summary>Accept all of them, as a mail relay for a private network may want.</summary>
    All = AddressLiteral | DotlessDomain | NumericTopLevelDomain | Symbols,
}
