using System.Text;

namespace Notify.Sdk.Audience;

/// <summary>
/// The fields of one row that is whole, as parts of a buffer into which it was decoded: no string for a field. Valid until the
/// next row is read. One thread.
/// </summary>
internal sealed class CsvFields(char delimiter)
{
    private const int Window = 1_024;

    private readonly CsvSplitter _splitter = new(delimiter);
    private char[] _joined = [];

    // Rows of which the fields are known: some of them, a character for a byte.
    private byte[] _bytes = [];
    private char[] _window = [];
    private int _windowStart;
    private int _windowEnd;
    private char[] _decoded = [];
    private int _decodedLength;

    // Where fields begin in the characters, each a place after the end of the one before, once the origin is taken away.
    private char[] _chars = [];
    private int[] _marks = [];
    private int _first;
    private int _origin;
    private CsvShape _shape;

    /// <summary>How many fields the row has.</summary>
    public int Count { get; private set; }

    /// <summary>A field, trimmed; empty when there is nothing in it.</summary>
    public ReadOnlyMemory<char> this[int column]
    {
        get
        {
            var start = _marks[_first + column] - _origin;
            var length = _marks[_first + column + 1] - 1 - _origin - start;
            var text = new ReadOnlyMemory<char>(_chars, start, length);
            return length == 0 || (_shape != CsvShape.Plain && CsvCell.IsSure(_chars[start], length)
                && IsInk(_chars[start + length - 1])) ? text : Clean(text, start);
        }
    }

    /// <summary>A field that is an id, without the decimals that a spreadsheet gave it.</summary>
    public ReadOnlyMemory<char> Id(int column)
    {
        var end = _marks[_first + column + 1] - 1 - _origin;
        var text = this[column];
        return end > 0 && _chars[end - 1] != '0' && _shape == CsvShape.PlainAscii ? text : CsvCell.Id(text);
    }

    /// <summary>The same as a string of its own; null when empty.</summary>
    public string? Text(int column) => this[column].Span is { IsEmpty: false } text ? text.ToString() : null;

    /// <summary>Two texts with a space between, or the one that is not empty.</summary>
    public ReadOnlyMemory<char> Join(ReadOnlyMemory<char> first, ReadOnlyMemory<char> second)
    {
        if (first.IsEmpty || second.IsEmpty)
            return first.IsEmpty ? second : first;
        if (_joined.Length <= first.Length + second.Length)
            _joined = new char[(first.Length + second.Length) * 2];
        first.CopyTo(_joined);
        _joined[first.Length] = ' ';
        second.CopyTo(_joined.AsMemory(first.Length + 1));
        return new(_joined, 0, first.Length + 1 + second.Length);
    }

    /// <summary>Splits a row.</summary>
    public void Read(ReadOnlySpan<byte> row)
    {
        Count = _splitter.Split(row);
        (_chars, _marks, _first, _origin, _shape) = (_splitter.Chars, _splitter.Marks, 0, 0, CsvShape.Any);
    }

    /// <summary>Takes a row of which the fields are known; their marks stay where they are.</summary>
    public void Read(byte[] bytes, int[] marks, int first, int count, CsvShape shape)
    {
        var (start, end) = (marks[first], marks[first + count] - 1);
        if (start < _windowStart || end > _windowEnd || _bytes != bytes)
            MoveWindow(bytes, start, end);
        (_chars, _marks, _first, _origin, _shape) = (_window, marks, first, _windowStart, shape);
        (Count, _decodedLength) = (count, 0);
    }

    private void MoveWindow(byte[] bytes, int start, int end)
    {
        if (_window.Length < end - start)
            _window = new char[Math.Max(end - start, Window)];
        (_bytes, _windowStart, _windowEnd) = (bytes, start, Math.Min(start + _window.Length, bytes.Length));
        Encoding.Latin1.GetChars(bytes.AsSpan(start.._windowEnd), _window);
    }

    /// <summary>A field that may have to be decoded, may be quoted, and may have white space around it.</summary>
    private ReadOnlyMemory<char> Clean(ReadOnlyMemory<char> text, int start)
    {
        if (_shape == CsvShape.Plain && !Ascii.IsValid(text.Span))
            text = Decode(_bytes.AsSpan(_windowStart + start, text.Length));
        text = text.Trim();
        return CsvCell.Clean(_shape != CsvShape.Any && text.Span is ['"', ..] ? text[1..^1].Trim() : text);
    }

    private ReadOnlyMemory<char> Decode(ReadOnlySpan<byte> field)
    {
        if (_decoded.Length - _decodedLength < field.Length)
            (_decoded, _decodedLength) = (new char[Math.Max(field.Length, _decoded.Length * 2)], 0);
        var text = _decoded.AsMemory(_decodedLength, Encoding.UTF8.GetChars(field, _decoded.AsSpan(_decodedLength)));
        _decodedLength += text.Length;
        return text;
    }

    /// <summary>Whether a sign surely is neither white space nor a quotation mark.</summary>
    private static bool IsInk(char c) => c is > '"' and < '\u007F';
}
