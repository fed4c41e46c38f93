using System.Buffers;
using System.Text;

namespace Notify.Sdk.Email.Client;

/// <summary>What is written to the socket at once. Kept by a connection; grows to the largest group. Not thread-safe.</summary>
internal sealed class SendBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] _octets = ArrayPool<byte>.Shared.Rent(4096);
    private int _length;

    /// <summary>What has been put in.</summary>
    public ReadOnlyMemory<byte> Written => _octets.AsMemory(0, _length);

    /// <summary>How much that is.</summary>
    public int Length => _length;

    /// <summary>Empties it.</summary>
    public void Clear() => _length = 0;

    /// <summary>Overwrites all that was ever put in, so that a secret does not stay in memory, and empties it.</summary>
    public void Wipe()
    {
        _octets.AsSpan().Clear();
        _length = 0;
    }

    /// <inheritdoc/>
    public void Advance(int count) => _length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _octets.AsMemory(_length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _octets.AsSpan(_length);
    }

    /// <summary>Adds text as UTF-8.</summary>
    public void Add(ReadOnlySpan<char> text) => _length += Encoding.UTF8.GetBytes(text, GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length)));

    /// <summary>Adds octets.</summary>
    public void Add(ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(GetSpan(octets.Length));
        _length += octets.Length;
    }

    /// <summary>Makes room for one octet at a place before the end.</summary>
    public void Insert(int at, byte octet)
    {
        Ensure(1);
        _octets.AsSpan(at, _length - at).CopyTo(_octets.AsSpan(at + 1));
        _octets[at] = octet;
        _length++;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        var octets = Interlocked.Exchange(ref _octets, []);
        _length = 0;
        if (octets.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(octets, clearArray: true);
        }
    }

    private void Ensure(int room)
    {
        room = Math.Max(room, 1);
        if (_octets.Length - _length >= room)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _octets.Length, _length + room));
        Written.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_octets, clearArray: true);
        _octets = larger;
    }
}
