using System.Numerics;

namespace Notify.Sdk.Audience;

/// <summary>
/// Finds in one partition the ids that several rows have. Mostly there are none, so a look at each hash is all. One thread each.
/// </summary>
internal sealed class RepeatedIds(Partitions<IdEntry> ids)
{
    private readonly HashSet<ulong> _repeated = [];
    private IdEntry[] _entries = [];
    private ulong[] _slots = [];

    /// <summary>The entries whose hash is there more than once, those of one hash together.</summary>
    public Span<IdEntry> In(int partition)
    {
        var entries = ids.Take(partition, ref _entries);
        if (entries.IsEmpty) return [];
        Find(entries);
        if (_repeated.Count == 0) return [];
        var count = 0;
        foreach (var entry in entries)
            if (_repeated.Contains(entry.Id)) entries[count++] = entry;
        entries = entries[..count];
        entries.Sort(static (left, right) => left.Id.CompareTo(right.Id));
        return entries;
    }

    private void Find(ReadOnlySpan<IdEntry> entries)
    {
        _repeated.Clear();
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)(entries.Length * 3L / 2) + 1);
        if (_slots.Length < size) _slots = new ulong[size];
        else _slots.AsSpan(0, size).Clear();
        foreach (var entry in entries)
        {
            var id = entry.Id + 1; // 0 is an empty slot
            var at = (int)(id >> 1) & (size - 1); // the lowest bit is the kind
            while (_slots[at] != 0 && _slots[at] != id) at = (at + 1) & (size - 1);
            if (_slots[at] == id) _repeated.Add(entry.Id);
            _slots[at] = id;
        }
    }
}
