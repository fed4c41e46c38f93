namespace Notify.Sdk.Audience;

/// <summary>Who has which address, as far as names are evidence there. Addresses are numbered from 0.</summary>
internal interface IAddressHolders
{
    int Count { get; }

    /// <summary>Whether the address is evidence at all.</summary>
    bool Links(int id);

    bool IsEmail(int id);

    /// <summary>The accounts with the address, each once.</summary>
    ReadOnlySpan<AddressBook.Holder> HoldersOf(int id);
}
