using System.Numerics;

namespace Notify.Sdk.Audience;

/// <summary>
/// Finds in one partition the addresses that several rows have, by a table that fits the cache. The buffers are used again from
/// partition to partition; one thread each.
/// </summary>
internal sealed class KeyGrouper(ListDigest digest)
{
    private readonly List<int> _multiple = [];
    private readonly List<int> _phonesOfNameless = [];
    private KeyEntry[] _entries = [];
    private int[] _slots = []; // entry + 1
    private int[] _next = [];  // entry + 1 with the same key

    /// <param name="partition">The partition, taken once.</param>
    /// <param name="skipLeft">Whether some rows became no account, so that their entries count for nothing.</param>
    public KeyPart Group(int partition, bool skipLeft)
    {
        var entries = digest.Keys.Take(partition, ref _entries);
        if (entries.IsEmpty) return KeyPart.Empty;
        var mask = Prepare(entries.Length);
        for (var i = 0; i < entries.Length; i++)
            if (!skipLeft || (digest.Facts[entries[i].Row] & RowFacts.Left) == 0) Place(entries, i, mask);
        foreach (var first in _phonesOfNameless)
            if (_next[first] == 0) digest.Names[entries[first].Row] = NameCodes.NamelessWithOwnPhone;
        return Collect(entries);
    }

    private int Prepare(int entries)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)(entries * 3L / 2) + 1);
        if (_slots.Length < size) _slots = new int[size];
        else _slots.AsSpan(0, size).Clear();
        if (_next.Length < entries) _next = new int[_entries.Length];
        _multiple.Clear();
        _phonesOfNameless.Clear();
        return size - 1;
    }

    private void Place(Span<KeyEntry> entries, int i, int mask)
    {
        _next[i] = 0;
        var at = (int)entries[i].Hash & mask;
        while (_slots[at] != 0)
        {
            var head = _slots[at] - 1;
            if (entries[head].Hash == entries[i].Hash)
            {
                Chain(entries, head, i);
                return;
            }

            at = (at + 1) & mask;
        }

        _slots[at] = i + 1;
        if (entries[i].IsPhoneOfNameless) _phonesOfNameless.Add(i);
    }

    /// <summary>Entries come in the order of the rows, so a row that has the key twice was the last one to come.</summary>
    private void Chain(Span<KeyEntry> entries, int head, int i)
    {
        var last = _next[head] == 0 ? head : _next[head] - 1;
        if (entries[last].Row == entries[i].Row)
        {
            entries[last] = entries[last].With(entries[i]);
            return;
        }

        if (_next[head] == 0) _multiple.Add(head);
        _next[i] = _next[head];
        _next[head] = i + 1;
    }

    private KeyPart Collect(ReadOnlySpan<KeyEntry> entries)
    {
        var count = 0;
        foreach (var head in _multiple)
            for (var i = head + 1; i != 0; i = _next[i - 1]) count++;

        var groups = new KeyGroup[_multiple.Count];
        var holders = new KeyHolder[count];
        count = 0;
        for (var g = 0; g < groups.Length; g++)
        {
            var (start, linkless) = (count, false);
            for (var i = _multiple[g] + 1; i != 0; i = _next[i - 1])
            {
                ref readonly var entry = ref entries[i - 1];
                holders[count++] = new(entry.Row, entry.Verified);
                linkless |= entry.Linkless;
            }

            ref readonly var first = ref entries[_multiple[g]];
            groups[g] = new(first.Hash, start, count - start, linkless);
        }

        return new(groups, holders);
    }
}
