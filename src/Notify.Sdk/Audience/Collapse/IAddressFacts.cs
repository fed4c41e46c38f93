namespace Notify.Sdk.Audience;

/// <summary>What the whole list says of an address, for those who look at a part of it. Thread-safe.</summary>
internal interface IAddressFacts
{
    /// <summary>Whether the address is no evidence: a role's for somebody, or of too many accounts.</summary>
    bool NeverLinks(AddressKey address);

    /// <summary>Whether more accounts have the address than <see cref="AudienceOptions.MaxAccountsPerAddress"/>.</summary>
    bool IsCrowded(AddressKey address);

    /// <summary>Whether several persons have the address. Only after all are known.</summary>
    bool IsShared(AddressKey address);
}
