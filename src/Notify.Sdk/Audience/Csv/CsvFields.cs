using System.Runtime.Intrinsics;
using System.Text;

namespace Notify.Sdk.Audience;

/// <summary>
/// The fields of one row that is whole, as parts of a buffer into which it was decoded: no string for a field. Valid until the
/// next row is read. One thread.
/// </summary>
internal sealed class CsvFields(char delimiter)
{
    private char[] _chars = new char[512];
    private char[] _joined = [];
    private readonly int[] _places = new int[64];
    private (int Start, int Length)[] _fields = new (int, int)[16];

    /// <summary>How many fields the row has.</summary>
    public int Count { get; private set; }

    /// <summary>A field, trimmed; empty when there is nothing in it.</summary>
    public ReadOnlyMemory<char> this[int column]
    {
        get
        {
            var (start, length) = _fields[column];
            var text = new ReadOnlyMemory<char>(_chars, start, length);
            return length == 0 || (IsInk(_chars[start]) && IsInk(_chars[start + length - 1])) ? text : text.Trim();
        }
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
        if (_chars.Length < row.Length)
            _chars = new char[Math.Max(row.Length, _chars.Length * 2)];
        Count = 0;
        if (row.Length >= Vector256<byte>.Count && delimiter < 0x80 && CsvVectors.TrySplit(row, (byte)delimiter, _chars, _places, out var delimiters))
        {
            AddBetween(_places.AsSpan(0, delimiters), row.Length);
            return;
        }

        var length = Encoding.UTF8.GetChars(row, _chars);
        if (row.Contains((byte)'"'))
            SplitQuoted(length);
        else
            Split(length);
    }

    private void AddBetween(ReadOnlySpan<int> separators, int length)
    {
        var start = 0;
        foreach (var separator in separators)
        {
            Add(start, separator - start);
            start = separator + 1;
        }

        Add(start, length - start);
    }

    private void Split(int length)
    {
        var start = 0;
        while (true)
        {
            var end = _chars.AsSpan(start, length - start).IndexOf(delimiter);
            Add(start, end < 0 ? length - start : end);
            if (end < 0)
                return;
            start += end + 1;
        }
    }

    private void SplitQuoted(int length)
    {
        var start = 0;
        while (true)
        {
            var quote = start;
            while (quote < length && _chars[quote] == ' ' && delimiter != ' ')
                quote++;
            var isQuoted = quote < length && _chars[quote] == '"';
            var end = isQuoted ? Unquote(quote + 1, length) : start;
            var rest = _chars.AsSpan(end, length - end).IndexOf(delimiter);
            var next = rest < 0 ? length : end + rest;
            if (!isQuoted)
                Add(start, next - start);
            if (rest < 0)
                return;
            start = next + 1;
        }
    }

    /// <summary>
    /// Takes what stands between quotation marks, moved together in place: a doubled mark is one, a line end is LF. Answers
    /// the place after the closing mark.
    /// </summary>
    private int Unquote(int start, int length)
    {
        var to = start;
        var from = start;
        for (; from < length; from++)
        {
            var c = _chars[from];
            if (c == '"')
            {
                if (from + 1 == length || _chars[from + 1] != '"')
                    break;
                from++;
            }
            else if (c == '\r')
            {
                c = '\n';
                if (from + 1 < length && _chars[from + 1] == '\n')
                    from++;
            }

            _chars[to++] = c;
        }

        Add(start, to - start);
        return Math.Min(from + 1, length);
    }

    /// <summary>Whether a sign surely is no white space.</summary>
    private static bool IsInk(char c) => c is > ' ' and < '\u007F';

    private void Add(int start, int length)
    {
        if (Count == _fields.Length)
            Array.Resize(ref _fields, Count * 2);
        _fields[Count++] = (start, length);
    }
}
