using System.Text;
using Notify.Sdk.PhoneNumbers.Tests.Oracle;

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
    public void Strange_texts_are_an_error_kind_and_no_exception()
    {
        string[] strange =
        [
            new('a', 10_000), new('1', 10_000), "\uD800", "\uDC00\uD800", "+\uD835", "\uD835\uDFCF\uD835\uDFD0",
                "1;phone-context=+1tel:2", "tel:", ";phone-context=",
            ";ext=1", "+", "\uFF0B", "\u200E", "\0\0\0", "+49 " + new string('0', 300),
        ];
        foreach (var text in strange)
        {
            foreach (var region in new[] { null, "", "DE", "de", "ZZ", "800", "001", "\uD800\uDC00", new string('D', 10_000) })
            {
                // Twice, so that the fast lane is asked too.
                for (var i = 0; i < 2; i++)
                {
                    var found = PhoneNumber.TryParse(text, region, out var number, out var error);
                    found.Should().Be(error == PhoneNumberError.None);
                    found.Should().Be(number != default);
                }
            }
        }
    }

    [Theory]
    [InlineData(0x0660)]
    [InlineData(0x06F0)]
    [InlineData(0x0966)]
    [InlineData(0x0E50)]
    [InlineData(0xFF10)]
    public void Digits_of_another_script_alone_are_read_as_the_ASCII_ones_are(int zero)
    {
        var text = Example("DE", PhoneNumberFormat.E164);
        var other = string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)(zero + c - '0') : c));

        PhoneNumber.Parse(other, null).Should().Be(PhoneNumber.Parse(text, null));
    }

    [Fact]
    public void A_number_never_has_more_digits_than_were_written_and_its_region_adds()
    {
        // What a region adds: its country code, and an area code of at most four digits for local numbers.
        const int MostAdded = 3 + 4;
        var longer = Corpus.Numbers().Where(text => PhoneNumber.TryParse(text.Text, text.Region, out var number, out _)
            && number.ToE164().Length - 1 > text.Text.Count(c => char.IsDigit(c) || char.IsAsciiLetter(c)) + MostAdded);

        longer.Should().BeEmpty();
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
        var text = string.Concat(Example("EG", PhoneNumberFormat.National)
            .Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '\u0660') : c));

        PhoneNumber.TryParse(text, "EG", out var number, out _).Should().BeTrue();
        PhoneNumber.TryParse(Encoding.UTF8.GetBytes(text), "EG", out var again, out _).Should().BeTrue();

        number.IsValid.Should().BeTrue();
        again.Should().Be(number);
    }
}
