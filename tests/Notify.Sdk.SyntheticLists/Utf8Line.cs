using System.Globalization;

namespace Notify.Sdk.SyntheticLists;

/// <summary>A line being written. It grows by no more than a kilobyte between two calls of <see cref="Flush"/>.</summary>
internal sealed class Utf8Line(Stream destination)
{
    private const int Capacity = 1 << 18;

    private readonly byte[] _buffer = new byte[Capacity + 1_024];

    public int Length { get; private set; }

    public Span<byte> From(int start) => _buffer.AsSpan(start, Length - start);

    public void Add(byte value) => _buffer[Length++] = value;

    public void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_buffer.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>A number with leading zeros.</summary>
    public void Add(long number, int digits = 1)
    {
        number.TryFormat(_buffer.AsSpan(Length), out var written, "D" + digits, CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>Moves what stands from <paramref name="at"/> on by one and puts a byte there.</summary>
    public void Insert(int at, byte value)
    {
        _buffer.AsSpan(at, Length - at).CopyTo(_buffer.AsSpan(at + 1));
        _buffer[at] = value;
        Length++;
    }

    public void FlushIfFull()
    {
        if (Length >= Capacity)
            Flush();
    }

    public void Flush()
    {
        destination.Write(_buffer, 0, Length);
        Length = 0;
    }
}
