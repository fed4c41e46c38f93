using System.Text;

namespace Notify.Sdk.PhoneNumbers.Tests;

public sealed class BadInputTests
{
    // No number: the examples of the metadata are used where digits are needed.
    private static string Example(string region, PhoneNumberFormat format)
    {
        PhoneNumber.TryGetExample(region, PhoneNumberType.FixedLine, out var number).Should().BeTrue();
        return number.Format(format);
    }

    [Theory]
    [InlineData("", PhoneNumberError.NotANumber)]
    [InlineData(" ", PhoneNumberError.NotANumber)]
    [InlineData("n/a", PhoneNumberError.NotANumber)]
    [InlineData("see notes", PhoneNumberError.NotANumber)]
    [InlineData("+", PhoneNumberError.NotANumber)]
    [InlineData("+999 000 000", PhoneNumberError.InvalidCountryCode)]
    public void Text_without_a_number_is_an_error_kind(string text, PhoneNumberError expected)
    {
        PhoneNumber.TryParse(text, "DE", out var number, out var error).Should().BeFalse();

        error.Should().Be(expected);
        number.Should().Be(default(PhoneNumber));
    }

    [Fact]
    public void A_null_text_is_not_a_number_and_Parse_says_which_argument()
    {
        PhoneNumber.TryParse((string?)null, "DE", out _, out var error).Should().BeFalse();
        error.Should().Be(PhoneNumberError.NotANumber);

        var parse = () => PhoneNumber.Parse(null!, "DE");
        parse.Should().Throw<ArgumentNullException>().WithParameterName("text");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ZZ")]
    [InlineData("de")]
    [InlineData("001")]
    [InlineData("DEU")]
    [InlineData("Germany")]
    public void Without_a_known_region_only_numbers_with_a_plus_are_read(string? region)
    {
        PhoneNumber.IsKnownRegion(region).Should().BeFalse();
        PhoneNumber.TryParse(Example("DE", PhoneNumberFormat.National), region, out _, out var error).Should().BeFalse();
        error.Should().Be(PhoneNumberError.InvalidCountryCode);
        PhoneNumber.TryParse(Example("DE", PhoneNumberFormat.International), region, out var number, out _).Should().BeTrue();
        number.Region.Should().Be("DE");
    }

    [Theory]
    [InlineData("de", "*'de' is unknown*two capital letters*'DE'*")]
    [InlineData(null, "*no default region was given*with a plus and its country code*")]
    [InlineData("Germany", "*default region is unknown*two capital letters*'DE'*")]
    public void The_exception_says_which_form_of_region_is_expected(string? region, string message)
    {
        var text = Example("DE", PhoneNumberFormat.National);

        var parse = () => PhoneNumber.Parse(text, region);

        parse.Should().Throw<PhoneNumberFormatException>().WithMessage(message)
            .Which.Error.Should().Be(PhoneNumberError.InvalidCountryCode);
    }

    [Fact]
    public void No_exception_repeats_the_text()
    {
        var digits = Example("DE", PhoneNumberFormat.National);
        string[] texts = [digits, "call " + digits + " \u4E2D", digits + digits + digits, new string('7', 300), "+999" + digits, "secret"];
        foreach (var text in texts)
        {
            // A number typed into the wrong field must not come back as a "region".
            foreach (var region in new[] { null, "ZZ", "DE", text })
            {
                try
                {
                    PhoneNumber.Parse(text, region);
                }
                catch (PhoneNumberFormatException exception)
                {
                    exception.Should().BeAssignableTo<FormatException>();
                    exception.ToString().Should().NotContain(text).And.NotContain(digits);
                }
            }
        }
    }

    [Fact]
    public void Malformed_UTF_8_is_no_number_and_no_exception()
    {
        byte[] text = [0x2B, 0x34, 0x39, 0xFF, 0xC3, 0x28, 0x31];

        PhoneNumber.TryParse(text, "DE", out _, out var error).Should().BeFalse();
        error.Should().Be(PhoneNumberError.NotANumber);
    }

    [Fact]
    public void Texts_in_other_scripts_are_read_from_UTF_8_as_from_UTF_16()
    {
        var text = string.Concat(Example("EG", PhoneNumberFormat.National).Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '\u0660') : c));

        PhoneNumber.TryParse(text, "EG", out var number, out _).Should().BeTrue();
        PhoneNumber.TryParse(Encoding.UTF8.GetBytes(text), "EG", out var again, out _).Should().BeTrue();

        number.IsValid.Should().BeTrue();
        again.Should().Be(number);
    }
}
