using System.Numerics;
using System.Text.Unicode;

namespace Notify.Sdk.Audience;

/// <summary>
/// Finds rows that are plain, and the marks of their fields, in one pass over 64 bytes at a time. Plain is a row of one line
/// with all its columns in which quotation marks, if any, stand around whole fields and nowhere else. The pass ends before
/// the first row that is not, or of which it is not sure: that one is for <see cref="CsvCutter"/> to look at.
/// </summary>
internal sealed class CsvSweep(char delimiter, int fields, CsvJudge judge, int maximumLength)
{
    /// <summary>Takes the rows that begin at a place, which moves past them. Answers how many lines that are.</summary>
    /// <param name="bytes">What is at hand of the file.</param>
    /// <param name="at">Where a row begins.</param>
    /// <param name="lineNumber">The line of that row.</param>
    /// <param name="rows">Where the rows go.</param>
    public int Take(ReadOnlySpan<byte> bytes, ref int at, int lineNumber, CsvIndex rows)
    {
        if (delimiter >= 0x80)
            return 0;
        var quotes = new CsvQuotes();
        var isWide = false;
        var lines = 0;
        var first = rows.Begin(at);
        var used = first + 1;
        for (var place = at; place < bytes.Length && used - first <= fields; place += CsvBits.Count)
        {
            var bits = CsvBits.Of(bytes, place, (byte)delimiter);
            var isSound = quotes.Read(bits, out var edges, out var feeds);
            var wide = bits.Wide;
            Write(rows.Reserve(used, CsvBits.Count), edges, place);
            for (; feeds != 0; feeds &= feeds - 1)
            {
                var line = feeds ^ (feeds - 1);
                var last = used + BitOperations.PopCount(edges & line) - 1;
                isWide |= (wide & line) != 0;
                if (last - first != fields || !IsPlain(bytes, rows.Marks, first, last))
                    return lines;
                var end = rows.Marks[last];
                if (isWide && !IsUtf8(bytes[at..end]))
                    return lines;
                if (!judge.NeedsValues || judge.Accepts(bytes[at..(end - 1)], lineNumber + lines))
                    rows.Add(first, isWide ? CsvShape.Plain : CsvShape.PlainAscii, lineNumber + lines);
                (first, at) = (last, end);
                lines++;
                wide &= ~line;
                isWide = false;
            }

            if (!isSound)
                return lines;
            used += BitOperations.PopCount(edges);
            isWide |= wide != 0;
        }

        return lines;
    }

    /// <summary>Writes down the places after bits, eight at a time: what is written too much is written over.</summary>
    private static void Write(Span<int> to, ulong bits, int place)
    {
        for (place++; bits != 0; to = to[8..])
        {
            for (var i = 0; i < 8; i++)
            {
                to[i] = place + BitOperations.TrailingZeroCount(bits);
                bits &= bits - 1;
            }
        }
    }

    private bool IsPlain(ReadOnlySpan<byte> bytes, int[] marks, int first, int last)
    {
        if (marks[last] - 1 - marks[first] > maximumLength)
            return false;
        if (judge.AccountId < 0)
            return true; // every row is judged
        var id = bytes[marks[first + judge.AccountId]..(marks[first + judge.AccountId + 1] - 1)];
        return (id.Length > 0 && CsvCell.IsSure((char)id[0], id.Length) && char.IsAsciiDigit((char)id[^1])
            && (id.Length < 3 || id[1] > (byte)'.'))
            || (HasInk(id) && !NoRows.MayBe(id));
    }

    /// <summary>Whether a field surely has something in it.</summary>
    private static bool HasInk(ReadOnlySpan<byte> field) => field switch
    {
        [(byte)'"', var second, ..] => CsvCell.IsSure((char)second, field.Length - 2),
        [var first, ..] => CsvCell.IsSure((char)first, field.Length),
        [] => false,
    };

    // U+FFFD in the file is what another program made of bytes that it could not read.
    public static bool IsUtf8(ReadOnlySpan<byte> row) => Utf8.IsValid(row) && (!row.Contains((byte)0xEF) || row.IndexOf("\uFFFD"u8) < 0);
}
