namespace Notify.Sdk.Audience;

/// <summary>
/// Brings accounts into the order of their references. Ids of one list mostly begin alike (<c>acc-000123</c>), so the
/// four characters after the common beginning are sorted as numbers, and whole references are compared only within ties.
/// </summary>
internal static class AccountOrder
{
    private static readonly Comparer<Account> ByRef = Comparer<Account>.Create(static (left, right) => left.Ref.CompareTo(right.Ref));

    /// <exception cref="ArgumentException">
    /// A reference is there twice: which of the rows counts is not for the collapser to guess.
    /// </exception>
    public static Account[] Of(IReadOnlyList<Account> accounts)
    {
        var rows = accounts.ToArray();
        var common = CommonLength(rows);
        var heads = new ulong[rows.Length];
        for (var row = 0; row < rows.Length; row++) heads[row] = Head(rows[row].Ref.Id.AsSpan(common));
        Array.Sort(heads, rows);
        for (int start = 0, end; start < rows.Length; start = end)
        {
            for (end = start + 1; end < rows.Length && heads[end] == heads[start];) end++;
            if (end - start > 1) Array.Sort(rows, start, end - start, ByRef);
        }

        for (var row = 1; row < rows.Length; row++)
            if (rows[row].Ref == rows[row - 1].Ref)
                throw new ArgumentException(
                    $"Account '{rows[row].Ref}' is in the list twice. Keep one row for each account before collapsing.", nameof(accounts));
        return rows;
    }

    private static int CommonLength(Account[] rows)
    {
        if (rows.Length == 0) return 0;
        var common = rows[0].Ref.Id.AsSpan();
        foreach (var row in rows) common = common[..common.CommonPrefixLength(row.Ref.Id)];
        return common.Length;
    }

    /// <summary>Four UTF-16 units, the first one highest: compares as the text does by ordinal.</summary>
    private static ulong Head(ReadOnlySpan<char> text)
    {
        var head = 0UL;
        for (var i = 0; i < 4; i++) head = (head << 16) | (i < text.Length ? text[i] : 0UL);
        return head;
    }
}
