namespace Notify.Sdk.Audience;

/// <summary>
/// Disjoint sets over 0..n-1. The root of a set is its smallest member, so the outcome does not depend on the order of
/// the unions. Near-linear by path halving.
/// </summary>
internal sealed class UnionFind
{
    private readonly int[] _parent;

    public UnionFind(int size)
    {
        _parent = new int[size];
        for (var i = 0; i < size; i++) _parent[i] = i;
    }

    /// <summary>Starts from sets that are known: each item points to the smallest of its set.</summary>
    public UnionFind(ReadOnlySpan<int> roots) => _parent = roots.ToArray();

    public int Find(int item)
    {
        while (_parent[item] != item)
        {
            _parent[item] = _parent[_parent[item]];
            item = _parent[item];
        }

        return item;
    }

    public void Union(int left, int right)
    {
        left = Find(left);
        right = Find(right);
        if (left < right) _parent[right] = left;
        else _parent[left] = right;
    }
}
