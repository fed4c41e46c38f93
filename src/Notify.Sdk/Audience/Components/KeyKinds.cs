namespace Notify.Sdk.Audience;

/// <summary>What a hash is of; mailboxes are 0, phone numbers 1, all other addresses 2.</summary>
internal static class KeyKinds
{
    public const byte Name = 16;
    public const byte AccountId = 17;
    public const byte PersonId = 18;

    private const byte Email = 0;
    private const byte Phone = 1;
    private const byte Other = 2;

    private const int RankShift = 62;

    /// <summary>The hash of an address, as all who look for it compute it.</summary>
    public static UInt128 OfAddress(this KeyedHash hash, AddressKind kind, ReadOnlySpan<char> key) => Marked(kind.Rank switch
    {
        Phone when TryNumber(key, out var number) => hash.OfNumber(Phone, number),
        Other => hash.Of(Other, $"{kind.Name} {key}"),
        var rank => hash.Of(rank, key),
    }, kind.Rank);

    /// <summary>The same of an email in blocks.</summary>
    public static UInt128 OfEmail(this KeyedHash hash, ReadOnlySpan<byte> room, int length) =>
        Marked(hash.OfBlocks(Email, room, length), Email);

    /// <summary>The same of a phone number without extension: country code and national number as one.</summary>
    public static UInt128 OfPhone(this KeyedHash hash, ulong number) =>
        Marked(hash.OfNumber(Phone, number), Phone);

    // A plus and up to 18 digits of which the first is not 0: each such text is one number.
    private static bool TryNumber(ReadOnlySpan<char> key, out ulong number)
    {
        number = 0;
        if (key is not ['+', not '0', ..] || key.Length > 19 || key[1..].ContainsAnyExceptInRange('0', '9')) return false;
        foreach (var digit in key[1..]) number = (number * 10) + (uint)(digit - '0');
        return true;
    }

    // The two highest bits that entries keep say which of the three it is.
    private static UInt128 Marked(UInt128 hash, byte rank) =>
        (hash & ~((UInt128)3 << RankShift)) | ((UInt128)rank << RankShift);

    /// <summary>Whether the address is an email; by the 64 bits that an entry keeps of its hash.</summary>
    public static bool IsEmail(ulong hash) => hash >> RankShift == Email;

    /// <summary>Whether it is a phone number.</summary>
    public static bool IsPhone(ulong hash) => hash >> RankShift == Phone;
}
