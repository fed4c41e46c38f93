namespace Notify.Sdk.SyntheticLists;

/// <summary>
/// "Same email or phone is the same person", with every spelling read rightly and placeholders left out: the rule at its best.
/// </summary>
public static class NaiveRule
{
    /// <returns>The first row of each row's group.</returns>
    public static int[] GroupsOf(IReadOnlyList<SyntheticAccount> accounts)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        var groups = new Groups(accounts.Count);
        var (emails, phones) = (new Dictionary<long, int>(accounts.Count), new Dictionary<long, int>(accounts.Count));
        for (var row = 0; row < accounts.Count; row++)
        {
            Join(emails, accounts[row].Email, row);
            Join(phones, accounts[row].Phone, row);
        }

        return groups.ToArray();

        void Join(Dictionary<long, int> first, long address, int row)
        {
            if (address != 0 && !first.TryAdd(address, row))
                groups.Join(first[address], row);
        }
    }
}
