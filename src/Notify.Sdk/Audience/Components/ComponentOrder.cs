namespace Notify.Sdk.Audience;

/// <summary>
/// The components in the order of their smallest accounts, which does not depend on the order of the rows. Rows are read again
/// for their ids; in memory stand a row and eight letters of its id for each component.
/// </summary>
internal sealed class ComponentOrder(ListDigest digest, RowRings components, AccountMaker maker, int threads)
{
    private const int FewRows = 2_048;

    /// <summary>One row of each component, the one with the smallest account.</summary>
    public int[] Rows(CancellationToken cancellationToken)
    {
        var rows = Smallest(cancellationToken);
        Sort(rows, 0, rows.Length, digest.CommonStart.Length, cancellationToken);
        return rows;
    }

    private int[] Smallest(CancellationToken cancellationToken)
    {
        var rows = new List<int>();
        for (var row = 0; row < digest.Rows; row++)
        {
            if ((row & 0xFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            if (components.IsAlone(row))
            {
                if ((digest.Facts[row] & RowFacts.Left) == 0) rows.Add(row);
            }
            else if (components.IsFirst(row) && SmallestOf(row) is { } smallest)
            {
                rows.Add(smallest);
            }
        }

        return [.. rows];
    }

    private int? SmallestOf(int component)
    {
        (int Row, AccountRef Ref)? best = null;
        var row = component;
        do
        {
            if ((digest.Facts[row] & RowFacts.Left) == 0 && maker.RefOf(row) is var account
                && (best is null || account < best.Value.Ref)) best = (row, account);
            row = components.Next(row);
        }
        while (row != component);
        return best?.Row;
    }

    /// <summary>By the eight letters after what all ids begin with; where these are equal, again by what comes after.</summary>
    private void Sort(int[] rows, int start, int end, int common, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (end - start <= FewRows)
        {
            SortByRef(rows.AsSpan(start, end - start));
            return;
        }

        var heads = new ulong[end - start];
        Parallelism.For(heads.Length, threads, () => maker, (i, own) => heads[i] = Head(own.RefOf(rows[start + i]).Id.AsSpan(common)),
            cancellationToken);
        HeadSort.Sort(heads, rows.AsSpan(start, heads.Length), cancellationToken);
        for (int from = 0, to; from < heads.Length; from = to)
        {
            for (to = from + 1; to < heads.Length && heads[to] == heads[from];) to++;
            if (to - from == heads.Length) SortByRef(rows.AsSpan(start, to)); // letters that do not fit a byte: only whole ids tell
            else if (to - from > 1) Sort(rows, start + from, start + to, Common(rows.AsSpan(start + from, to - from)), cancellationToken);
        }
    }

    private void SortByRef(Span<int> rows)
    {
        var refs = new AccountRef[rows.Length];
        for (var i = 0; i < refs.Length; i++) refs[i] = maker.RefOf(rows[i]);
        refs.AsSpan().Sort(rows);
    }

    private int Common(ReadOnlySpan<int> rows)
    {
        var common = maker.RefOf(rows[0]).Id;
        var length = common.Length;
        for (var i = 1; i < rows.Length; i++) length = common.AsSpan(0, length).CommonPrefixLength(maker.RefOf(rows[i]).Id);
        return length;
    }

    /// <summary>
    /// Eight letters as bytes, the first one highest: in the order of the text as long as all fit a byte, and equal from the first that
    /// does not.
    /// </summary>
    private static ulong Head(ReadOnlySpan<char> text)
    {
        var head = 0UL;
        for (var i = 0; i < 8; i++)
        {
            var letter = i < text.Length ? text[i] : '\0';
            if (letter >= 0xFF) return (head << (8 * (8 - i))) | (ulong.MaxValue >> (8 * i));
            head = (head << 8) | letter;
        }

        return head;
    }
}
