using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Planning;
using static Notify.Sdk.Tests.Planning.PlaceWorld;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Planning;

public class PlaceInferenceTests
{
    [Fact]
    public async Task A_postcode_of_Vancouver_keeps_its_hours_whatever_the_area_code_says()
    {
        // 09:05 in Ottawa is 07:05 in Vancouver, which keeps one time all year now.
        var outcome = await OfferAsync(At("America/Toronto", 11, 30, 9, 5), [Somebody("+16135550101", "CA", null, "V6B 1A1")],
            courtesy: true);
        outcome.Due.Should().Be(At("America/Vancouver", 11, 30, 9));
        outcome.ZoneSource.Should().Contain("differ");
    }

    [Theory]
    [InlineData("RE", null, null, "Indian/Reunion")]
    [InlineData("Réunion", null, null, "Indian/Reunion")]
    [InlineData("France", "La Réunion", null, "Indian/Reunion")]
    [InlineData("FR", "974", null, "Indian/Reunion")]
    [InlineData("FR", null, "97400", "Indian/Reunion")]
    [InlineData("Martinique", null, null, "America/Martinique")]
    [InlineData("FR", null, "97500", "America/Miquelon")]
    [InlineData("Mayotte", null, null, "Indian/Mayotte")]
    [InlineData("NC", null, null, "Pacific/Noumea")]
    public void A_territory_has_its_own_zone_and_the_law_of_its_country(string country, string? region, string? postcode, string zone)
    {
        var place = PlaceOf(Somebody(null, country, region, postcode));
        PlainZones.Distinct(place.Zones.Zones.Append(DateTimeZoneProviders.Tzdb[zone])).Should().ContainSingle();
        place.LiesIn(["FR"], []).Should().BeTrue();
        place.LiesIn([], ["FR-75"]).Should().BeFalse("it is no part of mainland France");
    }

    [Fact]
    public async Task The_hours_of_France_hold_on_Reunion_in_its_own_time()
    {
        var outcome = await OfferAsync(At("Indian/Reunion", 11, 24, 20, 30), [Somebody("+262692123456", "Réunion")], topic: "call");
        outcome.Reasons[0].Rule.Should().Contain("FR-D223-9");
        outcome.Due.Should().Be(At("Indian/Reunion", 11, 25, 10));
    }

    [Theory]
    [InlineData("US", "PR")]
    [InlineData("US", "Puerto Rico")]
    [InlineData("PR", null)]
    [InlineData("Puerto Rico", null)]
    public void A_territory_of_the_United_States_has_federal_law_and_none_of_the_states(string country, string? region)
    {
        var place = PlaceOf(Somebody(null, country, region));
        place.Ids().Should().Equal("America/Puerto_Rico");
        (place.LiesIn(["US"], []), place.LiesIn(["PR"], []), place.LiesIn([], ["US-PR"]), place.LiesIn([], ["US-RI"])).Should()
            .Be((true, true, true, false));
    }

    [Fact]
    public void The_default_country_stands_beside_that_of_the_number_and_does_not_replace_it()
    {
        var place = PlaceOf(Somebody("+447400123456"), "DE");
        place.Ids().Should().Equal("Europe/Berlin", "Europe/London");
        place.Countries.Should().Contain(["GB", "DE"]);
        PlaceOf(Somebody("+447400123456", "GB"), "DE").Ids().Should().Equal("Europe/London");
        PlaceOf(Somebody(null), "DE").Zones.Source.Should().Be(ZoneSource.DefaultCountry);
    }

    [Theory]
    [InlineData("US", "ZZ", null, null)]
    [InlineData("US", null, "nonsense", null)]
    [InlineData("US", null, null, "Eastern")] // no zone of the database
    public void What_is_not_understood_leaves_every_zone_of_the_country_open(string country, string? region, string? postcode, string? zone)
    {
        var place = PlaceOf(Somebody(Dallas, country, region, postcode, zone));
        place.Ids().Should().Contain(["America/Detroit", "Pacific/Honolulu", "America/Chicago"],
            "zones that tell one time are listed once");
        place.LiesIn([], ["US-RI"]).Should().BeTrue("nor does the area code say the part");
    }

