namespace Notify.Sdk.Audience;

/// <summary>What a hash is of; the families of addresses are 0 to 2.</summary>
internal static class KeyKinds
{
    public const byte Name = 16;
    public const byte AccountId = 17;
    public const byte PersonId = 18;

    // The highest bit that entries keep: which names are evidence is asked of emails before other addresses.
    private static readonly UInt128 EmailBit = UInt128.One << 63;

    /// <summary>The hash of an address, as all who look for it compute it.</summary>
    public static UInt128 OfAddress(this KeyedHash hash, AddressFamily family, ReadOnlySpan<char> key)
    {
        var of = hash.Of((byte)family, key);
        return family == AddressFamily.Email ? of | EmailBit : of & ~EmailBit;
    }

    /// <summary>Whether the address is an email; by the 64 bits that an entry keeps of its hash.</summary>
    public static bool IsEmail(ulong hash) => hash >> 63 != 0;
}
