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
    /// <param name="line">The line of that row.</param>
    /// <param name="rows">Where the rows go.</param>
    public int Take(ReadOnlySpan<byte> bytes, ref int at, int line, CsvIndex rows)
    {
        if (delimiter >= 0x80)
            return 0;
        var quotes = new CsvQuotes();
        var hasWide = false;
        var lines = 0;
        var first = rows.Begin(at);
        var used = first + 1;
        for (var place = at; place < bytes.Length && used - first <= fields; place += CsvBits.Count)
        {
            var bits = CsvBits.Of(bytes, place, (byte)delimiter);
            var isSound = quotes.Read(bits, out var edges, out var feeds);
            hasWide |= bits.Wide != 0;
            Write(rows.Reserve(used, CsvBits.Count), edges, place);
            for (; feeds != 0; feeds &= feeds - 1)
            {
                var last = used + BitOperations.PopCount(edges & (feeds ^ (feeds - 1))) - 1;
                if (last - first != fields || !IsPlain(bytes, rows.Marks, first, last, hasWide))
                    return lines;
                var end = rows.Marks[last];
                if (!judge.NeedsValues || judge.Accepts(bytes[at..(end - 1)], line + lines))
                    rows.AddPlain(first);
                (first, at) = (last, end);
                lines++;
            }

            if (!isSound)
                return lines;
            used += BitOperations.PopCount(edges);
            hasWide = bits.Wide != 0 || (hasWide && bits.Feeds == 0);
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

    private bool IsPlain(ReadOnlySpan<byte> bytes, int[] marks, int first, int last, bool mayBeWide)
    {
        var (start, end) = (marks[first], marks[last] - 1);
        return end - start <= maximumLength
            && HasInk(bytes[marks[first + judge.AccountId]..(marks[first + judge.AccountId + 1] - 1)])
            && (!mayBeWide || IsUtf8(bytes[start..end]));
    }

    /// <summary>Whether a field surely has something in it.</summary>
    private static bool HasInk(ReadOnlySpan<byte> field) => field switch
    {
        [(byte)'"', var second, ..] => IsInk(second),
        [var first, ..] => IsInk(first),
        [] => false,
    };

    private static bool IsInk(byte sign) => sign is > (byte)'"' and < 0x7F;

    // U+FFFD in the file is what another program made of bytes that it could not read.
    public static bool IsUtf8(ReadOnlySpan<byte> row) => Utf8.IsValid(row) && row.IndexOf("\uFFFD"u8) < 0;
}
