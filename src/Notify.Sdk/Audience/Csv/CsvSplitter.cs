using System.Text;

namespace Notify.Sdk.Audience;

/// <summary>Decodes a row that is whole and splits it into fields. One thread.</summary>
internal sealed class CsvSplitter(char delimiter)
{
    private int _count;

    /// <summary>The fields, one after the other with a place between.</summary>
    public char[] Chars { get; private set; } = new char[512];

    /// <summary>Where each field begins, and the place after the end of the last.</summary>
    public int[] Marks { get; private set; } = new int[16];

    /// <summary>Answers how many fields there are.</summary>
    public int Split(ReadOnlySpan<byte> row)
    {
        if (Chars.Length < row.Length)
            Chars = new char[Math.Max(row.Length, Chars.Length * 2)];
        _count = 0;
        var length = Encoding.UTF8.GetChars(row, Chars);
        if (row.Contains((byte)'"'))
            SplitQuoted(Chars, length);
        else
            SplitUnquoted(Chars.AsSpan(0, length));
        return _count;
    }

    private void SplitUnquoted(ReadOnlySpan<char> row)
    {
        var start = 0;
        while (row[start..].IndexOf(delimiter) is >= 0 and var end)
            Mark(start += end + 1);
        Mark(row.Length + 1);
    }

    /// <summary>Moves the fields together in place, without the quotation marks around them.</summary>
    private void SplitQuoted(char[] chars, int length)
    {
        for (int from = 0, to = 0; ; from++)
        {
            var quote = from;
            while (quote < length && chars[quote] == ' ' && delimiter != ' ')
                quote++;
            if (quote + 1 < length && chars[quote] == '=' && chars[quote + 1] == '"' && delimiter != '=')
                quote++;
            var isQuoted = quote < length && chars[quote] == '"';
            if (isQuoted)
                from = Unquote(chars.AsSpan(0, length), quote + 1, ref to);
            var rest = chars.AsSpan(from, length - from);
            var end = rest.IndexOf(delimiter);
            if (end >= 0)
                rest = rest[..end];
            if (!isQuoted)
            {
                rest.CopyTo(chars.AsSpan(to));
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
    private static int Unquote(Span<char> chars, int from, ref int to)
    {
        for (; from < chars.Length; from++)
        {
            var c = chars[from];
            if (c == '"')
            {
                if (from + 1 == chars.Length || chars[from + 1] != '"')
                    break;
                from++;
            }
            else if (c == '\r')
            {
                c = '\n';
                if (from + 1 < chars.Length && chars[from + 1] == '\n')
                    from++;
            }

            chars[to++] = c;
        }

        return Math.Min(from + 1, chars.Length);
    }

    private void Mark(int next)
    {
        if (++_count == Marks.Length)
        {
            var more = Marks;
            Array.Resize(ref more, _count * 2);
            Marks = more;
        }

        Marks[_count] = next;
    }
}
