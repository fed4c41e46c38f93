namespace Notify.Sdk.Audience;

/// <summary>What a hash is of; the families of addresses are 0 to 2.</summary>
internal static class KeyKinds
{
    public const byte Name = 16;
    public const byte AccountId = 17;
    public const byte PersonId = 18;

    // The highest bit that entries keep: which names are evidence is asked of emails before other addresses.
    private static readonly UInt128 EmailBit = UInt128.One << 95;

    /// <summary>The hash of an address, as all who look for it compute it.</summary>
    public static UInt128 OfAddress(this KeyedHash hash, AddressFamily family, ReadOnlySpan<char> key) =>
        Marked(family == AddressFamily.Phone && TryNumber(key, out var number) ? hash.OfNumber((byte)family, number) : hash.Of((byte)family, key), family);

    /// <summary>The same of an email in blocks.</summary>
    public static UInt128 OfEmail(this KeyedHash hash, ReadOnlySpan<byte> room, int length) =>
        Marked(hash.OfBlocks((byte)AddressFamily.Email, room, length), AddressFamily.Email);

    /// <summary>The same of a phone number without extension: country code and national number as one.</summary>
    public static UInt128 OfPhone(this KeyedHash hash, ulong number) =>
        Marked(hash.OfNumber((byte)AddressFamily.Phone, number), AddressFamily.Phone);

    // A plus and up to 18 digits of which the first is not 0: each such text is one number.
    private static bool TryNumber(ReadOnlySpan<char> key, out ulong number)
    {
        number = 0;
        if (key is not ['+', not '0', ..] || key.Length > 19 || key[1..].ContainsAnyExceptInRange('0', '9')) return false;
        foreach (var digit in key[1..]) number = (number * 10) + (uint)(digit - '0');
        return true;
    }

    private static UInt128 Marked(UInt128 hash, AddressFamily family) => family == AddressFamily.Email ? hash | EmailBit : hash & ~EmailBit;

    /// <summary>Whether the address of this hash is an email; by the highest 32 bits that an entry keeps.</summary>
    public static bool IsEmail(uint high) => high >> 31 != 0;
}
