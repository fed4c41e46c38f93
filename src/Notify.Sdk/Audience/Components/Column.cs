namespace Notify.Sdk.Audience;

/// <summary>One value for each row, in segments, so that growing neither copies nor doubles. Not thread-safe while it grows.</summary>
internal sealed class Column<T> where T : unmanaged
{
    private const int Shift = 16;
    private const int SegmentSize = 1 << Shift;

    private T[][] _segments = [];

    public int Count { get; private set; }

    public ref T this[int row] => ref _segments[row >> Shift][row & (SegmentSize - 1)];

    /// <summary>The row is asked for soon.</summary>
    public void Prefetch(int row) => Audience.Prefetch.Of(ref this[row]);

    public void Append(ReadOnlySpan<T> values)
    {
        while (!values.IsEmpty)
        {
            var at = Count & (SegmentSize - 1);
            if (at == 0) Extend();
            var part = values[..Math.Min(values.Length, SegmentSize - at)];
            part.CopyTo(_segments[Count >> Shift].AsSpan(at));
            Count += part.Length;
            values = values[part.Length..];
        }
    }

    /// <summary>Lets go of all values.</summary>
    public void Clear() => (_segments, Count) = ([], 0);

    private void Extend()
    {
        var segment = Count >> Shift;
        if (segment == _segments.Length) Array.Resize(ref _segments, Math.Max(4, segment * 2));
        _segments[segment] = GC.AllocateUninitializedArray<T>(SegmentSize);
    }
}
