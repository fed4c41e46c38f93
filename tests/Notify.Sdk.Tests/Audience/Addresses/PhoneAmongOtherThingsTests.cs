using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

/// <summary>Figures around a number that are none of it: list numbers, labels, times, second numbers and endings.</summary>
public class PhoneAmongOtherThingsTests
{
    private static readonly DefaultPhoneNumberParser Parser = new();

    private static PhoneAddress? Read(string text, string? country) =>
        Parser.TryParse(text, country, out var number, out _) ? number : null;

    private static string Why(string text, string country)
    {
        Parser.TryParse(text, country, out _, out var error).Should().BeFalse();
        return error!;
    }

    [Theory]
    [InlineData("2. 0171 1234567", "DE", "+491711234567")]
    [InlineData("2) 0171 1234567", "DE", "+491711234567")]
    [InlineData("(2) 0171 1234567", "DE", "+491711234567")]
    [InlineData("[2] 0171-1234567", "DE", "+491711234567")]
    [InlineData("#2 0171 1234567", "DE", "+491711234567")]
    [InlineData("2 - 0171 1234567", "DE", "+491711234567")]
    [InlineData("2/0171 1234567", "DE", "+491711234567")]
    [InlineData("2: 0171 1234567", "DE", "+491711234567")]
    [InlineData("2, 0171 1234567", "DE", "+491711234567")]
    [InlineData("2. +49 171 1234567", "DE", "+491711234567")]
    [InlineData("2. 0049 171 1234567", "AT", "+491711234567")]
    [InlineData("Tel 2 0171 1234567", "DE", "+491711234567")]
    [InlineData("Tel2 0171 1234567", "DE", "+491711234567")]
    [InlineData("Tel. 2: 0171 1234567", "DE", "+491711234567")]
    [InlineData("2. Handy 0171 1234567", "DE", "+491711234567")]
    [InlineData("Handy 2 - 0171 1234567", "DE", "+491711234567")]
    [InlineData("Wohnung 4 030 1234567", "DE", "+49301234567")]
    [InlineData("Wohnung 12 030 1234567", "DE", "+49301234567")]
    [InlineData("1. 0664 1234567", "AT", "+436641234567")]
    [InlineData("2 07400 123456", "GB", "+447400123456")]
    [InlineData("2. 06 1234 5678", "IT", "+390612345678")]
    [InlineData("2. 8 916 123-45-67", "RU", "+79161234567")]
    [InlineData("4. 930 555 2671", "US", "+19305552671")]
    [InlineData("2. 0171 12345", "DE", null)]
    public void A_list_number_or_label_in_front_is_no_part_of_the_number(string text, string country, string? expected) =>
        (Read(text, country)?.E164).Should().Be(expected);

    [Theory]
    [InlineData("(0)171 1234567", "DE", "+491711234567")]
    [InlineData("+49 (0)171 1234567", null, "+491711234567")]
    [InlineData("49 (0)171 1234567", "AT", "+491711234567")]
    [InlineData("0 171 1234567", "DE", "+491711234567")]
    [InlineData("49 0171 1234567", "DE", "+491711234567")]
    [InlineData("1 (415) 555-2671", "US", "+14155552671")]
    [InlineData("1. 415. 555. 2671", "US", "+14155552671")]
    [InlineData("8 (916) 123-45-67", "RU", "+79161234567")]
    [InlineData("8 029 123 45 67", "BY", "+375291234567")]
    [InlineData("06 12 34 56 78", "FR", "+33612345678")]
    [InlineData("06 01 02 03 04", "FR", "+33601020304")]
    [InlineData("6 01 02 03 04", "FR", "+33601020304")]
    [InlineData("32 12 05 06", "DK", "+4532120506")]
    [InlineData("22 01 02 03", "NO", "+4722010203")]
    [InlineData("0 15 11 98765-4321", "BR", "+5511987654321")]
    [InlineData("00 44 7400 123456", "US", "+447400123456")]
    [InlineData("0664 1234567 866", "AT", "+436641234567866")]
    [InlineData("0664 123 45 67", "AT", "+436641234567")]
    [InlineData("0664 123 45 67 Tom", "AT", "+436641234567")]
    [InlineData("030 23125-110", "DE", "+493023125110")]
    [InlineData("030 23125 - 110", "DE", "+493023125110")]
    [InlineData("030 23125-0", "DE", "+4930231250")]
    [InlineData("030 2093 4567", "DE", "+493020934567")]
    [InlineData("+49 (1711234567)", null, "+491711234567")]
    [InlineData("0171 (1234567)", "DE", "+491711234567")]
    [InlineData("040 123 4567", "FI", "+358401234567")]
    [InlineData("98765 43210", "IN", "+919876543210")]
    [InlineData("0812 3456 7890", "ID", "+6281234567890")]
    [InlineData("01 512345-47", "AT", "+43151234547")]
    [InlineData("8 (812) 123-45-67", "RU", "+78121234567")]
    public void A_real_form_stays_whole(string text, string? country, string expected) =>
        (Read(text, country)?.E164, Read(text, country)?.OtherReading).Should().Be((expected, null));

