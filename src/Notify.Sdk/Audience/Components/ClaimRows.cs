using System.Runtime.InteropServices;

namespace Notify.Sdk.Audience;

/// <summary>The rows of some components, numbered from 0, and who of them has which address. Read by one thread.</summary>
internal sealed class ClaimRows : IAddressHolders
{
    private readonly ListDigest _digest;
    private readonly List<int> _rows = [];
    private readonly List<int> _starts = []; // by row: where its component begins
    private readonly List<AddressOwners.Holder> _holders = [];
    private readonly List<(int Start, int Count, bool IsEmail)> _keys = [];

    public ClaimRows(ListDigest digest, RowRings components, ClaimedKeys keys, Range range)
    {
        _digest = digest;
        for (var key = range.Start.Value; key < range.End.Value; key++)
        {
            if (key == range.Start.Value || keys.ComponentOf(key) != keys.ComponentOf(key - 1)) AddRows(components, keys.ComponentOf(key));
            AddKey(keys.HoldersOf(key), keys.IsEmail(key));
        }
    }

    /// <summary>The row of the list by its number here; those of one component are in order.</summary>
    public List<int> Rows => _rows;

    /// <summary>Where the component of a row begins.</summary>
    public int StartOf(int row) => _starts[row];

    public int Count => _keys.Count;

    public bool Links(int id) => true; // others are no claimed keys

    public bool HasOwnPhone(int row) => _digest.Names[_rows[row]] == NameCodes.NamelessWithOwnPhone;

    public bool IsEmail(int id) => _keys[id].IsEmail;

    public ReadOnlySpan<AddressOwners.Holder> HoldersOf(int id) =>
        CollectionsMarshal.AsSpan(_holders).Slice(_keys[id].Start, _keys[id].Count);

    /// <summary>The persons so far.</summary>
    public UnionFind Groups(RowSets persons)
    {
        var roots = new int[_rows.Count];
        for (var row = 0; row < roots.Length; row++) roots[row] = NumberOf(persons.Find(_rows[row]), _starts[row], row);
        return new(roots);
    }

    private void AddRows(RowRings components, int component)
    {
        var start = _rows.Count;
        var row = component;
        do
        {
            _rows.Add(row);
            _starts.Add(start);
            row = components.Next(row);
        }
        while (row != component);
        CollectionsMarshal.AsSpan(_rows)[start..].Sort();
    }

    private void AddKey(ReadOnlySpan<KeyHolder> holders, bool isEmail)
    {
        _keys.Add((_holders.Count, holders.Length, isEmail));
        foreach (var holder in holders) _holders.Add(new(NumberOf(holder.Row, _starts[^1], _rows.Count - 1), holder.Verified));
    }

    private int NumberOf(int row, int start, int last) => start + CollectionsMarshal.AsSpan(_rows)[start..(last + 1)].BinarySearch(row);
}
