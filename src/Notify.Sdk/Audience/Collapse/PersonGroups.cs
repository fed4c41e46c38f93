namespace Notify.Sdk.Audience;

/// <summary>The groups as they grow from level to level. A group is named by its smallest row.</summary>
internal sealed class PersonGroups(Account[] rows, MergeGuards guards)
{
    private readonly int[] _groupOf = [.. Enumerable.Range(0, rows.Length)];

    public ReadOnlySpan<int> GroupOf => _groupOf;

    /// <summary>The evidence that holds, of all levels.</summary>
    public List<Evidence> Accepted { get; } = [];

    public List<MergeRefusal> Refusals { get; } = [];

    /// <summary>The groups so far, to be joined further without consequence.</summary>
    public UnionFind Draft() => new(_groupOf);

    /// <summary>
    /// Joins by all evidence of a level at once. A group that then breaks a guard falls back, whole, to the groups that
    /// it was made of, and the level's evidence within it is void.
    /// </summary>
    public void Apply(LinkLevel level, List<Evidence> evidence)
    {
        if (evidence.Count == 0) return;
        var joined = Join(evidence);
        var changed = Changed(joined);
        var broken = guards.Judge(joined, changed, level);
        Refuse(level, joined, broken);
        foreach (var piece in evidence)
            if (broken[joined[piece.Row]] == MergeGuard.None) Accepted.Add(piece);
        for (var row = 0; row < joined.Length; row++)
            if (broken[joined[row]] == MergeGuard.None) _groupOf[row] = joined[row];
    }

    private int[] Join(List<Evidence> evidence)
    {
        var draft = Draft();
        foreach (var piece in evidence) draft.Union(piece.Row, piece.Anchor);
        var joined = new int[_groupOf.Length];
        for (var row = 0; row < joined.Length; row++) joined[row] = draft.Find(row);
        return joined;
    }

    /// <summary>A group that is as it was can break no guard by this level, however it came to be.</summary>
    private bool[] Changed(int[] joined)
    {
        var changed = new bool[joined.Length];
        for (var row = 0; row < joined.Length; row++)
            if (_groupOf[row] != joined[row]) changed[joined[row]] = true;
        return changed;
    }

    private void Refuse(LinkLevel level, int[] joined, MergeGuard[] broken)
    {
        var refused = new SortedDictionary<int, List<AccountRef>>();
        for (var row = 0; row < joined.Length; row++)
        {
            if (broken[joined[row]] == MergeGuard.None) continue;
            if (!refused.TryGetValue(joined[row], out var accounts)) refused.Add(joined[row], accounts = []);
            accounts.Add(rows[row].Ref);
        }

        foreach (var (group, accounts) in refused)
            foreach (var guard in MergeGuardNames.NamesOf(broken[group])) Refusals.Add(new(accounts, level, guard));
    }
}