    [Fact]
    public void Another_declared_field_settles_what_is_not_understood()
    {
        PlaceOf(Somebody(Dallas, "US", "ZZ", "79936")).Ids().Should().BeEquivalentTo("America/Denver", "America/Chicago");
        PlaceOf(Somebody(null, "US", "ZZ", "79936")).Ids().Should().Equal("America/Denver");
        PlaceOf(Somebody(null, "US", "ZZ", null, "America/Boise")).Ids().Should().Equal("America/Boise");
        PlaceOf(Somebody(null, "US", "RI", null, "Eastern")).Ids().Should().Equal("America/New_York");
    }

    [Fact]
    public void Zone_number_region_and_postcode_that_name_different_places_all_count_and_it_is_said()
    {
        var place = PlaceOf(Somebody("+447400123456", "US", "RI", "97201", "Asia/Tokyo"));
        place.Ids().Should().BeEquivalentTo("America/Los_Angeles", "America/New_York", "Asia/Tokyo", "Europe/London");
        place.Reasons.Select(r => r.Code).Should().Contain(ReasonCodes.PlacesDiffer);
        (place.LiesIn([], ["US-RI"]), place.LiesIn([], ["US-OR"]), place.LiesIn(["JP"], []), place.LiesIn(["GB"], [])).Should()
            .Be((true, true, true, true));
    }

    [Fact]
    public void A_region_of_another_country_counts_there_and_leaves_its_own_country_open()
    {
        var place = PlaceOf(Somebody(null, "CA", "US-RI"));
        (place.LiesIn([], ["US-RI"]), place.LiesIn([], ["US-TX"]), place.LiesIn([], ["CA-BC"])).Should().Be((true, false, true));
        place.Reasons.Select(r => r.Code).Should().Contain([ReasonCodes.PlaceNotUnderstood, ReasonCodes.PlacesDiffer]);
    }

    [Fact]
    public void A_country_named_like_a_state_is_both_where_the_number_is_of_the_other()
    {
        var place = PlaceOf(Somebody(Dallas, "Georgia"));
        (place.LiesIn(["GE"], []), place.LiesIn([], ["US-GA"]), place.LiesIn([], ["US-TX"]), place.LiesIn([], ["US-RI"])).Should()
            .Be((true, true, true, false));
        place.Ids().Should().BeEquivalentTo("America/Chicago", "America/New_York", "Asia/Tbilisi");
        PlaceOf(Somebody(null, "Georgia")).Ids().Should().Equal("Asia/Tbilisi");
    }

    [Theory]
    [InlineData("State of Georgia", "US-GA")]
    [InlineData("Jersey", "US-NJ")]
    [InlineData("GB-SCT", "GB-SCT")]
    [InlineData("US-RI", "US-RI")]
    public void What_the_field_of_the_country_says_about_a_part_counts(string country, string part) =>
        PlaceOf(Somebody(Dallas, country)).LiesIn([], [part]).Should().BeTrue();

    // Gabon and Georgia, Laos and Louisiana, Israel and Illinois, Canada and California: in the field of the country, with an American
    // number.
    [Theory]
    [InlineData("GA", null, "US-GA", true)]
    [InlineData("la", null, "US-LA", true)]
    [InlineData("IL", null, "US-IL", true)]
    [InlineData("AL", "35203", "US-AL", true)]
    [InlineData("CA", "94105", "US-CA", true)]
    [InlineData("CA", "V6B 1A1", "US-CA", false)] // the postcode says that Canada is meant
    [InlineData("Canada", "V6B 1A1", "US-CA", false)]
    public void Two_letters_of_a_country_that_are_a_state_too_are_both_with_a_number_of_the_other(
        string country, string? postcode, string state, bool counts)
    {
        var place = PlaceOf(Somebody(Dallas, country, null, postcode));
        place.LiesIn([], [state]).Should().Be(counts);
        if (counts)
            place.Evidence.Should().Contain(state);
        place.Countries.Should().Contain(country == "Canada" ? "CA" : country.ToUpperInvariant());
    }

    [Fact]
    public void Nobody_knows_the_zone_of_a_military_address()
    {
        foreach (var contact in new[] { Somebody(Dallas, "US", "AE"), Somebody(Dallas, "US", null, "09123"),
            Somebody(Dallas, "US", "AP", "96201") })
            PlaceOf(contact).Zones.Unsettled.Should().NotBe(PlaceFields.None);
        PlaceOf(Somebody(Dallas, "US", "AE", null, "Europe/Berlin")).Zones.Unsettled.Should().Be(PlaceFields.None);
    }

    [Theory]
    [InlineData("NO", "Oslo")]
    [InlineData("IN", "Delhi")]
    public void Where_parts_do_not_matter_an_unknown_one_is_not_complained_of(string country, string region) =>
        PlaceOf(Somebody(null, country, region)).Reasons.Should().BeEmpty();

