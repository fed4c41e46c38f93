using Notify.Sdk.PhoneNumbers.Tests.Oracle;

namespace Notify.Sdk.PhoneNumbers.Tests;

public sealed class ShortNumberTests
{
    [Fact]
    public void Short_and_emergency_numbers_are_those_of_Google()
    {
        var (lines, differences) = Compare("short-numbers.tsv.gz");

        lines.Should().Be(12_000);
        differences.Should().BeEmpty();
    }

    [Theory]
    [InlineData("112", "DE")]
    [InlineData("911", "US")]
    [InlineData("999", "GB")]
    public void An_emergency_number_is_one_in_its_region(string text, string region)
    {
        ShortNumbers.IsEmergency(text, region).Should().BeTrue();
        ShortNumbers.IsShortNumber(text, region).Should().BeTrue();
        ShortNumbers.ConnectsToEmergency(text + "1", region).Should().BeTrue();
    }

    [Theory]
    [InlineData("112", "ZZ")]
    [InlineData("112", "de")]
    [InlineData("112", "")]
    [InlineData("+112", "DE")]
    [InlineData("", "DE")]
    [InlineData("no digits", "DE")]
    public void An_unknown_region_a_plus_and_an_empty_text_are_never_short_numbers(string text, string region)
    {
        ShortNumbers.IsShortNumber(text, region).Should().BeFalse();
        ShortNumbers.IsEmergency(text, region).Should().BeFalse();
        ShortNumbers.ConnectsToEmergency(text, region).Should().BeFalse();
    }

    [Fact]
    public void A_region_without_a_name_has_no_short_numbers() =>
        ShortNumbers.IsShortNumber("112", null!).Should().BeFalse();

    [Fact]
    public void In_Brazil_only_the_emergency_number_itself_connects()
    {
        ShortNumbers.ConnectsToEmergency("190", "BR").Should().BeTrue();
        ShortNumbers.ConnectsToEmergency("1900", "BR").Should().BeFalse();
    }

    internal static (int Lines, List<string> Differences) Compare(string name)
    {
        var lines = 0;
        var differences = new List<string>();
        foreach (var line in CorpusFile.Read(name))
        {
            lines++;
            string[] ours =
            [
                Bit(ShortNumbers.IsShortNumber(line[0], line[1])),
                Bit(ShortNumbers.IsEmergency(line[0], line[1])),
                Bit(ShortNumbers.ConnectsToEmergency(line[0], line[1])),
            ];
            if (!ours.AsSpan().SequenceEqual(line.AsSpan(2, 3)))
                differences.Add(string.Join(" | ", line) + " got " + string.Join(" | ", ours));
        }

        return (lines, differences);
    }

    private static string Bit(bool value) => value ? "1" : "0";
}
