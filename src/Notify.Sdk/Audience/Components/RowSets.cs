namespace Notify.Sdk.Audience;

/// <summary>
/// Disjoint sets of rows that can also be listed: a union-find whose sets are rings as well, eight bytes a row. Which row names
/// a set depends on nothing but the set: the smallest.
/// </summary>
internal sealed class RowSets
{
    private readonly int[] _parent;
    private readonly int[] _next;

    public RowSets(int rows)
    {
        _parent = GC.AllocateUninitializedArray<int>(rows);
        _next = GC.AllocateUninitializedArray<int>(rows);
        for (var row = 0; row < rows; row++) _parent[row] = _next[row] = row;
    }

    public int Find(int row)
    {
        var parent = _parent;
        while (parent[row] != row) row = parent[row] = parent[parent[row]];
        return row;
    }

    public void Union(int left, int right)
    {
        (left, right) = (Find(left), Find(right));
        if (left == right) return;
        if (left < right) _parent[right] = left;
        else _parent[left] = right;
        (_next[left], _next[right]) = (_next[right], _next[left]); // two rings become one
    }

    /// <summary>Whether a row is a set of its own.</summary>
    public bool IsAlone(int row) => _next[row] == row;

    /// <summary>The row after this one in its set; the last leads to the first.</summary>
    public int Next(int row) => _next[row];
}
