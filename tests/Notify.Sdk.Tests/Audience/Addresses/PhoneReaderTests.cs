using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

/// <summary>Numbers as people type them; each test names one habit.</summary>
public class PhoneReaderTests
{
    private static readonly DefaultPhoneNumberParser Parser = new();

    private static string? Read(string text, string? country) => Parser.TryParse(text, country, out var number, out _) ? number.E164 : null;

    private static string? Key(string text, string? country) =>
        Parser.TryParse(text, country, out var number, out _) ? number.Key.Value : null;

    private static string Why(string text, string? country)
    {
        Parser.TryParse(text, country, out _, out var error).Should().BeFalse();
        return error!;
    }

    [Theory]
    [InlineData("0664 1234567 Tom", "AT", "+436641234567")]
    [InlineData("0664 1234567 Mama mobil", "AT", "+436641234567")]
    [InlineData("0664/1234567(Tom)", "AT", "+436641234567")]
    [InlineData("Tel. 0664 1234567", "AT", "+436641234567")]
    [InlineData("mobile: 07400 123456 (work)", "GB", "+447400123456")]
    [InlineData("07400 123456 Том", "GB", "+447400123456")]
    [InlineData("07400 123456 手机", "GB", "+447400123456")]
    [InlineData("0800 1234567 Tom", "DE", "+498001234567")]
    public void Letters_behind_a_whole_number_are_no_digits(string text, string country, string expected) =>
        Read(text, country).Should().Be(expected);

    [Theory]
    [InlineData("1-800-FLOWERS", "US", "+18003569377")]
    [InlineData("Call 1-800-FLOWERS", "US", "+18003569377")]
    [InlineData("1 800 go fedex", "US", "+18004633339")]
    public void Letters_are_digits_in_a_toll_free_number(string text, string country, string expected) =>
        Read(text, country).Should().Be(expected);

    [Theory]
    [InlineData("0664 Tom", "AT")]
    [InlineData("0664 TOMTOMT", "AT")]
    [InlineData("07400 12 Bob 3456", "GB")]
    [InlineData("202 FLOWERS", "US")]
    [InlineData("Tom", "AT")]
    [InlineData("tel:0664-1234567-Tom;phone-context=+43", "AT")]
    public void Letters_in_the_midst_of_another_number_refuse_it(string text, string country) => Read(text, country).Should().BeNull();

    [Fact]
    public void The_refusal_of_letters_names_the_remedy_and_not_the_number() =>
        Why("07400 12 Bob 3456", "GB").Should().Contain("digits only").And.NotContain("07400").And.NotContain("Bob");

    [Theory]
    [InlineData("030 23125-110/111", "DE", "+493023125110")]
    [InlineData("030 23125-110, -111", "DE", "+493023125110")]
    [InlineData("0664 12345 / 67890", "AT", "+4366412345")]
    [InlineData("0664 1234567 / 0664 7654321", "AT", "+436641234567")]
    [InlineData("07400 123456 or 07400 123457", "GB", "+447400123456")]
    [InlineData("07400 123456 oder 07400 123457", "GB", "+447400123456")]
    [InlineData("07400 123456, 07400 123457", "GB", "+447400123456")]
    [InlineData("07400 123456; 07400 123457", "GB", "+447400123456")]
    [InlineData("07400 123456 & 57", "GB", "+447400123456")]
    [InlineData("07400 123456\n07400 123457", "GB", "+447400123456")]
    [InlineData("+447400123456 +447400123457", null, "+447400123456")]
    [InlineData("07400 123456,123457", "GB", "+447400123456")]
    public void Of_two_numbers_or_endings_the_first_is_read(string text, string? country, string expected)
    {
        Read(text, country).Should().Be(expected);
        Key(text, country).Should().Be(expected);
    }

    [Theory]
    [InlineData("07400 12345/6", "GB")]
    [InlineData("020255, 50104", "GB")]
    [InlineData("5551234 or 5551235", "US")]
    public void Two_numbers_of_which_the_first_is_not_whole_are_refused(string text, string country) =>
        Why(text, country).Should().ContainAny("several numbers", "digits only");

    [Theory]
    [InlineData("0664/1234567", "AT", "+436641234567")]
    [InlineData("030/23125110", "DE", "+493023125110")]
    [InlineData("0043/664/1234567", "AT", "+436641234567")]
    [InlineData("+43/664/1234567", null, "+436641234567")]
    public void A_slash_behind_an_area_code_parts_no_two_numbers(string text, string? country, string expected) =>
        Read(text, country).Should().Be(expected);

    [Theory]
    [InlineData('\u00A0')]
    [InlineData('\u2007')]
    [InlineData('\u2009')]
    [InlineData('\u202F')]
    [InlineData('\u200E')]
    [InlineData('\uFE0F')]
    [InlineData('\t')]
    [InlineData('\u200B')]
    [InlineData('\u2060')]
    [InlineData('\uFEFF')]
    [InlineData('\u3000')]
    [InlineData('\u202A')]
    [InlineData('\u00AD')]
    [InlineData('\u2013')]
    [InlineData('\u2212')]
    [InlineData('\u00B7')]
    public void Layout_inside_and_around_a_number_is_passed_over(char layout)
    {
        Read($"{layout}07400{layout}123456{layout}", "GB").Should().Be("+447400123456");
        Read($"{layout}+44{layout}7400{layout}{layout}123456", null).Should().Be("+447400123456");
    }

    [Theory]
    [InlineData("٠٧٤٠٠ ١٢٣٤٥٦", "GB", "+447400123456")]
    [InlineData("＋４４（７４００）１２３４５６", null, "+447400123456")]
    [InlineData("0\uFE0F\u20E37\uFE0F\u20E3400123456", "GB", "+447400123456")]
    public void Digits_of_other_scripts_are_digits(string text, string? country, string expected) =>
        Read(text, country).Should().Be(expected);