    [Theory]
    [InlineData("D", "+4917012345678", null, "DE")]
    [InlineData(" a ", "+436641234567", "DE", "AT")]
    [InlineData("D", "0170 12345678", "DE", "DE")]
    [InlineData("D", "+436641234567", null, null)] // another country than the number's
    [InlineData("A", "0664 1234567", "DE", null)]
    [InlineData("D", null, null, null)]
    public void A_letter_as_on_vehicles_is_a_country_where_the_rest_of_the_contact_says_the_same(
        string sign, string? phone, string? defaultCountry, string? country)
    {
        var options = Microsoft.Extensions.Options.Options.Create(new AudienceOptions { DefaultCountry = defaultCountry });
        var account = new ContactNormalizer(new DefaultPhoneNumberParser(), options).Normalize(Somebody(phone, sign));
        account.Country.Should().Be(country);
        account.NotUnderstood.Should().Be(country is null ? PlaceFields.Country : PlaceFields.None);
        if (phone is not null && phone[0] != '+')
            account.Addresses.Should().HaveCount(country is null ? 0 : 1);
    }

    [Fact]
    public void A_national_number_is_never_read_in_another_country_than_the_one_that_was_meant()
    {
        var options = Microsoft.Extensions.Options.Options.Create(new AudienceOptions { DefaultCountry = "US" });
        Account Normalize(string? country) =>
            new ContactNormalizer(new DefaultPhoneNumberParser(), options).Normalize(Somebody("212 555 0101", country));
        Normalize(null).Addresses.Should().ContainSingle();
        Normalize("United States").Addresses.Should().ContainSingle();
        Normalize("Germny").Addresses.Should().BeEmpty();
        Normalize("Germny").Notes.Select(n => n.Code).Should().Contain([ReasonCodes.FieldIgnored, ReasonCodes.InvalidPhone]);
    }

    [Fact]
    public void Any_fields_give_a_place_and_more_evidence_never_takes_a_rule_of_a_given_region_away()
    {
        var dice = new Random(7);
        string?[] countries = [null, "US", "USA", "United States", "CA", "Germany", "Atlantis", "RE", "Georgia", ""];
        string?[] regions = [null, "RI", "US-RI", "Rhode Island", "ZZ", "TX", "Ontario", "AE", "-"];
        string?[] postcodes = [null, "02903", "2903", "V6B 1A1", "97400", "09123", "x"];
        string?[] zones = [null, "America/New_York", "Asia/Tokyo", "Nowhere"];
        string?[] phones = [null, Dallas, "+16135550101", "+447400123456", "+18005550101", "2145550101"];
        for (var i = 0; i < 3_000; i++)
        {
            T Any<T>(T[] all) => all[dice.Next(all.Length)];
            var contact = Somebody(Any(phones), Any(countries), Any(regions), Any(postcodes), Any(zones));
            var place = PlaceOf(contact, Any<string?>([null, "US", "DE"]));
            if (contact.Country is "US" or "USA" or "United States" && contact.Region is "RI" or "US-RI" or "Rhode Island")
                place.LiesIn([], ["US-RI"]).Should().BeTrue();
            if (contact.Country is "US" or "USA" or "United States" && contact.Region is "ZZ" or "-"
                && contact.PostalCode is null or "x" or "V6B 1A1")
                place.LiesIn([], ["US-RI"]).Should().BeTrue("nothing that can be read says another part");
            place.LiesIn([], []).Should().BeTrue();
        }
    }

    [Fact]
    public void A_place_that_was_seen_before_costs_no_allocation()
    {
        var options = Microsoft.Extensions.Options.Options.Create(new AudienceOptions());
        var account = new ContactNormalizer(new DefaultPhoneNumberParser(), options).Normalize(Somebody(Dallas, "US", "RI", "02903-1234"));
        var resolver = new PlaceResolver(TimeZoneData.Default, options);
        var person = new Person { Accounts = [account] };
        var two = new Person { Accounts = [account, account with { Ref = new("b"), Region = "TX", PostalCode = null }] };
        resolver.Resolve(person, account.Addresses[0]);
        resolver.Resolve(two, account.Addresses[0]);
        Allocations.Of(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                resolver.Resolve(person, account.Addresses[0]);
                resolver.Resolve(two, account.Addresses[0]);
            }
        }).Should().Be(0);
    }
}
