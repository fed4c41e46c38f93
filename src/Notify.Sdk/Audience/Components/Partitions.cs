using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Notify.Sdk.Audience;

/// <summary>
/// Entries sorted into parts that fit a processor's cache, in blocks; past the memory budget full blocks go to disk. Entries are
/// added by one thread at a time; then parts are taken, each once, by several; then it is disposed.
/// </summary>
internal sealed unsafe class Partitions<T>(MemoryBudget budget, TemporaryFile overflow, int blockSize) : IDisposable where T : unmanaged
{
    private readonly Part?[] _parts = new Part[Count];
    private readonly Tail[] _tails = new Tail[Count]; // apart from the parts, so that all of them stay in the nearest cache
    private readonly NativeBlocks _blocks = new(blockSize * Unsafe.SizeOf<T>());
    private readonly Stack<nint> _free = [];
    private long _taken;

    /// <summary>
    /// How many parts there are, a power of two: of 20 million entries each has 40,000, which with their table are a megabyte.
    /// </summary>
    public const int Count = 512;

    public void Add(int partition, in T entry)
    {
        ref var tail = ref _tails[partition];
        if (tail.Room == 0) Extend(partition, ref tail);
        *tail.Next++ = entry;
        tail.Room--;
    }

    /// <summary>Brings the entries of a part into one array, grown if needed, in the order in which they were added.</summary>
    public Span<T> Take(int partition, ref T[] buffer)
    {
        if (_parts[partition] is not { } part) return [];
        var last = blockSize - _tails[partition].Room;
        var count = ((part.Full.Count + part.Spilled.Count) * blockSize) + last;
        if (buffer.Length < count) buffer = GC.AllocateUninitializedArray<T>(Math.Max(count, buffer.Length * 5 / 4));
        var to = buffer.AsSpan(0, count);
        foreach (var offset in part.Spilled)
        {
            overflow.Read(offset, MemoryMarshal.AsBytes(to[..blockSize]));
            to = to[blockSize..];
        }

        foreach (var block in part.Full)
        {
            Block(block).CopyTo(to);
            to = to[blockSize..];
        }

        Block(part.Last)[..last].CopyTo(to);
        (_parts[partition], _tails[partition]) = (null, default);
        return buffer.AsSpan(0, count);
    }

    public void Dispose()
    {
        _blocks.Dispose();
        Array.Clear(_parts);
        Array.Clear(_tails);
        budget.Give(Interlocked.Exchange(ref _taken, 0));
    }

    private Span<T> Block(nint block) => new((void*)block, blockSize);

    private void Extend(int partition, ref Tail tail)
    {
        var part = _parts[partition] ??= new();
        if (part.Last != 0) part.Full.Add(part.Last);
        if (_free.Count == 0 && !TakeFromBudget()) Spill();
        part.Last = _free.TryPop(out var free) ? free : _blocks.Take();
        tail = new() { Next = (T*)part.Last, Room = blockSize };
    }

    private bool TakeFromBudget()
    {
        var size = (long)blockSize * Unsafe.SizeOf<T>();
        if (!budget.TryTake(size)) return false;
        _taken += size;
        return true;
    }

    /// <summary>Every full block goes to disk at once, so that the disk sees few large stretches of writing.</summary>
    private void Spill()
    {
        foreach (var part in _parts)
        {
            if (part is null) continue;
            foreach (var block in part.Full)
            {
                part.Spilled.Add(overflow.Append(MemoryMarshal.AsBytes(Block(block))));
                _free.Push(block);
            }

            part.Full.Clear();
        }
    }

    /// <summary>The blocks of a part, in the order in which they were filled: on disk, then in memory, then the last one.</summary>
    private sealed class Part
    {
        public readonly List<long> Spilled = [];
        public readonly List<nint> Full = [];
        public nint Last;
    }

    /// <summary>Where the next entry of a part goes, and how many more its last block takes.</summary>
    private struct Tail
    {
        public T* Next;
        public int Room;
    }
}
