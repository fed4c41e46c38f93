using static Notify.Sdk.Tests.Planning.PlaceWorld;

namespace Notify.Sdk.Tests.Planning;

/// <summary>
/// A field that names a place which is not in the account's own country: its rules count besides, whoever's field it is, and nothing is
/// narrowed by it. The law of Rhode Island closes on Saturdays at 17:00, that of Texas does not.
/// </summary>
public sealed class PlacesElsewhereTests
{
    private static readonly NodaTime.Instant s_saturday = At("America/New_York", 11, 28, 17, 30);

    [Theory]
    [InlineData("RI", null)]
    [InlineData("Rhode Island", null)]
    [InlineData(null, "02903")]
    [InlineData(null, "2903")]
    public async Task The_place_of_a_second_account_without_a_country_counts(string? region, string? postcode)
    {
        Contact[] both =
        [
            Somebody(Dallas, "US", "TX") with { PersonId = "bo" },
            Somebody(null, null, region, postcode) with { AccountId = "bo-2", PersonId = "bo", Emails =
                [new ContactPoint("bo@example.com")] },
        ];
        (await OfferAsync(s_saturday, both)).Kind.Should().Be(OutcomeKind.Held);
        (await OfferAsync(s_saturday, [both[1], both[0]])).Kind.Should().Be(OutcomeKind.Held);
    }

    [Theory]
    [InlineData("+17875550101", null)] // Puerto Rico
    [InlineData("+13405550101", null)] // Virgin Islands
    [InlineData("+16715550101", null)] // Guam
    [InlineData(Dallas, "CA")]
    [InlineData(Dallas, "Canada")]
    [InlineData(Dallas, "MX")]
    [InlineData(Dallas, "PR")]
    [InlineData(Dallas, "VI")]
    [InlineData(Dallas, "DE")]
    public async Task Rhode_Island_counts_whatever_the_number_or_the_country_say(string phone, string? country)
    {
        foreach (var (region, postcode) in new (string?, string?)[] {
            ("RI", null), ("Rhode Island", null), ("US-RI", null), (null, "02903") })
        {
            if (country is "DE" or "MX" && postcode is not null)
                continue; // five digits are a postcode there too
            var place = PlaceOf(Somebody(phone, country, region, postcode));
            place.Regions.Should().Contain("US-RI", "{0} {1} is written", region, postcode);
            place.Countries.Should().Contain("US");
            (await OfferAsync(s_saturday, [Somebody(phone, country, region, postcode)])).Kind.Should().NotBe(OutcomeKind.Planned);
        }
    }

    [Theory]
    [InlineData("+14165550101", null, "Rhode Island", "US-RI")]
    [InlineData("+4915123456789", null, "Rhode Island", "US-RI")]
    [InlineData("+262692123456", null, "Île-de-France", "FR-IDF")]
    public void A_whole_name_counts_where_nobody_said_a_country(string phone, string? country, string region, string part) =>
        PlaceOf(Somebody(phone, country, region)).Regions.Should().Contain(part);

    [Fact]
    public async Task The_local_times_of_all_zones_are_said()
    {
        var held = await OfferAsync(s_saturday, [Somebody(Dallas, "US", "RI")]);
        held.Reasons.Should().Contain(r => r.Detail.Contains("At Sat 16:30 to Sat 17:30 local time", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_postcode_of_Paris_beside_a_number_of_Reunion_keeps_the_hours_of_Paris()
    {
        var early = At("Europe/Paris", 11, 25, 6, 10);
        (await OfferAsync(early, [Somebody("+262692123456", null, null, "75001")], courtesy: true)).Kind.Should()
            .NotBe(OutcomeKind.Planned);
    }

    [Theory]
    [InlineData("Canada")]
    [InlineData("DE")]
    [InlineData("India")]
    [InlineData("Israel")]
    [InlineData("PR")]
    public void Letters_of_a_country_add_a_part_and_narrow_nothing(string country)
    {
        var tollFree = PlaceOf(Somebody("+18885551234", country));
        tollFree.Open.Should().Contain("US");
        tollFree.Ids().Should().Contain(["America/Los_Angeles", "America/Chicago", "Pacific/Honolulu"]);
        tollFree.Evidence.Should().NotContain("(region");
    }

    [Theory]
    [InlineData("Rhode Island")]
    [InlineData("US-RI")]
    [InlineData("RI")]
    public void A_region_of_another_country_adds_a_part_and_narrows_nothing(string region)
    {
        var place = PlaceOf(Somebody("+18885551234", "CA", region));
        place.Open.Should().Contain("US").And.Contain("CA");
        place.Regions.Should().Contain("US-RI");
    }

    [Fact]
    public void A_time_zone_that_is_not_understood_leaves_all_parts_open()
    {
        PlaceOf(Somebody(Dallas, "US", zone: "Eastern Standard")).Open.Should().Contain("US");
        PlaceOf(Somebody(Dallas, "US", "TX", zone: "Eastern Standard")).Open.Should().BeEmpty("the region settles it");
    }

    [Fact]
    public void A_region_that_nobody_can_read_may_lie_in_the_country_of_the_number_too() =>
        PlaceOf(Somebody(Dallas, "CA", "Xyzzy")).Open.Should().Contain("US").And.Contain("CA");

    [Fact]
    public void The_law_of_a_mother_country_is_not_called_a_time_zone() =>
        PlaceOf(Somebody("+17875550101", "PR", zone: "America/Puerto_Rico")).Evidence.Should().Contain("US (its law holds there)");
}
