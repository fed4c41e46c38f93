using System.Runtime.InteropServices;

namespace Notify.Sdk.Audience;

/// <summary>
/// Blocks of memory outside the collected heap, so that half a gigabyte goes back the moment it is not needed and not when the
/// collector next looks. Cut from slabs that grow with the list; given back all at once. One thread.
/// </summary>
/// <remarks>
/// The slabs of a long list are so large that an allocator takes each from the system and gives it back when it is freed (glibc
/// may keep those up to 32 MiB); what is not written to takes no memory.
/// </remarks>
internal sealed unsafe class NativeBlocks(int blockBytes) : IDisposable
{
    private const int SmallestSlab = 1 << 16;
    private const int LargestSlab = 1 << 26;
    private const int Growth = 4; // bits: each slab is 16 times the one before

    private readonly List<nint> _slabs = [];
    private nint _next;
    private int _left;

    ~NativeBlocks() => Free();

    /// <summary>A block, not cleared.</summary>
    public nint Take()
    {
        if (_left < blockBytes)
        {
            _left = Math.Max(blockBytes, (int)Math.Min(LargestSlab, (long)SmallestSlab << Math.Min(_slabs.Count * Growth, 32)));
            _next = (nint)NativeMemory.Alloc((nuint)_left);
            _slabs.Add(_next);
        }

        var block = _next;
        _next += blockBytes;
        _left -= blockBytes;
        return block;
    }

    /// <summary>Gives everything back; no block may be used after it.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        foreach (var slab in _slabs) NativeMemory.Free((void*)slab);
        _slabs.Clear();
        _left = 0;
    }
}
