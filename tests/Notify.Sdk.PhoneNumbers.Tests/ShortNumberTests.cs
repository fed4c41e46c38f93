using Notify.Sdk.PhoneNumbers.Tests.Oracle;

namespace Notify.Sdk.PhoneNumbers.Tests;

public sealed class ShortNumberTests
{
    [Fact]
    public void Short_and_emergency_numbers_are_those_of_the_library()
    {
        var (info, util) = (Google.ShortNumberInfo.GetInstance(), Google.PhoneNumberUtil.GetInstance());
        var (lines, asked, differences) = (0, 0, new List<string>());
        foreach (var (text, region) in Corpus.ShortNumbers())
        {
            lines++;
            var same = ShortNumbers.IsEmergency(text, region) == info.IsEmergencyNumber(text, region)
                && ShortNumbers.ConnectsToEmergency(text, region) == info.ConnectsToEmergencyNumber(text, region);
            // Only what the library reads as the digits that stand there can be put to it as a number.
            if (text.Length is > 2 and < 18 && text.All(char.IsAsciiDigit) && PhoneNumber.TryParse(text, region, out _, out _)
                && util.Parse(text, region) is var number && util.GetNationalSignificantNumber(number) == text)
            {
                asked++;
                same &= ShortNumbers.IsShortNumber(text, region) == info.IsValidShortNumberForRegion(number, region);
            }

            if (!same)
                differences.Add($"{text} in {region}");
        }

        lines.Should().Be(12_000);
        asked.Should().BeGreaterThan(4_000);
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
}
