namespace Notify.Sdk.Audience;

/// <summary>The digests of the rows of one piece, rows counted from 0; joined to those of the other pieces when it is full. One thread.</summary>
internal sealed class DigestPiece
{
    private long[] _locators = new long[4_096];
    private ulong[] _names = new ulong[4_096];
    private RowFacts[] _facts = new RowFacts[4_096];
    private KeyEntry[] _keys = new KeyEntry[8_192];
    private ushort[] _keyPartitions = new ushort[8_192];
    private IdEntry[] _ids = new IdEntry[4_096];
    private ushort[] _idPartitions = new ushort[4_096];
    private int _keyCount;
    private int _idCount;

    public int Rows { get; private set; }

    /// <summary>Rows that were holes.</summary>
    public int Nulls { get; set; }

    /// <summary>Rows without a usable account id.</summary>
    public int Unnamed { get; set; }

    /// <summary>What all account ids of the piece begin with; null before the first.</summary>
    public string? CommonStart { get; set; }

    public ReadOnlySpan<long> Locators => _locators.AsSpan(0, Rows);

    public ReadOnlySpan<ulong> Names => _names.AsSpan(0, Rows);

    public ReadOnlySpan<RowFacts> Facts => _facts.AsSpan(0, Rows);

    public ReadOnlySpan<KeyEntry> Keys => _keys.AsSpan(0, _keyCount);

    /// <summary>The partition of each key.</summary>
    public ReadOnlySpan<ushort> KeyPartitions => _keyPartitions.AsSpan(0, _keyCount);

    public ReadOnlySpan<IdEntry> Ids => _ids.AsSpan(0, _idCount);

    /// <summary>The partition of each id.</summary>
    public ReadOnlySpan<ushort> IdPartitions => _idPartitions.AsSpan(0, _idCount);

    /// <summary>Ends a row, after its keys and ids.</summary>
    public void AddRow(long locator, ulong name, RowFacts facts)
    {
        var row = Rows;
        if (row == _locators.Length)
        {
            Array.Resize(ref _locators, row * 2);
            Array.Resize(ref _names, row * 2);
            Array.Resize(ref _facts, row * 2);
        }

        _locators[row] = locator;
        _names[row] = name;
        _facts[row] = facts;
        if (name == NameCodes.Nameless) MarkNameless(row);
        Rows = row + 1;
    }

    public void AddKey(UInt128 hash, bool verified, bool linkless)
    {
        var key = _keyCount;
        if (key == _keys.Length)
        {
            Array.Resize(ref _keys, key * 2);
            Array.Resize(ref _keyPartitions, key * 2);
        }

        _keys[key] = new(hash, Rows, verified, linkless);
        _keyPartitions[key] = (ushort)KeyEntry.PartitionOf(hash, Partitions<KeyEntry>.Count);
        _keyCount = key + 1;
    }

    public void AddId(ulong hash, bool isPerson)
    {
        var id = _idCount;
        if (id == _ids.Length)
        {
            Array.Resize(ref _ids, id * 2);
            Array.Resize(ref _idPartitions, id * 2);
        }

        _ids[id] = new(hash, Rows, isPerson);
        _idPartitions[id] = (ushort)IdEntry.PartitionOf(hash, Partitions<IdEntry>.Count);
        _idCount = id + 1;
    }

    public void Clear()
    {
        (Nulls, Unnamed, CommonStart) = (0, 0, null);
        (Rows, _keyCount, _idCount) = (0, 0, 0);
    }

    private void MarkNameless(int row)
    {
        for (var key = _keyCount - 1; key >= 0 && _keys[key].Row == row; key--) _keys[key] = _keys[key].OfNameless();
    }
}
