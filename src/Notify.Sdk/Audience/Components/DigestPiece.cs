namespace Notify.Sdk.Audience;

/// <summary>
/// The digests of the rows of one piece, rows counted from 0; joined to those of the other pieces when it is full. One thread.
/// </summary>
internal sealed class DigestPiece
{
    private long[] _locators = new long[4_096];
    private ulong[] _names = new ulong[4_096];
    private RowFacts[] _facts = new RowFacts[4_096];

    public int Rows { get; private set; }

    /// <summary>Rows that were holes.</summary>
    public int Nulls { get; set; }

    /// <summary>Rows without a usable account id.</summary>
    public int Unnamed { get; set; }

    /// <summary>What all account ids of the piece begin with; null before the first.</summary>
    public string? CommonStart { get; set; }

    public ReadOnlySpan<long> Locators => _locators.AsSpan(0, Rows);

    public ReadOnlySpan<ulong> Names => _names.AsSpan(0, Rows);

    public ReadOnlySpan<RowFacts> Facts => _facts.AsSpan(0, Rows);

    public DigestEntries<KeyEntry> Keys { get; } = new();

    public DigestEntries<IdEntry> Ids { get; } = new();

    /// <summary>The rows that say what their people allowed.</summary>
    public List<int> Saying { get; } = [];

    /// <summary>The row that is being added says what its person allowed.</summary>
    public void AddSaying() => Saying.Add(Rows);

    /// <summary>Ends a row, after its keys and ids.</summary>
    public void AddRow(long locator, ulong name, RowFacts facts)
    {
        var row = Rows;
        if (row == _locators.Length)
        {
            Array.Resize(ref _locators, row * 2);
            Array.Resize(ref _names, row * 2);
            Array.Resize(ref _facts, row * 2);
        }

        _locators[row] = locator;
        _names[row] = name;
        _facts[row] = facts;
        if (name == NameCodes.Nameless) MarkNameless(row);
        Rows = row + 1;
    }

    public void AddKey(UInt128 hash, bool verified, bool linkless) =>
        Keys.Add(new(hash, Rows, verified, linkless), KeyEntry.PartitionOf(hash, Partitions<KeyEntry>.Count));

    public void AddId(ulong hash, bool isPerson) =>
        Ids.Add(new(hash, Rows, isPerson), IdEntry.PartitionOf(hash, Partitions<IdEntry>.Count));

    public void Clear()
    {
        (Nulls, Unnamed, CommonStart, Rows) = (0, 0, null, 0);
        Keys.Clear();
        Ids.Clear();
        Saying.Clear();
    }

    private void MarkNameless(int row)
    {
        var keys = Keys.Entries;
        for (var key = keys.Length - 1; key >= 0 && keys[key].Row == row; key--) keys[key] = keys[key].OfNameless();
    }
}
