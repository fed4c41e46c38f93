using System.Runtime.InteropServices;

namespace Notify.Sdk.Audience;

/// <summary>
/// That a row has an account id or a person id: 64 bits of its hash. A collision costs time only: what is found is compared by
/// its texts. 12 bytes.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly struct IdEntry(UInt128 hash, int row, bool isPerson)
{
    private const uint PersonBit = 1u << 31;

    private readonly uint _row = (uint)row | (isPerson ? PersonBit : 0);

    public readonly ulong Hash = (ulong)hash;

    public int Row => (int)(_row & ~PersonBit);

    /// <summary>Whether it is a person id.</summary>
    public bool IsPerson => (_row & PersonBit) != 0;

    /// <summary>The same entry for a row that is counted from <paramref name="first"/> on.</summary>
    public IdEntry MovedTo(int first) => new(Hash, Row + first, IsPerson);

    /// <summary>Bits of the hash that a table within a partition does not use.</summary>
    public int PartitionOf(int partitions) => (int)((Hash >> 48) & (uint)(partitions - 1));
}
