using System.Runtime.InteropServices;

namespace Notify.Sdk.Audience;

/// <summary>
/// Entries sorted into parts that fit a processor's cache, in blocks; past the memory budget full blocks go to disk. Entries are
/// added by one thread at a time; then parts are taken, each once, by several.
/// </summary>
internal sealed class Partitions<T>(MemoryBudget budget, TemporaryFile overflow, int partitions = Partitions<T>.Default, int blockSize = 1_024) : IDisposable
    where T : unmanaged
{
    /// <summary>Parts by default: of 20 million entries each has 40,000, which with its table is a megabyte.</summary>
    public const int Default = 512;

    private readonly Part?[] _parts = new Part[partitions];
    private readonly Stack<T[]> _free = [];
    private int _blocks;

    /// <summary>How many parts there are; a power of two.</summary>
    public int Count => _parts.Length;

    public void Add(int partition, in T entry)
    {
        var part = _parts[partition] ??= new();
        if (part.TailCount == part.Tail.Length) Extend(part);
        part.Tail[part.TailCount++] = entry;
    }

    /// <summary>Brings the entries of a part into one array, grown if needed, in the order in which they were added, and lets go of them.</summary>
    public Span<T> Take(int partition, ref T[] buffer)
    {
        if (_parts[partition] is not { } part) return [];
        _parts[partition] = null;
        var count = ((part.Full.Count + part.Spilled.Count) * blockSize) + part.TailCount;
        if (buffer.Length < count) buffer = GC.AllocateUninitializedArray<T>(Math.Max(count, buffer.Length * 5 / 4));
        var to = buffer.AsSpan(0, count);
        foreach (var offset in part.Spilled)
        {
            overflow.Read(offset, MemoryMarshal.AsBytes(to[..blockSize]));
            to = to[blockSize..];
        }

        foreach (var block in part.Full)
        {
            block.CopyTo(to);
            to = to[blockSize..];
        }

        part.Tail.AsSpan(0, part.TailCount).CopyTo(to);
        return buffer.AsSpan(0, count);
    }

    public void Dispose() => budget.Give((long)Interlocked.Exchange(ref _blocks, 0) * BlockBytes);

    private int BlockBytes => blockSize * System.Runtime.CompilerServices.Unsafe.SizeOf<T>();

    private void Extend(Part part)
    {
        if (part.TailCount > 0) part.Full.Add(part.Tail);
        if (_free.Count == 0 && !budget.TryTake(BlockBytes)) Spill();
        else if (_free.Count == 0) _blocks++;
        part.Tail = _free.TryPop(out var free) ? free : GC.AllocateUninitializedArray<T>(blockSize, pinned: true);
        part.TailCount = 0;
    }

    /// <summary>Every full block goes to disk at once, so that the disk sees few large stretches of writing.</summary>
    private void Spill()
    {
        foreach (var part in _parts)
        {
            if (part is null) continue;
            foreach (var block in part.Full)
            {
                part.Spilled.Add(overflow.Append(MemoryMarshal.AsBytes<T>(block)));
                _free.Push(block);
            }

            part.Full.Clear();
        }
    }

    private sealed class Part
    {
        public T[] Tail = [];
        public int TailCount;
        public readonly List<T[]> Full = [];
        public readonly List<long> Spilled = [];
    }
}
