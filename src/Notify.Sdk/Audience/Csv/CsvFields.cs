using System.Runtime.InteropServices;
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
    private int[] _own = new int[16];

    // Where fields begin, each a place after the end of the one before, and the place of the first. See CsvIndex.
    private int[] _marks = [];
    private int _first;
    private int _origin;
    private bool _hasQuotes; // still around the fields

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
            return length == 0 || (IsInk(_chars[start]) && IsInk(_chars[start + length - 1])) ? text : Trim(text);
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
        Begin(row.Length);
        var length = Encoding.UTF8.GetChars(row, _chars);
        if (row.Contains((byte)'"'))
            SplitQuoted(length);
        else
            Split(length);
    }

    /// <summary>Takes a plain row. What <see cref="CsvIndex"/> knows of its fields is used in place.</summary>
    public void ReadPlain(ReadOnlySpan<byte> bytes, int[] marks, int first, int count)
    {
        var row = bytes[marks[first]..(marks[first + count] - 1)];
        if (_chars.Length < row.Length)
            _chars = new char[Math.Max(row.Length, _chars.Length * 2)];
        if (row.Length >= Vector256<byte>.Count && TryWiden(row, _chars))
            (_marks, _first, _origin, _hasQuotes, Count) = (marks, first, marks[first], true, count);
        else
            Decode(bytes, marks.AsSpan(first, count + 1));
    }

    /// <summary>Copies ASCII of 32 bytes or more into characters; false when it is not.</summary>
    private static bool TryWiden(ReadOnlySpan<byte> row, Span<char> chars)
    {
        ref var from = ref MemoryMarshal.GetReference(row);
        ref var to = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(chars[..row.Length]));
        var all = Vector256<byte>.Zero;
        for (int at = 0, end = row.Length - Vector256<byte>.Count; ; at = Math.Min(at + Vector256<byte>.Count, end)) // the last part overlaps the one before
        {
            var part = Vector256.LoadUnsafe(ref from, (nuint)at);
            all |= part;
            var (lower, upper) = Vector256.Widen(part);
            lower.StoreUnsafe(ref to, (nuint)at);
            upper.StoreUnsafe(ref to, (nuint)(at + Vector256<ushort>.Count));
            if (at == end)
                return all.ExtractMostSignificantBits() == 0;
        }
    }

    private void Decode(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> marks)
    {
        Begin(marks[^1] - marks[0]);
        _hasQuotes = true;
        var length = 0;
        for (var i = 1; i < marks.Length; i++)
        {
            length += Encoding.UTF8.GetChars(bytes[marks[i - 1]..(marks[i] - 1)], _chars.AsSpan(length));
            Mark(++length);
        }
    }

    /// <summary>Begins a row whose fields are written to the buffer one after the other, a place between.</summary>
    private void Begin(int length)
    {
        if (_chars.Length < length)
            _chars = new char[Math.Max(length, _chars.Length * 2)];
        (_marks, _first, _origin, _hasQuotes, Count) = (_own, 0, 0, false, 0);
    }

    private void Split(int length)
    {
        var start = 0;
        while (_chars.AsSpan(start, length - start).IndexOf(delimiter) is >= 0 and var end)
            Mark(start += end + 1);
        Mark(length + 1);
    }

    /// <summary>Moves the fields together in place, without quotation marks around them.</summary>
    private void SplitQuoted(int length)
    {
        for (int from = 0, to = 0; ; from++)
        {
            var quote = from;
            while (quote < length && _chars[quote] == ' ' && delimiter != ' ')
                quote++;
            var isQuoted = quote < length && _chars[quote] == '"';
            if (isQuoted)
                from = Unquote(quote + 1, length, ref to);
            var rest = _chars.AsSpan(from, length - from);
            var end = rest.IndexOf(delimiter);
            if (end >= 0)
                rest = rest[..end];
            if (!isQuoted)
            {
                rest.CopyTo(_chars.AsSpan(to));
                to += rest.Length;
            }

            Mark(++to);
            if (end < 0)
                return;
            from += end;
        }
    }

    /// <summary>
    /// Moves what stands between quotation marks: a doubled mark is one, a line end is LF. Answers the place after the closing mark.
    /// </summary>
    private int Unquote(int from, int length, ref int to)
    {
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

        return Math.Min(from + 1, length);
    }

    private ReadOnlyMemory<char> Trim(ReadOnlyMemory<char> text)
    {
        text = text.Trim();
        return _hasQuotes && text.Span is ['"', ..] ? text[1..^1].Trim() : text;
    }

    /// <summary>Whether a sign surely is neither white space nor a quotation mark.</summary>
    private static bool IsInk(char c) => c is > '"' and < '\u007F';

    private void Mark(int next)
    {
        if (++Count == _own.Length)
        {
            Array.Resize(ref _own, Count * 2);
            _marks = _own;
        }

        _own[Count] = next;
    }
}
