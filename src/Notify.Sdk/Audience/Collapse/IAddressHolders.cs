namespace Notify.Sdk.Audience;

/// <summary>Who has which address, as far as names are evidence there. Addresses are numbered from 0.</summary>
internal interface IAddressHolders
{
    int Count { get; }

    /// <summary>Whether the address is evidence at all.</summary>
    bool Links(int id);

    bool IsEmail(int id);

    /// <summary>Whether an account has a phone number that no other account of the list has, but the same one of another source.</summary>
    bool HasOwnPhone(int row);

    /// <summary>The accounts with the address, each once.</summary>
    ReadOnlySpan<AddressOwners.Holder> HoldersOf(int id);
}
