using System.Runtime.InteropServices;

namespace Notify.Sdk.Audience;

/// <summary>The digests of the rows of one piece, rows counted from 0; joined to those of the other pieces when it is full. One thread.</summary>
internal sealed class DigestPiece
{
    private readonly List<long> _locators = [];
    private readonly List<ulong> _names = [];
    private readonly List<RowFacts> _facts = [];
    private readonly List<KeyEntry> _keys = [];
    private readonly List<ushort> _partitions = [];
    private readonly List<IdEntry> _ids = [];

    public int Rows => _locators.Count;

    /// <summary>Rows that were holes.</summary>
    public int Nulls { get; set; }

    /// <summary>Rows without a usable account id.</summary>
    public int Unnamed { get; set; }

    /// <summary>What all account ids of the piece begin with; null before the first.</summary>
    public string? CommonStart { get; set; }

    public ReadOnlySpan<long> Locators => CollectionsMarshal.AsSpan(_locators);

    public ReadOnlySpan<ulong> Names => CollectionsMarshal.AsSpan(_names);

    public ReadOnlySpan<RowFacts> Facts => CollectionsMarshal.AsSpan(_facts);

    public ReadOnlySpan<KeyEntry> Keys => CollectionsMarshal.AsSpan(_keys);

    /// <summary>The partition of each key.</summary>
    public ReadOnlySpan<ushort> Partitions => CollectionsMarshal.AsSpan(_partitions);

    public ReadOnlySpan<IdEntry> Ids => CollectionsMarshal.AsSpan(_ids);

    public void AddRow(long locator, ulong name, RowFacts facts)
    {
        _locators.Add(locator);
        _names.Add(name);
        _facts.Add(facts);
    }

    public void AddKey(UInt128 hash, bool verified, bool linkless, int partitions)
    {
        _keys.Add(new(hash, Rows, verified, linkless));
        _partitions.Add((ushort)KeyEntry.PartitionOf(hash, partitions));
    }

    public void AddId(UInt128 hash, bool isPerson) => _ids.Add(new(hash, Rows, isPerson));

    public void Clear()
    {
        (Nulls, Unnamed, CommonStart) = (0, 0, null);
        _locators.Clear();
        _names.Clear();
        _facts.Clear();
        _keys.Clear();
        _partitions.Clear();
        _ids.Clear();
    }
}
