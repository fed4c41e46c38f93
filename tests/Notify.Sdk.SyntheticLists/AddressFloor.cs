namespace Notify.Sdk.SyntheticLists;

/// <summary>
/// The best that any rule on addresses can do: it knows who is who, and joins two accounts of one human being if they have a
/// mailbox or a number in common, directly or over others of the same. What is left are accounts with nothing in common.
/// </summary>
public static class AddressFloor
{
    /// <returns>The first row of each row's group.</returns>
    public static int[] GroupsOf(IReadOnlyList<SyntheticAccount> accounts)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        var groups = new Groups(accounts.Count);
        var first = new Dictionary<(int Human, bool IsPhone, long Address), int>(accounts.Count * 2);
        for (var row = 0; row < accounts.Count; row++)
        {
            var (human, email, phone) = accounts[row];
            Join((human, false, email), row);
            Join((human, true, phone), row);
        }

        return groups.ToArray();

        void Join((int, bool, long Address) key, int row)
        {
            if (key.Address != 0 && !first.TryAdd(key, row))
                groups.Join(first[key], row);
        }
    }
}
