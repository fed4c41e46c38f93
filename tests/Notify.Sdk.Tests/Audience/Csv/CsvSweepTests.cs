using System.Text;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

/// <summary>Which rows need no closer look, and what is known of them.</summary>
public sealed class CsvSweepTests
{
    private static readonly string Long = new('x', 70);

    [Theory]
    [InlineData("a1,Ann,b", nameof(CsvShape.PlainAscii))]
    [InlineData("a1,,", nameof(CsvShape.PlainAscii))]
    [InlineData("\"a1\",\"Miller, Ann\",\"\"", nameof(CsvShape.PlainAscii))]
    [InlineData("a1,Zoë,b", nameof(CsvShape.Plain))]
    [InlineData("a1,\"Müller, Zoë\",b", nameof(CsvShape.Plain))]
    [InlineData("a1,\"a \"\"b\"\"\",b", nameof(CsvShape.Any))]
    [InlineData("a1, \"Ann\" ,b", nameof(CsvShape.Any))]
    [InlineData("a1,\"Ann\nMiller\",b", nameof(CsvShape.Any))]
    [InlineData("ö1,Ann,b", nameof(CsvShape.Any))]
    [InlineData(" a1,Ann,b", nameof(CsvShape.Any))]
    public void A_row_is_known_for_what_it_is_wherever_it_stands(string row, string shape)
    {
        foreach (var lineEnd in new[] { "\n", "\r\n" })
        {
            for (var before = 0; before < 70; before++)
            {
                var text = $"x{Long[..before]},,{lineEnd}{row}{lineEnd}z,{Long},{lineEnd}";
                var (rows, bytes) = Take(text);

                rows.Count.Should().Be(3);
                var place = rows.PlaceOf(1, bytes, out var first, out var known);
                known.ToString().Should().Be(shape);
                Encoding.UTF8.GetString(bytes, place.Start, place.Length).Should().Be(row);
                if (known != CsvShape.Any)
                    rows.Marks[first..(first + 4)].Should().BeInAscendingOrder().And.StartWith(place.Start);
                rows.PlaceOf(2, bytes, out _, out known).Length.Should().Be(Long.Length + 3);
                known.Should().Be(CsvShape.PlainAscii);
            }
        }
    }

    private static (CsvIndex Rows, byte[] Bytes) Take(string text)
    {
        var (options, errors) = (new ContactCsvOptions { Delimiter = ',' }, new CsvErrors(null));
        var cutter = new CsvCutter(options, errors);
        var header = "id,name,email\n"u8;
        var at = 0;
        cutter.Next(header, ref at, false, out var place).Should().Be(CsvCut.Row);
        var fields = new CsvFields(',');
        fields.Read(header.Slice(place.Start, place.Length));
        cutter.JudgeBy(new(CsvHeader.Read(fields, 1, options, errors), ',', errors, CsvDates.Default));
        var (bytes, rows) = (Encoding.UTF8.GetBytes(text), new CsvIndex(3));
        at = 0;
        cutter.TakeAll(bytes, ref at, true, rows);
        cutter.Line.Should().Be(2 + text.Count(c => c == '\n'));
        return (rows, bytes);
    }
}
