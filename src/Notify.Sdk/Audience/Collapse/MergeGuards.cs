namespace Notify.Sdk.Audience;

/// <summary>What must never be in one person. Looks at whole groups, so the order of the merges has no say.</summary>
internal sealed class MergeGuards
{
    private readonly Account[] _rows;
    private readonly int _maxAccounts;
    private readonly List<(int Left, int Right)> _notSame = [];

    // By group: the first row that speaks, or -1; and how many rows.
    private readonly int[] _person;
    private readonly int[] _birth;
    private readonly int[] _size;

    public MergeGuards(Account[] rows, int maxAccounts, ILookup<AccountRef, AccountRef> notSame)
    {
        _rows = rows;
        _maxAccounts = maxAccounts;
        (_person, _birth, _size) = (new int[rows.Length], new int[rows.Length], new int[rows.Length]);
        if (notSame.Count == 0) return;
        for (var row = 0; row < rows.Length; row++)
            foreach (var other in notSame[rows[row].Ref])
                if (RowOf(other) is >= 0 and var to && to != row) _notSame.Add((row, to));
    }

    /// <summary>The guards that each group breaks, by its root; only groups that <paramref name="changed"/> are looked at.</summary>
    public MergeGuard[] Judge(int[] groupOf, bool[] changed, LinkLevel level)
    {
        var broken = new MergeGuard[_rows.Length];
        Array.Fill(_person, -1);
        Array.Fill(_birth, -1);
        Array.Clear(_size);
        for (var row = 0; row < _rows.Length; row++)
        {
            var group = groupOf[row];
            if (!changed[group]) continue;
            if (_rows[row].PersonId is { Length: > 0 } person && person != _rows[First(_person, group, row)].PersonId)
                broken[group] |= MergeGuard.PersonId;
            if (_rows[row].BirthDate is { } birth && birth != _rows[First(_birth, group, row)].BirthDate)
                broken[group] |= MergeGuard.BirthDate;
            // Level 0 is the caller's word, not an inference: it may be as large as they say.
            if (++_size[group] > _maxAccounts && level != LinkLevel.AssertedPerson) broken[group] |= MergeGuard.MaxAccountsPerPerson;
        }

        foreach (var (left, right) in _notSame)
            if (groupOf[left] == groupOf[right] && changed[groupOf[left]]) broken[groupOf[left]] |= MergeGuard.NotSame;
        return broken;
    }

    private static int First(int[] speaker, int group, int row) => speaker[group] < 0 ? speaker[group] = row : speaker[group];

    private int RowOf(AccountRef account)
    {
        var (low, high) = (0, _rows.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = _rows[middle].Ref.CompareTo(account);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return -1;
    }
}
