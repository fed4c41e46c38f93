namespace Notify.Sdk.Audience;

/// <summary>
/// That a row has an account id or a person id: 33 bits of its hash, beside those that choose the partition and are the same for
/// all entries in it. A collision costs time only, some rows in ten million: what is found is compared by its texts. 8 bytes.
/// </summary>
internal readonly struct IdEntry
{
    private const int RowBits = 30;
    private const ulong RowMask = (1UL << RowBits) - 1;
    private const ulong PersonBit = 1UL << RowBits;

    private readonly ulong _bits;

    public IdEntry(ulong hash, int row, bool isPerson)
        : this((hash & ~(RowMask | PersonBit)) | (isPerson ? PersonBit : 0) | (uint)row)
    {
    }

    private IdEntry(ulong bits) => _bits = bits;

    public int Row => (int)(_bits & RowMask);

    /// <summary>Whether it is a person id.</summary>
    public bool IsPerson => (_bits & PersonBit) != 0;

    /// <summary>What entries of one id have in common: its kind, and what is kept of its hash.</summary>
    public ulong Id => _bits >> RowBits;

    /// <summary>The same entry for a row that is counted from <paramref name="first"/> on.</summary>
    public IdEntry MovedTo(int first) => new(_bits + (uint)first);

    /// <summary>The partition of a hash: bits that the entry does not keep.</summary>
    public static int PartitionOf(ulong hash, int partitions) => (int)hash & (partitions - 1);
}
