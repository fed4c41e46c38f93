using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Notify.Sdk.Rendering;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Rendering;

public class SmsSegmentsTests
{
    private static readonly JsonElement File = JsonDocument.Parse(
        System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Corpora", "gsm-vectors.json"))).RootElement;

    private static readonly Gen<string> Text =
        from alphabet in Gen.Elements("ab€|{", "ab€ê", "ê😀a", "a\ud83d😀\ude00")
        from length in Gen.Choose(0, 400)
        from letters in Gen.Elements(Runes(alphabet)).ListOf(length)
        select string.Concat(letters);

    public static TheoryData<string> Vectors =>
        [.. File.GetProperty("vectors").EnumerateArray().Select(v => v.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Every_vector_is_counted_as_published(string name)
    {
        var vector = File.GetProperty("vectors").EnumerateArray().Single(v => v.GetProperty("name").GetString() == name);
        var counted = SmsSegments.Count(vector.GetProperty("text").GetString());
        counted.Encoding.Should().Be(vector.GetProperty("encoding").GetString() == "UCS2" ? SmsEncoding.Ucs2 : SmsEncoding.Gsm7);
        counted.Units.Should().Be(vector.GetProperty("units").GetInt32());
        counted.Segments.Should().Be(vector.GetProperty("segments").GetInt32());
    }

    [Fact]
    public void The_alphabet_is_the_published_one()
    {
        var (basic, extension) = (File.GetProperty("basic").GetString()!, File.GetProperty("extension").GetString()!);
        for (var c = 0; c <= char.MaxValue; c++)
            Gsm7Alphabet.Septets((char)c).Should().Be(basic.Contains((char)c) ? 1 : extension.Contains((char)c) ? 2 : 0, "of U+{0:X4}", c);
    }

    [Fact]
    public void The_characters_that_force_ucs2_are_found_one_after_the_other()
    {
        const string text = "Pay – “now” or 5 €";
        List<int> found = [];
        for (var at = SmsSegments.NextUcs2(text); at >= 0; at = SmsSegments.NextUcs2(text, at + 1))
            found.Add(at);
        found.Should().Equal(4, 6, 10);
    }

    [Fact]
    public void The_count_is_that_of_segments_that_are_really_cut() => Repeatable.ForAll(Text, 500, text =>
    {
        var counted = SmsSegments.Count(text);
        var parts = Cut(text, counted.Encoding);
        string.Concat(parts).Should().Be(text);
        counted.Segments.Should().Be(Math.Max(parts.Count, 1));
    });

    [Fact]
    public void Dividing_the_length_counts_too_few() // the naive rule, kept to show that the tests above can tell it from the right one
    {
        var text = new string('a', 152) + '€' + new string('a', 152);
        Naive(text).Should().Be(2);
        SmsSegments.Count(text).Segments.Should().Be(3);
    }

    [Fact]
    public void Counting_allocates_nothing()
    {
        var text = new string('a', 152) + "€ê😀" + new string('a', 152);
        SmsSegments.Count(text);
        Allocations.Of(() =>
        {
            for (var i = 0; i < 100; i++)
                SmsSegments.Count(text);
        }).Should().Be(0);
    }

    /// <summary>The obvious way: fill one segment after the other with whole characters.</summary>
    private static List<string> Cut(string text, SmsEncoding encoding)
    {
        var pieces = encoding == SmsEncoding.Gsm7 ? [.. text.Select(c => c.ToString())] : Runes(text);
        int Cost(string piece) =>
            encoding == SmsEncoding.Gsm7 ? "\f^{}\\[~]|€".Contains(piece, StringComparison.Ordinal) ? 2 : 1 : piece.Length;
        var (single, part) = encoding == SmsEncoding.Gsm7 ? (160, 153) : (70, 67);
        if (pieces.Sum(Cost) <= single)
            return [text];
        List<string> parts = [];
        var (current, used) = (new StringBuilder(), 0);
        foreach (var piece in pieces)
        {
            if (used + Cost(piece) > part)
            {
                parts.Add(current.ToString());
                current.Clear();
                used = 0;
            }

            current.Append(piece);
            used += Cost(piece);
        }

        return [.. parts, current.ToString()];
    }

    private static string[] Runes(string text)
    {
        List<string> runes = [];
        for (var i = 0; i < text.Length; i += runes[^1].Length)
            runes.Add(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) ? text.Substring(i, 2) : text[i].ToString());
        return [.. runes];
    }

    private static int Naive(string text)
    {
        var septets = text.Sum(Gsm7Alphabet.Septets);
        return septets <= 160 ? 1 : (septets + 152) / 153;
    }
}
