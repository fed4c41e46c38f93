namespace Notify.Sdk.PhoneNumbers.Lane;

/// <summary>
/// Up to 16 patterns as one automaton: a walk over the digits says which of them match. A row has 16 numbers: the rows to go
/// to for the ten digits, then the patterns that match here as bits. Row 0 leads nowhere; the last row is where a walk begins.
/// </summary>
internal readonly struct Automaton(ushort[] rows)
{
    internal const int RowLength = 16;
    internal const int MatchesAt = 10;

    /// <summary>Rows are found by a number of 16 bits.</summary>
    internal const int MostRows = (ushort.MaxValue + 1) / RowLength;

    internal int Bytes => rows.Length * sizeof(ushort);

    /// <summary>The patterns that match all digits, values 0 to 9.</summary>
    internal int Match(ReadOnlySpan<byte> digits)
    {
        var table = rows;
        var row = table.Length - RowLength;
        foreach (var digit in digits)
        {
            row = table[row + digit];
            if (row == 0)
                break;
        }

        return table[row + MatchesAt];
    }

    /// <summary>Whether a pattern matches some of the digits from the first on.</summary>
    internal bool MatchesBeginning(ReadOnlySpan<byte> digits)
    {
        var row = rows.Length - RowLength;
        foreach (var digit in digits)
        {
            if (row == 0 || rows[row + MatchesAt] != 0)
                break;
            row = rows[row + digit];
        }

        return rows[row + MatchesAt] != 0;
    }
}
