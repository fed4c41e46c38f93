namespace Notify.Sdk.Audience;

/// <summary>
/// The digests of all rows of a list: all that is kept of them in memory, a few dozen bytes each. Filled by one thread at a time.
/// </summary>
internal sealed class ListDigest(MemoryBudget budget, TemporaryFile overflow, int blockSize) : IDisposable
{
    /// <summary>Where each row can be read again.</summary>
    public Column<long> Locators { get; } = new();

    /// <summary>
    /// The code of each row's name (<see cref="NameCodes"/>); compared only between rows that share an address, and let go of then.
    /// </summary>
    public Column<ulong> Names { get; } = new();

    public Column<RowFacts> Facts { get; } = new();

    public Partitions<KeyEntry> Keys { get; } = new(budget, overflow, blockSize);

    public Partitions<IdEntry> Ids { get; } = new(budget, overflow, blockSize);

    /// <summary>The rows that say what their people allowed, in no order.</summary>
    public List<int> Saying { get; } = [];

    public int Rows => Facts.Count;

    public int Nulls { get; private set; }

    public int Unnamed { get; private set; }

    /// <summary>What all account ids begin with.</summary>
    public string CommonStart { get; private set; } = "";

    /// <exception cref="NotifyException">More rows than can be counted.</exception>
    public void Join(DigestPiece piece)
    {
        var first = Rows;
        if (piece.Rows > KeyEntry.MaxRows - first)
            throw new NotifyException($"A list has at most {KeyEntry.MaxRows:N0} rows. Cut it into several.");

        Locators.Append(piece.Locators);
        Names.Append(piece.Names);
        Facts.Append(piece.Facts);
        var (keys, ids) = (piece.Keys, piece.Ids);
        for (var i = 0; i < keys.Entries.Length; i++) Keys.Add(keys.Partitions[i], keys.Entries[i].MovedTo(first));
        for (var i = 0; i < ids.Entries.Length; i++) Ids.Add(ids.Partitions[i], ids.Entries[i].MovedTo(first));
        foreach (var row in piece.Saying) Saying.Add(first + row);
        JoinCounts(piece, first);
    }

    public void Dispose()
    {
        Keys.Dispose();
        Ids.Dispose();
    }

    private void JoinCounts(DigestPiece piece, int first)
    {
        var isFirst = Nulls + Unnamed == first;
        Nulls += piece.Nulls;
        Unnamed += piece.Unnamed;
        if (piece.CommonStart is not { } start) return;
        CommonStart = isFirst ? start : CommonStart[..CommonStart.AsSpan().CommonPrefixLength(start)];
    }
}