    [Theory]
    [InlineData("0664 1234567 (2)", "AT", "+436641234567")]
    [InlineData("0664 1234567 - 2", "AT", "+436641234567")]
    [InlineData("0664 1234567 17:00", "AT", "+436641234567")]
    [InlineData("0664 123 45 67 17:00", "AT", "+436641234567")]
    [InlineData("0664 1234567 9-17", "AT", "+436641234567")]
    [InlineData("0664 1234567 9\u201317", "AT", "+436641234567")]
    [InlineData("0664 1234567 17h", "AT", "+436641234567")]
    [InlineData("0664 1234567 17 Uhr", "AT", "+436641234567")]
    [InlineData("030 1234567 17-19 Uhr", "DE", "+49301234567")]
    [InlineData("030 1234567 2. Stock", "DE", "+49301234567")]
    [InlineData("030 1234567 12. Stock", "DE", "+49301234567")]
    [InlineData("030 1234567 (2x)", "DE", "+49301234567")]
    [InlineData("030 1234567 (12)", "DE", "+49301234567")]
    [InlineData("030 1234567 10115 Berlin", "DE", "+49301234567")]
    [InlineData("040 123 4567 (2)", "FI", "+358401234567")]
    [InlineData("0812 3456 7890 (2)", "ID", "+6281234567890")]
    [InlineData("0171 1234567 8", "DE", "+491711234567")]
    [InlineData("0664 1234567 1", "AT", "+436641234567")]
    [InlineData("0664 1234567 1 2", "AT", "+436641234567")]
    [InlineData("0664 123 45 67Tom", "AT", null)]
    [InlineData("0664 123 45 67. Tom", "AT", null)]
    [InlineData("(415) 555-2671 2", "US", "+14155552671")]
    [InlineData("0664 123 (2)", "AT", null)]
    public void A_note_behind_is_no_part_of_the_number(string text, string country, string? expected)
    {
        (Read(text, country)?.E164).Should().Be(expected);
        (Read(text, country)?.Key.Value).Should().Be(expected);
    }

    [Theory]
    [InlineData("01 51234 01 51235", "AT", "+43151234")]
    [InlineData("01 512345 512346", "AT", "+431512345")]
    [InlineData("0664 1234567 - 68", "AT", "+436641234567")]
    [InlineData("0664 1234567 01 512345", "AT", "+436641234567")]
    [InlineData("030 1234 030 1235", "DE", "+49301234")]
    [InlineData("030-12345-030-12346", "DE", "+493012345")]
    [InlineData("040 12345 12346", "DE", "+494012345")]
    [InlineData("040 12345 12346", "FI", "+3584012345")]
    [InlineData("089 12345 089 12346", "DE", "+498912345")]
    [InlineData("030 23125-110-112", "DE", "+493023125110")]
    [InlineData("030 23125 110-112", "DE", "+493023125110")]
    [InlineData("030 23125 110-112-114", "DE", "+493023125110")]
    [InlineData("01 5123456-57 58", "AT", "+4315123456")]
    [InlineData("01 512345-46", "AT", "+431512345")]
    [InlineData("07400 123456 07400 123457", "GB", "+447400123456")]
    public void Of_two_numbers_or_endings_in_a_row_the_first_is_read(string text, string country, string expected) =>
        (Read(text, country)?.E164).Should().Be(expected);

    [Fact]
    public void A_figure_that_may_be_a_note_behind_what_is_no_whole_number_refuses_the_text() =>
        Why("0664 123 (2)", "AT").Should().Contain("several numbers");

