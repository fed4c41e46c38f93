using Notify.Sdk.Audience;
using Notify.Sdk.Planning;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Planning;

public class RegionsTests
{
    [Theory]
    [InlineData("RI")]
    [InlineData("ri")]
    [InlineData(" R.I. ")]
    [InlineData("US-RI")]
    [InlineData("us-ri")]
    [InlineData("US/RI")]
    [InlineData("USA-RI")]
    [InlineData("Rhode Island")]
    [InlineData("RHODE  ISLAND")]
    [InlineData("Rhode-Island")]
    [InlineData("State of Rhode Island")]
    [InlineData("Rhode Island, USA")]
    [InlineData("RI, US")]
    [InlineData("United States, Rhode Island")]
    [InlineData("US_RI")]
    [InlineData("r.i.")]
    [InlineData("R.I")]
    [InlineData("R. I.")]
    [InlineData("rhode_island")]
    [InlineData("USRI")]
    [InlineData("The State of Rhode Island")]
    [InlineData("Rhode Island State")]
    [InlineData("Rhode Island (RI)")]
    [InlineData("RI - Rhode Island")]
    [InlineData("Rhode Island [US-RI]")]
    [InlineData("Rhode Island and Providence Plantations")]
    [InlineData("State of Rhode Island and Providence Plantations")]
    public void Rhode_Island_is_read_however_it_is_written(string text) => Regions.Find("US", text).Should().Be("US-RI");

    [Theory]
    [InlineData("ES", "ES-PM", "ES-PM")] // no Madrid in Spain's three letters
    [InlineData("ES", "ESP-M", "ES-M")]
    [InlineData("CA", "Québec", "CA-QC")]
    [InlineData("CA", "Quebec", "CA-QC")]
    [InlineData("CA", "PQ", "CA-QC")]
    [InlineData("CA", "C.-B.", "CA-BC")]
    [InlineData("FR", "1", "FR-01")]
    [InlineData("FR", "Réunion", "FR-974")]
    [InlineData("FR", "La Reunion", "FR-974")]
    [InlineData("DE", "Bayern", "DE-BY")]
    [InlineData("DE", "NRW", "DE-NW")]
    [InlineData("AU", "WA", "AU-WA")]
    [InlineData("US", "WA", "US-WA")]
    [InlineData("GB", "Scotland", "GB-SCT")]
    [InlineData("US", "New York State", "US-NY")]
    [InlineData("US", "Commonwealth of Massachusetts (MA)", "US-MA")]
    [InlineData("CA", "British Columbia / BC", "CA-BC")]
    [InlineData("DE", "BY - Bayern", "DE-BY")]
    [InlineData("RU", "Республика Алтай", "RU-AL")]
    [InlineData("US", "Georgia", "US-GA")]
    [InlineData("US", "No. Dakota", "US-ND")]
    [InlineData("US", "Rhode Is.", "US-RI")]
    [InlineData("CA", "Newfoundland & Labrador", "CA-NL")]
    public void A_part_is_read_by_code_and_name_within_its_country(string country, string text, string region) =>
        Regions.Find(country, text).Should().Be(region);

    [Theory]
    [InlineData("US", "ZZ")]
    [InlineData("US", "Ontario")]
    [InlineData("US", "CA-ON")]
    [InlineData("CA", "RI")]
    [InlineData("US", "")]
    [InlineData("US", "Rhode Island (CT)")] // two of them
    [InlineData("US", "RI - Ontario")]
    [InlineData("US", "CA-RI")]
    [InlineData("US", "State")]
    [InlineData("US", "USAL")] // Alabama, or USA and an L
    [InlineData("ES", "ESPM")]
    [InlineData("NO", "Oslo")]
    public void What_is_no_part_of_the_country_is_none(string country, string text) => Regions.Find(country, text).Should().BeNull();

    [Fact]
    public void Two_letters_alone_name_no_part_of_a_country_that_nobody_gave()
    {
        Regions.FindName("US", "RI").Should().BeNull();
        Regions.FindName("US", "Rhode Island").Should().Be("US-RI");
    }

    [Fact]
    public void Every_part_is_read_by_everything_that_its_line_says()
    {
        var offenders = from row in PlaceTables.Lines("regions.txt", '\t')
                        from text in row[2].Split('|').Append(row[1]).Append($"{row[0]}-{row[1]}")
                        where Regions.Find(row[0], text) != $"{row[0]}-{row[1]}"
                        select $"{row[0]}-{row[1]}: {text}";
        offenders.Should().BeEmpty();
    }

    [Fact]
    public void Every_part_is_one_of_a_country() =>
        Regions.All.Should().HaveCount(806).And.OnlyContain(r => CountryTable.IsKnown(r.Substring(0, 2)));

    [Theory]
    [InlineData("RI")]
    [InlineData("US-RI")]
    [InlineData("Rhode Island")]
    public void Reading_a_part_in_ASCII_allocates_nothing(string text)
    {
        Regions.Find("US", text);
        Allocations.Of(() =>
        {
            for (var i = 0; i < 1_000; i++)
                Regions.Find("US", text);
        }).Should().Be(0);
    }
}
