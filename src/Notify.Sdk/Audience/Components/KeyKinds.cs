namespace Notify.Sdk.Audience;

/// <summary>What a hash is of; the families of addresses are 0 to 2.</summary>
internal static class KeyKinds
{
    public const byte Name = 16;
    public const byte AccountId = 17;
    public const byte PersonId = 18;

    private const int FamilyShift = 62;

    /// <summary>The hash of an address, as all who look for it compute it.</summary>
    public static UInt128 OfAddress(this KeyedHash hash, AddressFamily family, ReadOnlySpan<char> key) =>
        Marked(family == AddressFamily.Phone && TryNumber(key, out var number)
            ? hash.OfNumber((byte)family, number) : hash.Of((byte)family, key), family);

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

    // The two highest bits that entries keep say which family it is.
    private static UInt128 Marked(UInt128 hash, AddressFamily family) =>
        (hash & ~((UInt128)3 << FamilyShift)) | ((UInt128)(byte)family << FamilyShift);

    /// <summary>Whether the address is an email; by the 64 bits that an entry keeps of its hash.</summary>
    public static bool IsEmail(ulong hash) => hash >> FamilyShift == (ulong)AddressFamily.Email;

    /// <summary>Whether it is a phone number.</summary>
    public static bool IsPhone(ulong hash) => hash >> FamilyShift == (ulong)AddressFamily.Phone;
}