    [Theory]
    [InlineData("Apparat 12")]
    [InlineData("App. 12")]
    [InlineData("Nst. 12")]
    [InlineData("Nebenstelle 12")]
    [InlineData("ankn. 12")]
    [InlineData("anknytning 12")]
    [InlineData("toestel 12")]
    [InlineData("tst 12")]
    [InlineData("wewn. 12")]
    [InlineData("wewnetrzny 12")]
    [InlineData("wewnętrzny 12")]
    [InlineData("内線12")]
    [InlineData("(内線12)")]
    [InlineData("转12")]
    [InlineData("p. 12")]
    [InlineData("r. 12")]
    [InlineData("д.12")]
    [InlineData("*12")]
    [InlineData("option 12")]
    [InlineData("extension no. 12")]
    [InlineData("Durchwahl Nr. 12")]
    public void The_words_for_an_extension_are_known_and_it_is_dialled(string written)
    {
        var number = Read($"020 7946 0000 {written}", "GB");
        (number?.Extension, number?.Key.Value).Should().Be(("12", "+442079460000;ext=12"));
    }

    [Theory]
    [InlineData("desk 12", "12")]
    [InlineData("Büro Wien 12", "12")]
    [InlineData("(Zimmer 7)", "7")]
    [InlineData("σύνδεση 12", "12")]
    [InlineData("desk 123456", null)]
    [InlineData("or 57", null)]
    [InlineData("oder 57", null)]
    [InlineData("& 57", null)]
    [InlineData("desk 12 13", null)]
    public void A_figure_behind_an_unknown_word_tells_two_people_apart_and_is_not_dialled(string written, string? ending)
    {
        var number = Read($"020 7946 0000 {written}", "GB")!;
        (number.E164, number.Extension, number.Ending).Should().Be(("+442079460000", null, ending));
        number.Key.Value.Should().Be(ending is null ? "+442079460000" : $"+442079460000;ext={ending}");
        number.Key.ToLine().Value.Should().Be("+442079460000");
        DefaultPhoneNumberParser.ReadKey($"020 7946 0000 {written}", "GB", out _, out _).Should()
            .Be(ending is null ? null : number.Key.Value);
    }

    [Theory]
    [InlineData("03-1234-5678~9", "JP")]
    [InlineData("03-1234-5678〜9", "JP")]
    public void A_range_is_no_extension(string text, string country) => Read(text, country)!.Key.Value.Should().Be("+81312345678");

    [Theory]
    [InlineData("+54 9 11 15 2345 6789", null)]
    [InlineData("+54 9 11 15-2345-6789", null)]
    [InlineData("54 9 11 15 2345 6789", "AR")]
    [InlineData("9 11 15 2345 6789", "AR")]
    [InlineData("+54 11 15 2345 6789", null)]
    public void An_Argentine_15_behind_the_area_code_falls_away(string text, string? country) =>
        (Read(text, country)?.E164).Should().Be("+5491123456789");

    [Fact]
    public void An_Argentine_15_behind_an_area_code_of_four_digits_falls_away() =>
        (Read("+54 9 2966 15 234567", null)?.E164).Should().Be("+5492966234567");

    [Theory]
    [InlineData("15-2345-6789", "AR")]
    [InlineData("0664 123 (2)", "AT")]
    [InlineData("2. 0171 12345", "DE")]
    public void What_is_no_number_for_a_list_is_none_for_a_register(string text, string country) =>
        PhoneReader.TryReadPossible(text, country, out _).Should().BeFalse();

    [Theory]
    [InlineData("0xx31 99688-3193")]
    [InlineData("0xx(31)99688-3193")]
    [InlineData("0XX(31)9688-3193")]
    [InlineData("(0xx31) 9688-3193")]
    [InlineData("(0**31) 9688-3193")]
    [InlineData("0**31 9688-3193")]
    [InlineData("(0XX 31) 99688-3193")]
    public void The_place_for_a_carrier_of_Brazil_is_passed_over(string text) => (Read(text, "BR")?.E164).Should().Be("+5531996883193");

    [Theory]
    [InlineData("4.474x10^11")]
    [InlineData("4.474×10^11")]
    [InlineData("4,474 × 10^11")]
    [InlineData("4.474*10^11")]
    [InlineData("4.474×10¹¹")]
    [InlineData("#####")]
    [InlineData("###")]
    public void What_a_spreadsheet_left_of_a_number_is_refused_and_the_reason_says_so(string text) =>
        Why(text, "GB").Should().Contain("spreadsheet");
}
