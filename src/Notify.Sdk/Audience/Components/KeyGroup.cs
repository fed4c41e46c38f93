namespace Notify.Sdk.Audience;

/// <summary>An address that several rows have: its hash, and where its holders stand. 16 bytes.</summary>
internal readonly struct KeyGroup(ulong hash, int start, int count, bool linkless)
{
    private readonly uint _count = (uint)count | (linkless ? 1u << 31 : 0);

    public readonly ulong Hash = hash;

    public readonly int Start = start;

    public bool IsEmail => KeyKinds.IsEmail(Hash);

    /// <summary>How many rows have the address, each counted once.</summary>
    public int Count => (int)(_count & ~(1u << 31));

    /// <summary>One of the rows has it as a role's: it is evidence for nobody.</summary>
    public bool Linkless => (_count & (1u << 31)) != 0;
}

/// <summary>A row that has an address.</summary>
internal readonly struct KeyHolder(int row, bool verified)
{
    private readonly uint _row = (uint)row | (verified ? 1u << 31 : 0);

    public int Row => (int)(_row & ~(1u << 31));

    public bool Verified => (_row & (1u << 31)) != 0;
}
