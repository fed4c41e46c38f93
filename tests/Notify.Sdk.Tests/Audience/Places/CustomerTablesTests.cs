using Microsoft.Extensions.Options;
using Notify.Sdk.Audience;
using Notify.Sdk.Planning;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Audience;

/// <summary>
/// Two tables in the shape of the sample customers that every developer knows (Chinook: 59 rows of 24 countries; Northwind: national
/// numbers in the forms of 18 of its rows), with invented people. Their countries stand in words.
/// </summary>
public sealed class CustomerTablesTests
{
    private static readonly Dictionary<string, string> Codes = new(StringComparer.Ordinal)
    {
        ["Argentina"] = "AR",
        ["Australia"] = "AU",
        ["Austria"] = "AT",
        ["Belgium"] = "BE",
        ["Brazil"] = "BR",
        ["Canada"] = "CA",
        ["Chile"] = "CL",
        ["Czech Republic"] = "CZ",
        ["Denmark"] = "DK",
        ["Finland"] = "FI",
        ["France"] = "FR",
        ["Germany"] = "DE",
        ["Hungary"] = "HU",
        ["India"] = "IN",
        ["Ireland"] = "IE",
        ["Italy"] = "IT",
        ["Mexico"] = "MX",
        ["Netherlands"] = "NL",
        ["Norway"] = "NO",
        ["Poland"] = "PL",
        ["Portugal"] = "PT",
        ["Spain"] = "ES",
        ["Sweden"] = "SE",
        ["Switzerland"] = "CH",
        ["UK"] = "GB",
        ["United Kingdom"] = "GB",
        ["USA"] = "US",
        ["Venezuela"] = "VE",
    };

    private static string File(string name) => Path.Combine(AppContext.BaseDirectory, "Corpora", name);

    private static async Task<List<Contact>> ReadAsync(string name) => await ContactCsv.ReadFileAsync(File(name)).ToListAsync();

    private static Account Normalize(Contact contact) =>
        new ContactNormalizer(new DefaultPhoneNumberParser(), Options.Create(new AudienceOptions())).Normalize(contact);

    [Theory]
    [InlineData("customers-in-words.csv", 59)]
    [InlineData("customers-with-national-numbers.csv", 18)]
    public async Task No_row_is_lost_to_its_country(string file, int rows)
    {
        var contacts = await ReadAsync(file);
        contacts.Should().HaveCount(rows);
        foreach (var contact in contacts)
        {
            var account = Normalize(contact);
            account.Country.Should().Be(Codes[contact.Country!]);
            account.NotUnderstood.Should().Be(PlaceFields.None);
            PlaceFor(account).Zones.Zones.Should().NotBeEmpty("account {0}", contact.AccountId);
        }
    }

    [Theory]
    [InlineData("customers-in-words.csv")]
    [InlineData("customers-with-national-numbers.csv")]
    public async Task Countries_in_words_reach_whom_countries_in_codes_reach(string file)
    {
        var contacts = await ReadAsync(file);
        foreach (var contact in contacts)
        {
            var words = Normalize(contact);
            var codes = Normalize(contact with { Country = Codes[contact.Country!] });
            words.Addresses.Should().BeEquivalentTo(codes.Addresses, o => o.WithStrictOrdering(), "account {0}", contact.AccountId);
        }

        contacts.Count(c => Normalize(c).Addresses.Count > 0).Should()
            .BeGreaterThanOrEqualTo(8, "that many have a number or mailbox that is valid where it stands");
    }

    [Theory]
    [InlineData("customers-in-words.csv")]
    [InlineData("customers-with-national-numbers.csv")]
    public async Task The_whole_table_is_planned_and_nothing_is_said_against_a_country(string file)
    {
        using var scenario =
            new Scenario(
            b => b.AddTopic("news", t => t.Transactional().Over(DeliveryChannel.Email, DeliveryChannel.Sms, DeliveryChannel.Voice)
            .Email("en", "News", "News.").Sms("en", "News.").Voice("en", "News.").ExpiresAfter(NodaTime.Duration.FromDays(7)))
            .AddTransport(_ => new RecordingTransport(DeliveryChannel.Voice)));
        var report = await scenario.Notifier.SendAsync(new Notification("news", "news/1"), ContactCsv.ReadFileAsync(File(file)));
        report.Reasons.Should().NotContainKey(ReasonCodes.FieldIgnored).And.NotContainKey(ReasonCodes.ZoneUnknown);
        var reachable = (await ReadAsync(file)).Count(c => Normalize(c)
            .Addresses.Any(a => a.SmsCapable || a.VoiceCapable || a.Key.Kind == AddressKind.Email));
        (report.Planned + report.Held + report.Covered).Should().Be(reachable);
    }

    [Fact]
    public async Task The_list_engine_reads_a_national_number_in_the_country_that_words_name()
    {
        using var scenario = new Scenario();
        Contact With(string id, string? country, string phone) =>
            new(id) { Name = "Maria Example", Country = country, Phones = [new ContactPoint(phone)] };
        var report = await scenario.SendAsync("outage", With("a", "Germany", "030 23125 001"), With("b", null, "+493023125001"),
            With("c", "Österreich", "+493023125001"));
        report.People.Should().Be(1);
        (await scenario.SendAsync("bill", With("a", "Germny", "030 23125 001"), With("b", null, "+493023125001"))).People.Should()
            .Be(2, "a number in a country that is not understood is nobody's");
    }

    private static Place PlaceFor(Account account) =>
        new PlaceResolver(TimeZoneData.Default, Options.Create(new AudienceOptions())).Resolve(account, null);
}
