using System.Buffers;

namespace Notify.Sdk.Audience;

/// <summary>
/// Rows among bytes. Of a plain row the places of its fields are known: where the first begins, and for each the place after
/// the sign that ends it, which is where the next one begins. Rows that follow each other share such a mark. Of any other row
/// only the place is known. Filled by one thread, then read by another.
/// </summary>
internal sealed class CsvIndex(int fields, bool keepsLines = false) : IDisposable
{
    private int[] _rows = ArrayPool<int>.Shared.Rent(4_096);
    private int[] _marks = ArrayPool<int>.Shared.Rent(32_768);
    private int[] _lines = keepsLines ? ArrayPool<int>.Shared.Rent(4_096) : [];
    private int _used;

    /// <summary>Fields of every row.</summary>
    public int Fields => fields;

    /// <summary>Rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>The marks of all rows.</summary>
    public int[] Marks => _marks;

    /// <summary>Begins plain rows at a place. Answers the number of the mark, which is the first of the next row.</summary>
    public int Begin(int place)
    {
        Reserve(_used, 1);
        _marks[_used] = place;
        return _used++;
    }

    /// <summary>Room for marks that may become those of rows.</summary>
    public Span<int> Reserve(int from, int count)
    {
        if (_marks.Length - from < count)
            Grow(ref _marks, from + count);
        return _marks.AsSpan(from, count);
    }

    /// <summary>The line on which a row begins; 0 where lines are not kept.</summary>
    public int LineOf(int row) => keepsLines ? _lines[row] : 0;

    /// <summary>Adds a row whose marks have been written.</summary>
    public void Add(int first, CsvShape shape, int line)
    {
        if (keepsLines)
            KeepLine(line);
        if (Count == _rows.Length)
            Grow(ref _rows, Count + 1);
        _rows[Count++] = (first << 2) | (int)shape;
        _used = first + fields + 1;
    }

    private void KeepLine(int line)
    {
        if (Count == _lines.Length)
            Grow(ref _lines, Count + 1);
        _lines[Count] = line;
    }

    /// <summary>Adds a row that is not plain.</summary>
    public void Add(CsvPlace place, int line)
    {
        var marks = Reserve(_used, fields + 1);
        marks[0] = place.Start;
        marks[fields] = place.Start + place.Length + 1;
        Add(_used, CsvShape.Any, line);
    }

    /// <summary>Where a row stands.</summary>
    public CsvPlace PlaceOf(int row, ReadOnlySpan<byte> bytes, out int first, out CsvShape shape)
    {
        (first, shape) = (_rows[row] >> 2, (CsvShape)(_rows[row] & 3));
        var (start, end) = (_marks[first], _marks[first + fields] - 1);
        return new(start, (bytes[end - 1] == '\r' ? end - 1 : end) - start); // no row ends in CR but that of its line end
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_rows);
        ArrayPool<int>.Shared.Return(_marks);
        if (_lines.Length > 0)
            ArrayPool<int>.Shared.Return(_lines);
        (_rows, _marks, _lines) = ([], [], []);
    }

    private static void Grow(ref int[] array, int least)
    {
        var larger = ArrayPool<int>.Shared.Rent(Math.Max(least, array.Length * 2));
        array.CopyTo(larger, 0);
        ArrayPool<int>.Shared.Return(array);
        array = larger;
    }
}
