using Notify.Sdk.Audience;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Audience;

public class CountriesTests
{
    private static string? Read(string text) => Countries.TryRead(text, out var code) ? code : "not understood";

    [Theory]
    [InlineData("US", "US")]
    [InlineData(" us ", "US")]
    [InlineData("USA", "US")]
    [InlineData("U.S.A.", "US")]
    [InlineData("u. s.", "US")]
    [InlineData("840", "US")]
    [InlineData("840.0", "US")]
    [InlineData("United States", "US")]
    [InlineData("the united states of america", "US")]
    [InlineData("Estados Unidos", "US")]
    [InlineData("EE.UU.", "US")]
    [InlineData("Vereinigte Staaten", "US")]
    [InlineData("UK", "GB")]
    [InlineData("England", "GB")]
    [InlineData("Germany", "DE")]
    [InlineData("DEUTSCHLAND", "DE")]
    [InlineData("Allemagne", "DE")]
    [InlineData("España", "ES")]
    [InlineData("Espana", "ES")]
    [InlineData("Espan\u0303a", "ES")]
    [InlineData("Österreich", "AT")]
    [InlineData("中国", "CN")]
    [InlineData("8", "AL")]
    [InlineData("008", "AL")]
    [InlineData("36", "AU")]
    [InlineData("Côte d'Ivoire", "CI")]
    [InlineData("Kosovo", "XK")]
    [InlineData("Czech Republic", "CZ")]
    [InlineData("Georgia", "GE")]
    [InlineData("Großbritannien", "GB")]
    [InlineData("GROSSBRITANNIEN", "GB")]
    [InlineData("Holland", "NL")]
    [InlineData("Czechia", "CZ")]
    [InlineData("Viet Nam", "VN")]
    [InlineData("Republic of China", "TW")]
    [InlineData("Republic of South Africa", "ZA")]
    [InlineData("The Kingdom of Spain", "ES")]
    [InlineData("840.00", "US")]
    [InlineData("0840", "US")]
    [InlineData("United States (US)", "US")]
    [InlineData("USA - United States", "US")]
    [InlineData("DE / Deutschland", "DE")]
    [InlineData("Germany [DEU]", "DE")]
    [InlineData("Germany, Federal Republic of", "DE")]
    [InlineData("Bundesrepublik Deutschland", "DE")]
    [InlineData("Republik Österreich", "AT")]
    [InlineData("United States of America, The", "US")]
    [InlineData("Kingdom of the Netherlands", "NL")]
    [InlineData("Estados Unidos de América", "US")]
    [InlineData("Vereinigte Staaten von Amerika", "US")]
    [InlineData("Macedonia, the former Yugoslav Republic of", "MK")]
    [InlineData("Palestinian Territory, Occupied", "PS")]
    [InlineData("Bosnia and Herzegowina", "BA")]
    [InlineData("China, Republic of", "TW")]
    [InlineData("GB-ENG", "GB")]
    [InlineData("CA-ON", "CA")]
    [InlineData("Puerto Rico, USA", "PR")]
    [InlineData("Réunion (France)", "RE")]
    [InlineData("SLO", "SI")]
    [InlineData("ＵＳＡ", "US")]
    public void A_country_is_read_by_code_number_and_name(string text, string code) => Read(text).Should().Be(code);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("N/A")]
    [InlineData("n.a.")]
    [InlineData("-")]
    [InlineData("—")]
    [InlineData("null")]
    [InlineData("Unknown")]
    public void A_placeholder_is_no_country_and_no_mistake(string text) => Read(text).Should().BeNull();

    [Theory]
    [InlineData("ZZ")]
    [InlineData("Atlantis")]
    [InlineData("Untied States")]
    [InlineData("Congo")] // there are two
    [InlineData("Korea")]
    [InlineData("America")]
    [InlineData("999")]
    [InlineData("Ätlantis")]
    [InlineData("Rhode Island")]
    [InlineData("Georgia (US)")] // a state or a country
    [InlineData("US / CA")]
    [InlineData("Republic of Atlantis")]
    [InlineData("USA, Atlantis")]
    [InlineData("ČR")] // Czech; without its accent it would be the code of Costa Rica
    [InlineData("US-CA")] // California, or two countries
    [InlineData("DE-AT")]
    [InlineData("PR/US")] // a list for both
    [InlineData("USA, Puerto Rico")]
    [InlineData("fr-CA")]
    [InlineData("non-US")]
    [InlineData("People's Republic of Atlantis")]
    [InlineData("D")]
    public void What_names_no_country_or_more_than_one_is_not_understood(string text)
    {
        Read(text).Should().Be("not understood");
        Read(text).Should().Be("not understood", "nothing else is remembered");
        Read(new string('x', 1_000_000)).Should().Be("not understood");
    }

    [Fact]
    public void Every_country_is_read_by_everything_that_its_line_says()
    {
        CountryTable.Rows.Should().HaveCount(250);
        var offenders = from row in CountryTable.Rows
                        from text in row.Names.Concat(
                            [row.Code, row.Alpha3, row.Number == 0 ? row.Code : $"{row.Number:000}", row.Code.ToLowerInvariant(),
                            $" {row.Alpha3} "])
                        where Read(text) != row.Code
                        select $"{row.Code}: {text}";
        offenders.Should().BeEmpty();
    }

    [Fact]
    public void No_name_is_that_of_two_countries() =>
        CountryTable.Rows.SelectMany(r => r.Names.Select(FoldedText.Of).Distinct()).GroupBy(n => n).Where(g => g.Count() > 1)
            .Select(g => g.Key).Should().BeEmpty();

    [Theory]
    [InlineData("RE", "FR")]
    [InlineData("MF", "FR")]
    [InlineData("NC", "FR")] // unsure, so the stricter reading
    [InlineData("PR", "US")]
    [InlineData("CX", "AU")]
    [InlineData("FO", "DK")]
    [InlineData("JE", null)] // a law of its own
    [InlineData("DE", null)]
    public void The_law_of_a_parent_country_reaches_a_territory_as_the_table_says(string country, string? law) =>
        CountryTable.LawOf(country).Should().Be(law);

    [Theory]
    [InlineData("Germany", "US", "DE")]
    [InlineData("", "US", "US")]
    [InlineData("N/A", "US", "US")]
    [InlineData("Germny", "US", null)]
    public void National_numbers_are_read_in_the_country_of_the_row_and_never_in_another(string text, string @default, string? country) =>
        Countries.OfNumbers(text, @default).Should().Be(country);

    [Theory]
    [InlineData("US")]
    [InlineData("United States of America")]
    [InlineData("840")]
    public void Reading_a_country_in_ASCII_allocates_nothing(string text)
    {
        Countries.TryRead(text, out _);
        Allocations.Of(() =>
        {
            for (var i = 0; i < 1_000; i++)
                Countries.TryRead(text, out _);
        }).Should().Be(0);
    }
}
