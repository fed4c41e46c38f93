namespace Notify.Sdk.Audience;

/// <summary>What a hash is of; the families of addresses are 0 to 2.</summary>
internal static class KeyKinds
{
    public const byte Name = 16;
    public const byte AccountId = 17;
    public const byte PersonId = 18;

    /// <summary>The hash of an address, as all who look for it compute it.</summary>
    public static UInt128 OfAddress(this KeyedHash hash, AddressFamily family, ReadOnlySpan<char> key) => hash.Of((byte)family, key);
}
