namespace Notify.Sdk.Audience;

/// <summary>One value for each row, in segments, so that growing neither copies nor doubles. Not thread-safe while it grows.</summary>
internal sealed class Column<T> where T : unmanaged
{
    private const int Shift = 16;
    private const int SegmentSize = 1 << Shift;

    private readonly List<T[]> _segments = [];

    public int Count { get; private set; }

    public ref T this[int row] => ref _segments[row >> Shift][row & (SegmentSize - 1)];

    public void Append(ReadOnlySpan<T> values)
    {
        while (!values.IsEmpty)
        {
            var at = Count & (SegmentSize - 1);
            if (at == 0) _segments.Add(GC.AllocateUninitializedArray<T>(SegmentSize, pinned: true));
            var part = values[..Math.Min(values.Length, SegmentSize - at)];
            part.CopyTo(_segments[^1].AsSpan(at));
            Count += part.Length;
            values = values[part.Length..];
        }
    }
}
