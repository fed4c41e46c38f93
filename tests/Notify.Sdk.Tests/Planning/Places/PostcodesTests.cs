using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Planning;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Planning;

public class PostcodesTests
{
    private static PostcodeArea? Of(string country, string text) =>
        Postcodes.Find(country, text) is >= 0 and var area ? Postcodes.Of(area) : null;

    [Theory]
    [InlineData("02903")]
    [InlineData("2903")]
    [InlineData("02903-1234")]
    [InlineData("2903-1234")]
    [InlineData("029031234")]
    [InlineData("29031234")]
    [InlineData("2903.0")]
    [InlineData("02903.00")]
    [InlineData("'02903")]
    [InlineData(" 02903 ")]
    [InlineData("02903\u00A0")]
    [InlineData("0 2 9 0 3")]
    [InlineData("US-02903")]
    [InlineData("=\"02903\"")]
    [InlineData("\"2903\"")]
    [InlineData("2,903")]
    [InlineData("2,903.00")]
    public void A_ZIP_code_of_Rhode_Island_is_read_as_spreadsheets_leave_it(string text) => Of("US", text)!.Regions.Should().Equal("US-RI");

    [Theory]
    [InlineData("CA", "V6B 1A1", "CA-BC", "America/Vancouver")]
    [InlineData("CA", "v6b1a1", "CA-BC", "America/Vancouver")]
    [InlineData("CA", "V6B", "CA-BC", "America/Vancouver")]
    [InlineData("CA", "VO6-1A1", null, null)] // a letter where no digit can be meant, and a digit where none may stand
    [InlineData("CA", "K1A OB1", "CA-ON", "America/Toronto")] // O for 0
    [InlineData("CA", "P0W 1A0", "CA-ON", "America/Winnipeg")]
    [InlineData("FR", "75001", "FR-75C", null)]
    [InlineData("FR", "1000", "FR-01", null)]
    [InlineData("FR", "F-75001", "FR-75C", null)]
    [InlineData("ES", "7001", "ES-PM", "Europe/Madrid")]
    [InlineData("ES", "38001", "ES-TF", "Atlantic/Canary")]
    [InlineData("GB", "EH1 1YZ", "GB-SCT", null)]
    [InlineData("GB", "sw1a1aa", "GB-ENG", null)]
    [InlineData("GB", "SW1A", "GB-ENG", null)]
    [InlineData("BR", "69900-001", "BR-AC", "America/Rio_Branco")]
    [InlineData("BR", "01.310-100", "BR-SP", "America/Sao_Paulo")]
    [InlineData("BR", "1310100", "BR-SP", "America/Sao_Paulo")]
    [InlineData("AU", "800", "AU-NT", "Australia/Darwin")]
    [InlineData("AU", "6000", "AU-WA", "Australia/Perth")]
    [InlineData("RU", "236000", "RU-KGD", "Europe/Kaliningrad")]
    [InlineData("MX", "22000", "MX-BCN", "America/Tijuana")]
    [InlineData("US", "79936", "US-TX", "America/Denver")]
    public void A_postcode_says_part_and_zone(string country, string text, string? region, string? zone)
    {
        var area = Of(country, text);
        area?.Regions[0].Should().Be(region);
        (area is null).Should().Be(region is null);
        if (zone is not null)
            area!.Zones.Should().Equal(zone);
    }

    [Theory]
    [InlineData("FR", "97400", "RE")]
    [InlineData("FR", "97133", "BL")]
    [InlineData("FR", "98000", "MC")]
    [InlineData("US", "00601", "PR")]
    [InlineData("US", "601", "PR")]
    [InlineData("US", "96910", "GU")]
    [InlineData("GB", "JE2 3AB", "JE")]
    [InlineData("GB", "TDCU 1ZZ", "SH")]
    [InlineData("AU", "2899", "NF")]
    [InlineData("NO", "9170", "SJ")]
    [InlineData("DK", "3900", "GL")]
    [InlineData("DK", "FO-100", "FO")]
    public void A_postcode_of_a_territory_names_it(string country, string text, string territory) =>
        Of(country, text)!.Territory.Should().Be(territory);

