namespace Notify.Sdk.Audience;

/// <summary>The full names in a group of rows; each group is read once, and only when asked for.</summary>
internal sealed class BlockNames
{
    private static readonly HashSet<int> None = [];

    private readonly int[] _last;     // last member by root, or -1
    private readonly int[] _previous; // member before this one, or -1
    private readonly INameNumbers _names;
    private readonly Dictionary<int, HashSet<int>> _read = [];

    public BlockNames(int rows, UnionFind blocks, INameNumbers names)
    {
        _names = names;
        _last = new int[rows];
        _previous = new int[rows];
        Array.Fill(_last, -1);
        for (var row = 0; row < rows; row++)
        {
            var root = blocks.Find(row);
            _previous[row] = _last[root];
            _last[root] = row;
        }
    }

    public HashSet<int> Of(int root)
    {
        if (_read.TryGetValue(root, out var known)) return known;
        HashSet<int>? full = null;
        for (var row = _last[root]; row >= 0; row = _previous[row])
            if (_names.IsFull(_names.Of(row))) (full ??= []).Add(_names.Of(row));
        return _read[root] = full ?? None;
    }

    public bool Share(int left, int right)
    {
        var (few, many) = (Of(left), Of(right));
        if (few.Count > many.Count) (few, many) = (many, few);
        return many.Overlaps(few);
    }
}
