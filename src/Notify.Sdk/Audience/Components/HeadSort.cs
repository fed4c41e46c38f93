using System.Buffers;

namespace Notify.Sdk.Audience;

/// <summary>Sorts rows by eight letters, in steps so small that a cancelled send need not wait for ten million of them.</summary>
internal static class HeadSort
{
    private const int Step = 1 << 18;

    /// <summary>Sorts both by the first.</summary>
    public static void Sort(Span<ulong> heads, Span<int> rows, CancellationToken cancellationToken)
    {
        var otherHeads = ArrayPool<ulong>.Shared.Rent(heads.Length);
        var otherRows = ArrayPool<int>.Shared.Rent(rows.Length);
        Sort(heads, rows, otherHeads.AsSpan(0, heads.Length), otherRows.AsSpan(0, rows.Length), 56, cancellationToken);
        ArrayPool<ulong>.Shared.Return(otherHeads);
        ArrayPool<int>.Shared.Return(otherRows);
    }

    /// <summary>By the letter at <paramref name="shift"/>, and then each of its values by the letters after it.</summary>
    private static void Sort(Span<ulong> heads, Span<int> rows, Span<ulong> otherHeads, Span<int> otherRows, int shift,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (heads.Length <= Step)
        {
            heads.Sort(rows);
            return;
        }

        if (shift < 0) return; // all equal
        Span<int> ends = stackalloc int[257];
        ends.Clear();
        foreach (var head in heads) ends[(int)((head >> shift) & 0xFF) + 1]++;
        for (var letter = 1; letter < ends.Length; letter++) ends[letter] += ends[letter - 1];
        for (var i = 0; i < heads.Length; i++)
        {
            var at = ends[(int)((heads[i] >> shift) & 0xFF)]++;
            (otherHeads[at], otherRows[at]) = (heads[i], rows[i]);
        }

        otherHeads.CopyTo(heads);
        otherRows.CopyTo(rows);
        for (int letter = 0, start = 0; letter < 256; start = ends[letter++])
        {
            var part = start..ends[letter];
            Sort(heads[part], rows[part], otherHeads[part], otherRows[part], shift - 8, cancellationToken);
        }
    }
}