    [Theory]
    [InlineData("447400123456.0")]
    [InlineData("+447400123456.00")]
    [InlineData("447400123456,0")]
    [InlineData("=\"447400123456\"")]
    [InlineData("'07400123456")]
    public void A_number_that_went_through_a_spreadsheet_is_read(string text) => Read(text, "GB").Should().Be("+447400123456");

    [Theory]
    [InlineData("4.474E+11")]
    [InlineData("4,474E+11")]
    [InlineData("4.474e11")]
    [InlineData("4E+11")]
    [InlineData("4.474 E+11")]
    [InlineData("4.474e+011")]
    [InlineData("4.47400123456E+11")]
    [InlineData(" \u00A04.474E+11 ")]
    public void A_number_that_a_spreadsheet_rounded_is_refused_and_the_reason_says_so(string text) =>
        Why(text, "GB").Should().Contain("spreadsheet");

    [Theory]
    [InlineData("07400 123456 x2", "2")]
    [InlineData("07400 123456, 2", "2")]
    [InlineData("07400 123456 ext. 7", "7")]
    [InlineData("07400 123456 Ext: 7", "7")]
    [InlineData("07400 123456 (extension 12)", "12")]
    [InlineData("07400 123456 #12", "12")]
    [InlineData("07400 123456;ext=12", "12")]
    [InlineData("07400 123456 доб. 12", "12")]
    [InlineData("07400 123456, ext 12", "12")]
    [InlineData("07400 123456 ext. ٧", "7")]
    [InlineData("07400 123456 x302/x2303", "302")]
    public void An_extension_is_kept_apart_from_the_number(string text, string extension)
    {
        Parser.TryParse(text, "GB", out var number, out _).Should().BeTrue();
        (number!.E164, number.Extension).Should().Be(("+447400123456", extension));
    }

    [Theory]
    [InlineData("1-202-555-0104", "GB", "+12025550104")]
    [InlineData("230 5 2512345", "GB", "+23052512345")]
    [InlineData("00447400123456", "US", "+447400123456")]
    [InlineData("00 44 7400 123456", "JP", "+447400123456")]
    [InlineData("784951234567", "GB", "+74951234567")]
    [InlineData("5215512345678", "GB", "+525512345678")]
    public void A_number_without_plus_that_is_none_of_the_country_is_read_with_its_country_code_and_that_is_said(
        string text, string country, string expected)
    {
        Parser.TryParse(text, country, out var number, out _).Should().BeTrue();
        (number!.E164, number.WasReadAsInternational, number.OtherReading).Should().Be((expected, true, null));
    }

    [Theory]
    [InlineData("14155552671", "AT", "+4314155552671", "+14155552671")]
    [InlineData("14155552671", "DE", null, "+14155552671")]
    [InlineData("491622550123", "DE", "+49491622550123", "+491622550123")]
    public void A_bare_landline_that_may_be_a_number_abroad_is_in_doubt(string text, string country, string? national, string international)
    {
        Parser.TryParse(text, country, out var number, out _).Should().BeTrue();
        if (national is null && number!.WasReadAsInternational)
        {
            number.E164.Should().Be(international);
            return;
        }

        (number!.OtherReading, number.SmsCapable, number.VoiceCapable).Should().Be((international, false, false));
        if (national is not null) number.E164.Should().Be(national);
    }

    [Theory]
    [InlineData("0491 622550123", "DE")]
    [InlineData("0491622550123", "DE")]
    [InlineData("01 4155552671", "AT")]
    [InlineData("22 34 56 78", "NO")]
    [InlineData("(31) 3688-3193", "BR")]
    [InlineData("2025550104", "US")]
    public void A_number_in_the_form_of_its_country_is_in_no_doubt(string text, string country)
    {
        Parser.TryParse(text, country, out var number, out _).Should().BeTrue();
        (number!.OtherReading, number.WasReadAsInternational).Should().Be((null, false));
    }

    [Fact]
    public void A_number_without_plus_and_country_is_refused_and_the_reason_says_what_to_write() =>
        Why("447400123456", null).Should().Contain("write +, country code and number");

    [Theory]
    [InlineData("")]
    [InlineData(" \t\u200B ")]
    [InlineData("\uD800")]
    [InlineData("07400\uD800123456")]
    [InlineData("\uDC00+447400123456")]
    [InlineData("١٢٣")]
    [InlineData("+")]
    [InlineData("((((")]
    [InlineData(";ext=5")]
    [InlineData("\0\0\0")]
    [InlineData("1;phone-context=")]
    public void Bad_input_is_refused_or_read_and_never_throws(string text)
    {
        foreach (var country in new[] { null, "GB", "XX", "gb", "", "001" })
        {
            var act = () => Parser.TryParse(text, country, out _, out _);
            act.Should().NotThrow();
        }
    }

    [Fact]
    public void Ten_thousand_letters_are_too_long()
    {
        Why(new string('a', 10_000), "GB").Should().Contain("too long");
        Parser.TryParse(null, "GB", out _, out var error).Should().BeFalse();
        error.Should().NotBeNull();
    }

    [Theory]
    [InlineData("0xx21 2345-6789", "BR", "+552123456789")]
    [InlineData("tel:07400-123456;phone-context=+44", null, "+447400123456")]
    [InlineData("+44 (0)7400 123456", null, "+447400123456")]
    [InlineData("00 44 7400 123456", "DE", "+447400123456")]
    [InlineData("8~10 44 7400 123456", "RU", "+447400123456")]
    public void What_the_engine_knows_of_custom_is_still_read(string text, string? country, string expected) =>
        Read(text, country).Should().Be(expected);
}
