using System.Diagnostics;

namespace Notify.Sdk.PhoneNumbers.Tests;

public sealed class PersonalDataTests
{
    [Fact]
    public void ToString_and_interpolation_show_the_country_code_and_two_digits_at_most()
    {
        foreach (var region in new[] { "DE", "US", "IT", "JP", "AC" })
        {
            PhoneNumber.TryGetExample(region, PhoneNumberType.FixedLine, out var number).Should().BeTrue();
            var national = number.ToE164()[$"+{number.CountryCode}".Length..];

            var shown = $"{number}";

            shown.Should().Be(number.ToString()).And.StartWith($"+{number.CountryCode}*").And.HaveLength(number.ToE164().Length);
            shown[$"+{number.CountryCode}".Length..].Count(char.IsAsciiDigit).Should().BeLessThanOrEqualTo(2);
            shown.Should().NotContain(national);
        }
    }

    [Fact]
    public void A_masked_number_hides_its_extension()
    {
        PhoneNumber.TryGetExample("US", PhoneNumberType.FixedLine, out var number).Should().BeTrue();
        var extended = PhoneNumber.Parse(number.Format(PhoneNumberFormat.International) + " ext. 9876", null);

        extended.Extension.Should().Be("9876");
        extended.ToString().Should().Be(number.ToString());
    }

    [Fact]
    public void The_default_is_empty_in_all_forms()
    {
        var none = default(PhoneNumber);

        none.ToString().Should().BeEmpty();
        foreach (var format in Enum.GetValues<PhoneNumberFormat>())
            none.Format(format).Should().BeEmpty();
        none.CountryCode.Should().Be(0);
        none.IsValid.Should().BeFalse();
        none.IsPossible.Should().BeFalse();
        none.PossibleReason.Should().Be(PossibleResult.InvalidCountryCode);
        none.Region.Should().BeNull();
        none.Extension.Should().BeNull();
        none.IsValidForRegion("US").Should().BeFalse();
        none.TimeZones.Should().Equal("Etc/Unknown");
    }

    [Fact]
    public void No_formattable_interface_prints_the_whole_number()
    {
        // String interpolation prefers ISpanFormattable to ToString.
        typeof(PhoneNumber).Should().NotImplement<IFormattable>();
        typeof(PhoneNumber).Should().NotImplement<ISpanFormattable>();
        typeof(PhoneNumber).GetCustomAttributes(typeof(DebuggerDisplayAttribute), false).Should().BeEmpty();
    }
}
