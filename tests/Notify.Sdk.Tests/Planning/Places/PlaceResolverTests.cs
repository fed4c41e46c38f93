using Notify.Sdk.Audience;
using Notify.Sdk.Planning;
using Notify.Sdk.Tests.Audience;

namespace Notify.Sdk.Tests.Planning;

public class PlaceResolverTests
{
    private static readonly PlaceResolver Resolver = new(TimeZoneData.Default,
        Microsoft.Extensions.Options.Options.Create(new AudienceOptions()));
    private static readonly Address NoPhone = Accounts.Address(AddressKind.Email, "a@example.com");

    private static Address Phone(string number)
    {
        new DefaultPhoneNumberParser().TryParse(number, null, out var parsed, out var error).Should().BeTrue("{0}: {1}", number, error);
        return new() { Key = parsed!.Key, Deliverable = parsed.E164, PhoneRegion = parsed.Region, PhoneTimeZones = parsed.TimeZones };
    }

    private static ZoneEvidence Of(string? phone = null, string? country = null, string? declared = null) =>
        Resolver.Resolve(Accounts.Account("a") with { Country = country, TimeZone = declared }, phone is null ? NoPhone : Phone(phone))
            .Zones;

    private static string Ids(ZoneEvidence evidence) => string.Join(' ', evidence.Zones.Select(z => z.Id));

    [Fact]
    public void What_the_person_declared_settles_what_other_fields_leave_open() =>
        Of(null, "US", "America/Denver").Should().Match<ZoneEvidence>(
            e => e.Source == ZoneSource.Declared && e.Zones.Single().Id == "America/Denver");

    [Fact]
    public void A_declared_zone_and_fields_that_contradict_it_all_count()
    {
        var evidence = Of("+12025550101", "DE", "Asia/Tokyo");
        evidence.Source.Should().Be(ZoneSource.SeveralFields);
        Ids(evidence).Should().Be("America/New_York Asia/Tokyo Europe/Berlin");
    }

    [Theory]
    [InlineData("+12025550101", "America/New_York")]
    [InlineData("+12065550101", "America/Los_Angeles")]
    [InlineData("+13125550101", "America/Chicago")]
    [InlineData("+18085550101", "Pacific/Honolulu")]
    public void A_North_American_area_code_is_taken_as_it_is(string number, string zone) => Ids(Of(number)).Should().Be(zone);

    [Theory]
    [InlineData("+212650123456", "Africa/Casablanca")]
    [InlineData("+213551234567", "Africa/Algiers")]
    [InlineData("+218912345678", "Africa/Tripoli")]
    [InlineData("+353850123456", "Europe/Dublin")]
    [InlineData("+50581234567", "America/Managua")]
    public void A_country_with_one_time_has_the_zone_of_the_time_zone_database(string number, string zone) =>
        Ids(Of(number)).Should().Be(zone);

    [Theory]
    [InlineData("+79161234567", "Europe/Kaliningrad", "Asia/Anadyr")]
    [InlineData("+61412345678", "Australia/Darwin", "Australia/Perth")]
    public void A_mobile_prefix_that_says_little_leaves_all_zones_of_the_country_open(string number, string one, string other) =>
        Of(number).Zones.Select(z => z.Id).Should().Contain([one, other]);

    [Fact]
    public void Phone_and_country_that_differ_both_count()
    {
        var evidence = Of("+12025550101", "FR");
        evidence.Source.Should().Be(ZoneSource.PhonePrefixAndCountry);
        Ids(evidence).Should().Be("America/New_York Europe/Paris");
    }

    [Fact]
    public void Phone_and_country_that_agree_leave_the_phones_word() => Ids(Of("+12025550101", "US")).Should().Be("America/New_York");

    [Fact]
    public void A_country_alone_admits_all_its_zones() => Of(null, "US").Zones.Count.Should().BeGreaterThan(5);

    [Fact]
    public void Zones_that_tell_the_same_time_are_listed_once() => Of(null, "DE").Zones.Should().ContainSingle();

    [Fact]
    public void Without_evidence_there_is_no_zone_and_never_utc() => Of().Should().Be(ZoneEvidence.None);

    [Fact]
    public void For_email_the_accounts_number_is_evidence_too()
    {
        var account = Accounts.Account("a") with { Addresses = [NoPhone, Phone("+12065550101")] };
        Ids(Resolver.Resolve(account, NoPhone).Zones).Should().Be("America/Los_Angeles");
    }

