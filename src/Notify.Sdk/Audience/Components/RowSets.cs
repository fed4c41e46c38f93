namespace Notify.Sdk.Audience;

/// <summary>
/// Disjoint sets of rows: a union-find, four bytes a row. Which row names a set depends on nothing but the set: the smallest.
/// Finding is safe on several threads, as it only shortens ways; joining is for one.
/// </summary>
internal class RowSets
{
    // A row points to a smaller one of its set; the smallest holds how many they are, as a negative number.
    private readonly int[] _parent;

    public RowSets(int rows)
    {
        _parent = GC.AllocateUninitializedArray<int>(rows);
        Array.Fill(_parent, -1);
    }

    public int Find(int row)
    {
        var parent = _parent;
        while (true)
        {
            var up = parent[row];
            if (up < 0) return row;
            var next = parent[up];
            if (next < 0) return up;
            row = parent[row] = next;
        }
    }

    /// <summary>Whether a row is the smallest of its set.</summary>
    public bool IsFirst(int row) => _parent[row] < 0;

    /// <summary>Whether a row is a set of its own.</summary>
    public bool IsAlone(int row) => _parent[row] == -1;

    /// <summary>How many rows the set of this row has, which is its smallest.</summary>
    public int SizeOf(int first) => -_parent[first];

    /// <summary>Makes two sets one.</summary>
    /// <returns>Whether they were two.</returns>
    public virtual bool Union(int left, int right)
    {
        (left, right) = (Find(left), Find(right));
        if (left == right) return false;
        var (first, second) = left < right ? (left, right) : (right, left);
        _parent[first] += _parent[second];
        _parent[second] = first;
        return true;
    }

    /// <summary>The row is asked for soon.</summary>
    public virtual void Prefetch(int row) => Audience.Prefetch.Of(ref _parent[row]);
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

    /// <summary>The row after this one in its set; the last leads to the first.</summary>
    public int Next(int row) => _next[row];

    public override void Prefetch(int row)
    {
        base.Prefetch(row);
        Audience.Prefetch.Of(ref _next[row]);
    }
}
