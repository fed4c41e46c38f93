namespace Notify.Sdk.SyntheticLists;

/// <summary>Rows that belong together: union-find, smaller root first, paths halved.</summary>
public sealed class Groups(int rows)
{
    private readonly int[] _parent = [.. Enumerable.Range(0, rows)];

    public void Join(int a, int b)
    {
        (a, b) = (Find(a), Find(b));
        _parent[Math.Max(a, b)] = Math.Min(a, b);
    }

    public int Find(int row)
    {
        while (_parent[row] != row)
            row = _parent[row] = _parent[_parent[row]];
        return row;
    }

    /// <summary>The first row of each row's group.</summary>
    public int[] ToArray() => [.. Enumerable.Range(0, _parent.Length).Select(Find)];
}
