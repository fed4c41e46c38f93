namespace Notify.Sdk.Audience;

/// <summary>What the names had to do with a link.</summary>
public enum NameAgreement : byte
{
    /// <summary>The evidence needs no name: an asserted id, an account id, an address that both verified.</summary>
    NotNeeded,

    /// <summary>The names are equal.</summary>
    Equal,

    /// <summary>One name has initials, and they fit one full name at the address only.</summary>
    InitialFits,

    /// <summary>One account has no name, and one person only has the address.</summary>
    Nameless,
}
