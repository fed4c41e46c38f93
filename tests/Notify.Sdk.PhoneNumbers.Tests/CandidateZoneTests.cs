using NodaTime;
using Notify.Sdk.PhoneNumbers.Tests.Oracle;

namespace Notify.Sdk.PhoneNumbers.Tests;

public sealed class CandidateZoneTests
{
    private static readonly TzdbDirectory Tzdb = new();

    private static PhoneNumber Example(string region, PhoneNumberType type)
    {
        PhoneNumber.TryGetExample(region, type, out var number).Should().BeTrue();
        return number;
    }

    [Theory]
    [InlineData("MA", "Africa/Casablanca")]
    [InlineData("DZ", "Africa/Algiers")]
    [InlineData("LY", "Africa/Tripoli")]
    [InlineData("SS", "Africa/Juba")]
    [InlineData("NI", "America/Managua")]
    [InlineData("IE", "Europe/Dublin")]
    public void Where_the_map_of_Google_is_wrong_the_only_zone_of_the_country_counts(string region, string zone)
    {
        var number = Example(region, PhoneNumberType.Mobile);

        number.TimeZones.Should().NotContain(zone, "this is the fault that the rule is for");
        PhoneTimeZones.Candidates(number, Tzdb).Should().Equal(Tzdb.Canonical(zone));
    }

    [Theory]
    [InlineData("RU", "Europe/Kaliningrad")]
    [InlineData("AU", "Australia/Darwin")]
    [InlineData("CL", "America/Punta_Arenas")]
    [InlineData("CL", "America/Coyhaique")]
    [InlineData("CN", "Asia/Urumqi")]
    [InlineData("PG", "Pacific/Bougainville")]
    [InlineData("GL", "America/Danmarkshavn")]
    public void Where_the_map_of_Google_lacks_a_zone_a_mobile_may_be_there_nevertheless(string region, string zone)
    {
        var number = Example(region, PhoneNumberType.Mobile);

        PhoneTimeZones.OfCountryCode(number.CountryCode).Select(Tzdb.Canonical).Should()
            .NotContain(zone, "this is the fault that the rule is for");
        PhoneTimeZones.Candidates(number, Tzdb).Should().Contain(zone);
    }

    [Fact]
    public void No_zone_of_a_country_is_out_of_reach_of_its_numbers()
    {
        // Offsets of each zone, week by week; a zone that no candidate of any number of the country equals would be hidden.
        var reached = Corpus.Zones()
            .Select(text => PhoneNumber.Parse(text, null)).Where(number => number.Region is not null)
            .SelectMany(number => PhoneTimeZones.Candidates(number, Tzdb).Select(zone => (number.Region!, Offsets(zone)))).ToHashSet();

        var regions = reached.Select(pair => pair.Item1).Distinct().ToList();
        var hidden = regions.SelectMany(region => Tzdb.ZonesOfRegion(region).Where(zone => !reached.Contains((region, Offsets(zone))))
            .Select(zone => region + " " + zone));

        regions.Count.Should().BeGreaterThan(200);
        hidden.Should().BeEmpty();
    }

    [Fact]
    public void A_prefix_that_leads_out_of_the_country_leads_to_every_zone_of_it()
    {
        // The area code of Kaliningrad has the zone of Bucharest in the map of Google.
        var number = PhoneNumber.Parse("+7 4012 00 00 00", null);

        number.TimeZones.Should().Equal("Europe/Bucharest");
        PhoneTimeZones.Candidates(number, Tzdb).Should().Contain("Europe/Kaliningrad").And.HaveCountGreaterThan(10);
    }

    private static readonly Dictionary<string, string> Signatures = new(StringComparer.Ordinal);

    private static string Offsets(string id)
    {
        if (Signatures.TryGetValue(id, out var known))
            return known;
        var zone = DateTimeZoneProviders.Tzdb[id];
        var weeks = Enumerable.Range(0, 56)
            .Select(week => zone.GetUtcOffset(Instant.FromUtc(2026, 12, 1, 0, 0) + Duration.FromDays(7 * week)));
        return Signatures[id] = string.Join(' ', weeks);
    }

    [Fact]
    public void A_fixed_line_of_a_large_country_has_the_zone_of_its_area()
    {
        var areas = Corpus.Zones().Select(text => PhoneNumber.Parse(text, null))
            .Where(number => number is { Type: PhoneNumberType.FixedLine, TimeZones: ["Australia/Perth" or "Asia/Yekaterinburg"] })
                .ToList();

        areas.Should().NotBeEmpty();
        areas.Should().OnlyContain(number => PhoneTimeZones.Candidates(number, Tzdb).SequenceEqual(number.TimeZones));
    }

    [Fact]
    public void An_invalid_number_and_one_without_a_country_have_no_zone()
    {
        PhoneTimeZones.Candidates(default, Tzdb).Should().BeEmpty();
        PhoneTimeZones.Candidates(PhoneNumber.Parse("+490000", null), Tzdb).Should().BeEmpty();
        PhoneTimeZones.Candidates(PhoneNumber.Parse("+800 1234 5678", null), Tzdb).Should().BeEmpty();
    }

    [Fact]
    public void Every_zone_of_the_map_is_one_that_the_database_knows()
    {
        var ids = Corpus.Zones().SelectMany(text => PhoneNumber.Parse(text, null).TimeZones).Distinct().Where(id => id != "Etc/Unknown")
            .ToList();

        ids.Count.Should().BeGreaterThan(200);
        ids.Should().OnlyContain(id => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) != null);
    }

    [Fact]
    public void Candidates_are_canonical_and_each_stands_once()
    {
        foreach (var text in Corpus.Zones().Take(5000))
        {
            var zones = PhoneTimeZones.Candidates(PhoneNumber.Parse(text, null), Tzdb);
            zones.Should().OnlyHaveUniqueItems();
            zones.Should().Equal(zones.Select(Tzdb.Canonical));
        }
    }
}
