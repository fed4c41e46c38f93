using System.Buffers;

namespace Notify.Sdk.Audience;

/// <summary>Some thousand rows of a file, found and judged, with the bytes in which they stand. One thread.</summary>
internal sealed class CsvPiece(CsvLayout layout, byte[] bytes, long offset, CsvIndex rows, Func<long, int, long>? locate) : IContactRows
{
    private readonly CsvFields _fields = new(layout.Delimiter);
    private int _next;

    /// <summary>The fields of the row that was read last.</summary>
    public CsvFields Fields => _fields;

    /// <summary>The next row as far as telling people apart needs it; without a source that can be read again its locator is 0.</summary>
    public bool TryRead(ContactRow row)
    {
        if (!TryNext(out var place))
        {
            row.Clear();
            return false;
        }

        layout.Rows.Fill(row, _fields);
        row.Locator = locate?.Invoke(offset + place.Start, place.Length) ?? 0;
        return true;
    }

    /// <summary>The next row as a contact; null at the end.</summary>
    public Contact? Read() => TryNext(out _) ? layout.Contacts.Read(_fields, rows.LineOf(_next - 1)) : null;

    public void Dispose()
    {
        if (_next < 0)
            return;
        _next = -1;
        ArrayPool<byte>.Shared.Return(bytes);
        rows.Dispose();
    }

    private bool TryNext(out CsvPlace place)
    {
        ObjectDisposedException.ThrowIf(_next < 0, this);
        if (_next == rows.Count)
        {
            place = default;
            return false;
        }

        place = rows.PlaceOf(_next++, bytes, out var first, out var shape);
        if (shape != CsvShape.Any)
            _fields.Read(bytes, rows.Marks, first, rows.Fields, shape);
        else
            _fields.Read(bytes.AsSpan(place.Start, place.Length));
        return true;
    }
}
