using NodaTime;
using Notify.Sdk.Tests.TestKit;
using static Notify.Sdk.Tests.Planning.PlaceWorld;

namespace Notify.Sdk.Tests.Planning;

/// <summary>A Texan number, a Saturday, 17:30 in New York: Texas is open, Rhode Island has closed at 17:00.</summary>
public sealed class RhodeIslandTests
{
    private static readonly Instant Saturday = At("America/New_York", 11, 28, 17, 30);

    private static Task<AccountOutcome> OfferAsync(string? country, string? region, string? postcode, string? defaultCountry = null,
        string? zone = null) =>
        PlaceWorld.OfferAsync(Saturday, [Somebody(Dallas, country, region, postcode, zone)], b =>
            b.ConfigureAudience(o => o.DefaultCountry = defaultCountry));

    [Theory]
    [InlineData("US", "RI", null, null)]
    [InlineData("us", " ri ", null, null)]
    [InlineData("US", "US-RI", null, null)]
    [InlineData("US", "Rhode Island", null, null)]
    [InlineData("US", "RHODE ISLAND", null, null)]
    [InlineData("US", "R.I.", null, null)]
    [InlineData("US", "ZZ", null, null)]
    [InlineData("US", "Rode Iland", null, null)]
    [InlineData("US", "n/a", null, null)]
    [InlineData("US", "RI\n02903", null, null)]
    [InlineData("USA", "RI", null, null)]
    [InlineData("U.S.A.", "RI", null, null)]
    [InlineData("United States", "RI", null, null)]
    [InlineData("united states of america", "RI", null, null)]
    [InlineData("840", "RI", null, null)]
    [InlineData("Atlantis", "RI", null, null)]
    [InlineData("Atlantis", null, "02903", null)]
    [InlineData("US", null, "02903", null)]
    [InlineData("US", null, "2903", null)]
    [InlineData("US", null, "02903-1234", null)]
    [InlineData("US", null, "2903-1234", null)]
    [InlineData("US", null, "2903.0", null)]
    [InlineData("US", null, "00000", null)]
    [InlineData("US", null, "Providence", null)]
    [InlineData("United States", null, "2903", null)]
    [InlineData(null, "RI", null, "US")]
    [InlineData(null, "Rhode Island", null, "US")]
    [InlineData(null, null, "2903", "US")]
    [InlineData("N/A", "RI", null, "US")]
    [InlineData(null, "RI", null, null)]
    [InlineData(null, "Rhode Island", null, null)]
    [InlineData(null, null, "02903", null)]
    [InlineData(null, "US-RI", null, "DE")]
    [InlineData("Canada", "US-RI", null, null)]
    [InlineData("Canada", "Rhode Island", null, null)]
    public async Task No_way_of_writing_it_switches_its_law_off(string? country, string? region, string? postcode, string? defaultCountry)
    {
        var outcome = await OfferAsync(country, region, postcode, defaultCountry);
        outcome.Kind.Should().BeOneOf(OutcomeKind.Held, OutcomeKind.Suppressed);
        if (outcome.Kind == OutcomeKind.Held)
            outcome.Reasons[0].Rule.Should().Contain("US-RI");
        else
            outcome.Codes().Should().Contain(ReasonCodes.ZoneUnknown).And.Contain(ReasonCodes.PlaceNotUnderstood);
    }

    [Theory]
    [InlineData("US", "TX", null)]
    [InlineData("United States", "Texas", null)]
    [InlineData("US", null, null)] // nobody gave a part, so the area code stands for it
    [InlineData(null, null, null)]
    [InlineData("US", "ZZ", "75201")] // the postcode settles what the region leaves open
    [InlineData("US", "TX", "nonsense")] // and the other way round
    [InlineData("US", "NY", null)]
    public async Task Where_it_is_settled_that_they_are_elsewhere_its_law_has_no_say(string? country, string? region, string? postcode) =>
        (await OfferAsync(country, region, postcode)).Kind.Should().Be(OutcomeKind.Planned);

    [Fact]
    public async Task The_decision_says_which_field_was_not_understood_and_what_comes_of_it()
    {
        var outcome = await OfferAsync("US", "ZZ", null);
        outcome.Reasons.Single(r => r.Code == ReasonCodes.PlaceNotUnderstood).Detail.Should().Contain("region")
            .And.Contain("every part of US");
        (await OfferAsync("US", "TX", "nonsense")).Reasons.Single(r => r.Code == ReasonCodes.PlaceNotUnderstood).Detail.Should()
            .Contain("postal code").And.Contain("Another field");
        (await OfferAsync("US", "TX", null)).Codes().Should().NotContain(ReasonCodes.PlaceNotUnderstood);
    }

    [Fact]
    public async Task A_country_that_there_is_not_keeps_marketing_back_and_names_the_field()
    {
        var outcome = await OfferAsync("Atlantis", null, null);
        outcome.Kind.Should().Be(OutcomeKind.Suppressed);
        outcome.Reasons.Single(r => r.Code == ReasonCodes.ZoneUnknown).Detail.Should().Contain("country").And.Contain("time zone");
        (await OfferAsync("Atlantis", "Texas", null)).Kind.Should().Be(OutcomeKind.Planned, "the name of a state settles the country");
        (await OfferAsync("Atlantis", null, null, zone: "America/New_York")).Reasons[0].Rule.Should()
            .Contain("US-RI", "a zone settles the hours, and no state");
    }

    [Fact]
    public async Task A_country_that_there_is_not_keeps_no_news_back()
    {
        var outcome = await PlaceWorld.OfferAsync(Saturday, [Somebody(Dallas, "Atlantis")], courtesy: true, topic: "news");
        outcome.Kind.Should().Be(OutcomeKind.Planned, "it is day in every zone of the country of the number");
        var night = await PlaceWorld.OfferAsync(At("America/New_York", 11, 28, 9), [Somebody(Dallas, "Atlantis")], courtesy: true,
            topic: "news");
        night.Due.Should().Be(At("Pacific/Honolulu", 11, 28, 8));
    }

    [Fact]
    public async Task Every_account_of_a_person_counts()
    {
        Contact[] person =
        [
            People.Contact("a") with { PersonId = "p1", Country = "US", Region = "TX", Phones = [new ContactPoint(Dallas)] },
            People.Contact("b") with { PersonId = "p1", Country = "US", Region = "RI", Emails = ["bo@example.com"] },
        ];
        (await PlaceWorld.OfferAsync(Saturday, person)).Reasons[0].Rule.Should().Contain("US-RI");
        (await PlaceWorld.OfferAsync(Saturday, [person[0], person[1] with { Region = "TX" }])).Kind.Should().Be(OutcomeKind.Planned);
        (await PlaceWorld.OfferAsync(
            Saturday, [person[0], person[1] with { Region = null, Phones = [new ContactPoint("+14015550101")] }])).Reasons[0].Rule
            .Should().Contain("US-RI", "the number of the other account says where they may be");
    }
}