    private static ZoneEvidence In(string country, string? region, string? zip = null, string? phone = null) =>
        Resolver.Resolve(Accounts.Account("a") with { Country = country, Region = region, PostalCode = zip }, phone is null
            ? NoPhone : Phone(phone)).Zones;

    [Theory]
    [InlineData("US", "CA", "America/Los_Angeles")]
    [InlineData("US", "FL", "America/Chicago America/New_York")] // the state is split: both count
    [InlineData("CA", "SK", "America/Edmonton America/Regina")]
    [InlineData("AU", "SA", "Australia/Adelaide Australia/Eucla")]
    [InlineData("BR", "AC", "America/Rio_Branco")]
    [InlineData("RU", "KGD", "Europe/Kaliningrad")]
    [InlineData("ES", "TF", "Atlantic/Canary")]
    [InlineData("PT", "20", "Atlantic/Azores")]
    public void A_part_of_a_country_says_the_zones_that_it_keeps(string country, string region, string zones)
    {
        var evidence = In(country, region);
        evidence.Source.Should().Be(ZoneSource.Region);
        evidence.Zones.Select(z => z.Id).Should().Contain(zones.Split(' '));
    }

    [Theory]
    [InlineData("90210", "America/Los_Angeles")]
    [InlineData("99501-1234", "America/Adak America/Anchorage")]
    [InlineData("79936", "America/Denver")] // El Paso, in a state that keeps two times
    public void A_postcode_of_the_United_States_says_the_zone(string zip, string zones)
    {
        var evidence = In("US", null, zip);
        evidence.Source.Should().Be(ZoneSource.Postcode);
        Ids(evidence).Should().Be(zones);
    }

    [Theory]
    [InlineData("ABCDE")]
    [InlineData("12345")] // a way past a form
    [InlineData("2.9E+03")]
    [InlineData("00000")]
    public void A_postcode_that_says_nothing_leaves_the_whole_country_open(string zip) =>
        In("US", null, zip).Source.Should().Be(ZoneSource.Country);

    [Fact]
    public void A_region_that_there_is_not_leaves_the_country() => In("US", "ZZ").Source.Should().Be(ZoneSource.Country);

    [Fact]
    public void A_number_from_elsewhere_adds_its_zone_to_that_of_the_region()
    {
        var evidence = In("US", "CA", phone: "+12125550101");
        evidence.Source.Should().Be(ZoneSource.AddressAndPhonePrefix);
        evidence.Confidence.Should().Be(ZoneConfidence.SeveralZones);
        Ids(evidence).Should().Be("America/Los_Angeles America/New_York");
    }

    [Fact]
    public void A_number_of_the_region_adds_nothing() => In("US", "CA", phone: "+13105550101").Should()
        .Match<ZoneEvidence>(e => e.Source == ZoneSource.Region && e.Confidence == ZoneConfidence.OneZone);

    [Fact]
    public void A_mobile_number_that_may_be_anywhere_in_the_country_adds_nothing_to_the_region() =>
        Ids(In("AU", "QLD", phone: "+61412345678")).Should().Be("Australia/Brisbane");

    [Fact]
    public void Every_zone_of_a_region_is_a_zone_of_its_country()
    {
        var zones = PlaceZones.Of(TimeZoneData.Default);
        var offenders = from region in PlaceTables.RegionsWithZones
                        let country = CountryTable.OfPart(region) ?? region[..2]
                        from zone in PlaceTables.ZonesOf(region)
                        where !zones.OfId(zone).IsWithin(zones.OfCountry(country))
                        select $"{region} {zone}";
        offenders.Should().BeEmpty();
    }

    [Fact]
    public void Every_state_has_area_codes_postcodes_and_zones()
    {
        var states = PlaceTables.RegionsWithZones.Where(r => r.StartsWith("US-", StringComparison.Ordinal)
            && CountryTable.OfPart(r) is null).ToList();
        states.Should().HaveCount(51, "fifty and the District of Columbia");
        Enumerable.Range(200, 800).SelectMany(code => AreaCodes.Parts(AreaCodes.Of($"+1{code}5550101"))).Distinct().Should()
            .Contain(states);
        Postcodes.All.SelectMany(a => a.Regions).Distinct().Should().Contain(states);
    }
}
