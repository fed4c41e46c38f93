namespace Notify.Sdk.SyntheticLists;

/// <summary>
/// What a rule does to people: everybody that the rule takes for one is told once, by way of the first account of the group.
/// </summary>
/// <param name="Humans">Human beings on the list.</param>
/// <param name="Silenced">
/// Those who are told nothing, because each of their accounts is in a group whose first account is somebody else's.
/// </param>
/// <param name="ExtraCopies">Copies beyond the first, over all human beings.</param>
public readonly record struct ListQuality(int Humans, int Silenced, int ExtraCopies)
{
    /// <summary>Of 1,000 human beings.</summary>
    public double SilencedPerThousand => 1_000.0 * Silenced / Humans;

    /// <summary>For 1,000 human beings.</summary>
    public double ExtraPerThousand => 1_000.0 * ExtraCopies / Humans;

    /// <param name="accounts">The truth, by row.</param>
    /// <param name="groups">What the rule says, by row: any number that the rows of one group share, from 0 to the number of rows.</param>
    public static ListQuality Of(IReadOnlyList<SyntheticAccount> accounts, int[] groups)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(groups);
        var told = new Dictionary<int, int>(accounts.Count);
        var seen = new bool[accounts.Count + 1];
        for (var row = 0; row < accounts.Count; row++)
        {
            told.TryAdd(accounts[row].Human, 0);
            if (seen[groups[row]])
                continue;
            seen[groups[row]] = true;
            told[accounts[row].Human]++;
        }

        return new(told.Count, told.Values.Count(copies => copies == 0), told.Values.Sum(copies => Math.Max(0, copies - 1)));
    }
}
