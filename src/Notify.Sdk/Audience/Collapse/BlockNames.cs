using System.Runtime.InteropServices;

namespace Notify.Sdk.Audience;

/// <summary>The full names in each group of rows, in order.</summary>
internal sealed class BlockNames
{
    private readonly List<(int Root, int Name)> _names;
    private readonly int[] _start; // by root
    private readonly int[] _count;

    public BlockNames(int rows, UnionFind blocks, INameNumbers names)
    {
        (_start, _count) = (new int[rows], new int[rows]);
        _names = new(rows);
        for (var row = 0; row < rows; row++)
            if (names.Of(row) is not NameTable.Nameless and var name && names.IsFull(name)) _names.Add((blocks.Find(row), name));
        _names.Sort();
        Count();
    }

    public bool Any(int root) => _count[root] > 0;

    public bool Share(int left, int right)
    {
        var l = Of(left);
        var r = Of(right);
        for (int i = 0, j = 0; i < l.Length && j < r.Length;)
        {
            if (l[i].Name == r[j].Name) return true;
            if (l[i].Name < r[j].Name) i++;
            else j++;
        }

        return false;
    }

    /// <summary>Whether there is a name that all of some groups have.</summary>
    public bool ShareOne(IEnumerable<int> roots)
    {
        HashSet<int>? common = null;
        foreach (var root in roots)
        {
            var own = new HashSet<int>();
            foreach (var (_, name) in Of(root)) own.Add(name);
            if (common is null) common = own;
            else common.IntersectWith(own);
        }

        return common is { Count: > 0 };
    }

    private ReadOnlySpan<(int Root, int Name)> Of(int root) => CollectionsMarshal.AsSpan(_names).Slice(_start[root], _count[root]);

    private void Count()
    {
        for (var i = 0; i < _names.Count; i++)
        {
            var root = _names[i].Root;
            if (_count[root] == 0) _start[root] = i;
            _count[root] = i + 1 - _start[root];
        }
    }
}
