using System.Buffers;
using System.Buffers.Binary;

namespace Notify.Sdk.Audience;

/// <summary>
/// The contacts of a stream as bytes, in blocks of some thousand; past the memory budget blocks go to disk. Blocks are put by
/// several threads and read by all after they were put.
/// </summary>
internal sealed class ContactArena(MemoryBudget budget, TemporaryFile overflow)
{
    private const int Peek = 512;

    private readonly Lock _lock = new();
    private readonly List<Block> _blocks = [];

    /// <summary>Gives out the number of a block that will be put later.</summary>
    public int Reserve()
    {
        lock (_lock)
        {
            _blocks.Add(default);
            return _blocks.Count - 1;
        }
    }

    public void Put(int block, ReadOnlySpan<byte> bytes)
    {
        var put = budget.TryTake(bytes.Length) ? new Block(Copy(bytes), 0) : new Block(null, overflow.Append(bytes));
        lock (_lock) _blocks[block] = put;
    }

    private static byte[] Copy(ReadOnlySpan<byte> bytes)
    {
        var copy = GC.AllocateUninitializedArray<byte>(bytes.Length);
        bytes.CopyTo(copy);
        return copy;
    }

    /// <summary>Where a contact stands, as one number.</summary>
    public static long Locator(int block, int offset) => ((long)block << 32) | (uint)offset;

    public Contact Read(long locator) => Read(locator, static bytes => new ContactBytes(bytes).Read());

    public AccountRef ReadRef(long locator) => Read(locator, static bytes => new ContactBytes(bytes).ReadRef());

    private T Read<T>(long locator, Reader<T> make)
    {
        Block block;
        lock (_lock) block = _blocks[(int)(locator >> 32)];
        var offset = (int)locator;
        return block.Memory is { } memory ? make(memory.AsSpan(offset)) : ReadFromDisk(block.Disk + offset, make);
    }

    private T ReadFromDisk<T>(long at, Reader<T> make)
    {
        Span<byte> peek = stackalloc byte[Peek];
        overflow.Read(at, peek);
        var length = BinaryPrimitives.ReadInt32LittleEndian(peek);
        if (length <= Peek) return make(peek[..length]);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        overflow.Read(at, rented.AsSpan(0, length));
        var made = make(rented.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return made;
    }

    private delegate T Reader<out T>(ReadOnlySpan<byte> bytes);

    private readonly record struct Block(byte[]? Memory, long Disk);
}