    [Theory]
    [InlineData("US", "ABCDE")]
    [InlineData("US", "00000")]
    [InlineData("US", "99999")]
    [InlineData("US", "12345")]
    [InlineData("US", "2.9E+03")]
    [InlineData("US", "290")] // no state begins with 002
    [InlineData("US", "029033")]
    [InlineData("US", "V6B 1A1")]
    [InlineData("CA", "02903")]
    [InlineData("CA", "D1A 1A1")]
    [InlineData("CA", "H0H 0H0")]
    [InlineData("MX", "022")]
    [InlineData("RU", "036000")]
    [InlineData("US", "N/A")]
    [InlineData("US", "0290\uFF13")]
    public void What_is_no_postcode_of_the_country_is_not_understood(string country, string text) =>
        Postcodes.Find(country, text).Should().Be(Postcodes.NotUnderstood);

    [Theory]
    [InlineData("DE", "10115")]
    [InlineData("IN", "nonsense")]
    [InlineData(null, "02903")]
    [InlineData("US", null)]
    public void Where_postcodes_say_nothing_that_matters_none_is_asked(string? country, string? text) =>
        Postcodes.Find(country, text).Should().Be(Postcodes.Absent);

    [Theory]
    [InlineData("US", "09123")]
    [InlineData("US", "APO AE 09123")]
    [InlineData("US", "96201")]
    [InlineData("FR", "00111")]
    [InlineData("GB", "BF1 1AA")]
    public void A_military_address_has_a_part_and_no_zone(string country, string text)
    {
        Of(country, text)!.Regions.Should().ContainSingle().Which.Should().Match(r => PlaceTables.IsMilitary(r));
        Of(country, text)!.Zones.Should().BeEmpty();
    }

    [Fact]
    public void Every_area_names_parts_territories_and_zones_that_there_are()
    {
        Postcodes.All.SelectMany(a => a.Zones).Distinct().Where(z => DateTimeZoneProviders.Tzdb.GetZoneOrNull(z) is null).Should()
            .BeEmpty();
        Postcodes.All.Select(a => a.Territory).OfType<string>().Where(t => !CountryTable.IsKnown(t)).Should().BeEmpty();
        Postcodes.All.SelectMany(a => a.Regions).Distinct().Where(
            r => !PlaceTables.IsMilitary(r) && Regions.AreListed(r[..2]) && Regions.Find(r[..2], r.AsSpan(3)) != r
                && CountryTable.OfPart(r) is null).Should().BeEmpty();
    }

    [Fact]
    public void Any_text_is_read_or_not_understood_and_never_an_exception()
    {
        var dice = new Random(7);
        const string Letters = "0123456789 -.'ABVOILQZaeé\u00A0\uFF13\uD800/*";
        string[] countries = ["US", "CA", "GB", "FR", "ES", "MX", "FI", "BR", "AU", "NZ", "NO", "DK", "NL", "PT", "CL", "EC", "KZ", "RU",
            "ID"];
        for (var i = 0; i < 50_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, dice.Next(0, 20)).Select(_ => Letters[dice.Next(Letters.Length)]));
            Postcodes.Find(countries[i % countries.Length], text).Should().BeGreaterThanOrEqualTo(Postcodes.NotUnderstood);
        }
    }

    [Fact]
    public void Reading_a_postcode_allocates_nothing()
    {
        Postcodes.Find("US", "02903");
        Allocations.Of(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                Postcodes.Find("US", "02903-1234");
                Postcodes.Find("CA", "V6B 1A1");
                Postcodes.Find("GB", "EH1 1YZ");
            }
        }).Should().Be(0);
    }
}
