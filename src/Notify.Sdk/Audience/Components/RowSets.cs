namespace Notify.Sdk.Audience;

/// <summary>
/// Disjoint sets of rows: a union-find, four bytes a row. Which row names a set depends on nothing but the set: the smallest.
/// Finding is safe on several threads, as it only shortens ways; joining is for one.
/// </summary>
internal class RowSets
{
    private readonly int[] _parent;

    public RowSets(int rows)
    {
        _parent = GC.AllocateUninitializedArray<int>(rows);
        for (var row = 0; row < rows; row++) _parent[row] = row;
    }

    public int Find(int row)
    {
        var parent = _parent;
        while (parent[row] != row) row = parent[row] = parent[parent[row]];
        return row;
    }

    /// <summary>Makes two sets one.</summary>
    /// <returns>Whether they were two.</returns>
    public virtual bool Union(int left, int right)
    {
        (left, right) = (Find(left), Find(right));
        if (left == right) return false;
        if (left < right) _parent[right] = left;
        else _parent[left] = right;
        return true;
    }
}

/// <summary>Sets that can be listed as well: the rows of one are a ring, four more bytes a row.</summary>
internal sealed class RowRings : RowSets
{
    private readonly int[] _next;

    public RowRings(int rows) : base(rows)
    {
        _next = GC.AllocateUninitializedArray<int>(rows);
        for (var row = 0; row < rows; row++) _next[row] = row;
    }

    public override bool Union(int left, int right)
    {
        if (!base.Union(left, right)) return false;
        (_next[left], _next[right]) = (_next[right], _next[left]); // two rings become one, wherever they are cut
        return true;
    }

    /// <summary>Whether a row is a set of its own.</summary>
    public bool IsAlone(int row) => _next[row] == row;

    /// <summary>The row after this one in its set; the last leads to the first.</summary>
    public int Next(int row) => _next[row];
}
