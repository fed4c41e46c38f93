using System.Runtime.InteropServices;

namespace Notify.Sdk.Audience;

/// <summary>
/// That a row has a key: 62 bits of the key's hash, its family, the row, and three facts. With the 9 bits that choose the partition
/// (and are the same for all entries in it) 71 bits tell keys of a family apart. 12 bytes.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly struct KeyEntry
{
    private const uint VerifiedBit = 1u << 31;
    private const uint LinklessBit = 1u << 30;
    private const uint NamelessBit = 1u << 29;

    public readonly ulong Hash;

    private readonly uint _row;

    public KeyEntry(UInt128 hash, int row, bool verified, bool linkless)
        : this((ulong)hash, (uint)row | (verified ? VerifiedBit : 0) | (linkless ? LinklessBit : 0))
    {
    }

    private KeyEntry(ulong hash, uint row) => (Hash, _row) = (hash, row);

    /// <summary>The most rows of a list; the three highest bits are facts.</summary>
    public const int MaxRows = 1 << 29;

    public int Row => (int)(_row & (NamelessBit - 1));

    /// <summary>The account proved that it owns the address.</summary>
    public bool Verified => (_row & VerifiedBit) != 0;

    /// <summary>The address is a role's here, and so evidence for nobody.</summary>
    public bool Linkless => (_row & LinklessBit) != 0;

    /// <summary>The row has no name.</summary>
    public bool Nameless => (_row & NamelessBit) != 0;

    /// <summary>Whether the key is a phone number, in no doubt, that belongs to a row without a name.</summary>
    public bool IsPhoneOfNameless => Nameless && !Linkless && KeyKinds.IsPhone(Hash);

    /// <summary>The same entry for a row of which is known that it has no name.</summary>
    public KeyEntry OfNameless() => new(Hash, _row | NamelessBit);

    /// <summary>The same row has the key once more.</summary>
    public KeyEntry With(in KeyEntry other) => new(Hash, _row | other._row);

    /// <summary>The same entry for a row that is counted from <paramref name="first"/> on.</summary>
    public KeyEntry MovedTo(int first) => new(Hash, _row + (uint)first);

    /// <summary>The partition of a hash: bits that the entry does not keep.</summary>
    public static int PartitionOf(UInt128 hash, int partitions) => (int)((ulong)(hash >> 96) & (uint)(partitions - 1));
}
