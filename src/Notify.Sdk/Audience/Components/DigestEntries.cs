namespace Notify.Sdk.Audience;

/// <summary>
/// Entries of one piece of a list, with the partitions that they will go to. The room is used again from piece to piece. One thread.
/// </summary>
internal sealed class DigestEntries<T> where T : unmanaged
{
    private T[] _entries = new T[4_096];
    private ushort[] _partitions = new ushort[4_096];
    private int _count;

    public Span<T> Entries => _entries.AsSpan(0, _count);

    /// <summary>The partition of each entry.</summary>
    public ReadOnlySpan<ushort> Partitions => _partitions.AsSpan(0, _count);

    public void Add(in T entry, int partition)
    {
        var at = _count;
        if (at == _entries.Length)
        {
            Array.Resize(ref _entries, at * 2);
            Array.Resize(ref _partitions, at * 2);
        }

        _entries[at] = entry;
        _partitions[at] = (ushort)partition;
        _count = at + 1;
    }

    public void Clear() => _count = 0;
}
