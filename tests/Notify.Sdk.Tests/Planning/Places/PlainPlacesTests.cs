using Microsoft.Extensions.Options;
using Notify.Sdk.Audience;
using Notify.Sdk.Planning;

namespace Notify.Sdk.Tests.Planning;

public class PlainPlacesTests
{
    private const int Places = 3_000;

    private static readonly string?[] Countries =
        [null, null, "US", "US", "USA", "United States", "CA", "Canada", "GB", "England", "FR", "Réunion", "PR", "Georgia", "AU", "BR",
            "RU", "MX", "DE",
            "ES", "NL", "NO", "Congo", "Nowhere", "N/A", "JP", "KZ", "CL", "EC", "ID", "PT", "NZ", "GU", "Svalbard", "XK", "GB", "IT"];

    private static readonly string?[] Parts =
        [null, null, null, "RI", "Rhode Island", "US-RI", "Texas", "TX", "TN", "KY", "Florida", "ID", "Puerto Rico", "AE", "AP", "BC",
            "CA-BC", "ON",
            "Quebec", "Nunavut", "NSW", "QLD", "Scotland", "Wales", "974", "Île-de-France", "Amazonas", "AM", "Madrid", "Canarias", "ZZ",
                "Georgia",
            "Hawaii", "Sinaloa", "Sakha", "1", "State of New York", "NY, USA"];

    private static readonly string?[] Codes =
        [null, null, "02903", "2903", "75201", "37201", "42101", "00901", "09012", "96910", "V6B 1A1", "V1A", "K1A 0B1", "X0A 0A0",
            "EH1 1YZ", "SW1A 1AA",
            "JE2 3AB", "97400", "75001", "35001", "0872", "2880", "4000", "69900-000", "01310-100", "101000", "678000", "21000", "00000",
                "99999", "12345",
            "ABC", "1000", "3900", "9170", "050000", "170150", "80113", "33101", "83814"];

    private static readonly string?[] Zones =
        [null, null, null, null, null, "America/New_York", "Europe/Berlin", "US/Pacific", "Pacific/Guam", "Asia/Kolkata", "Mars/Olympus",
            "Etc/UTC"];

    private static readonly string?[] Numbers =
        [null, "+12145550101", "+14015550101", "+13605550101", "+19075550101", "+17875550101", "+16715550101", "+14165550101",
            "+16045550101",
            "+18675550101", "+442079460000", "+441534700000", "+33123456789", "+262262123456", "+61412345678", "+61891234567",
                "+5511912345678",
            "+5568912345678", "+74951234567", "+74232123456", "+5215512345678", "+34912345678", "+4915112345678", "+4721234567",
                "+8801712345678"];

    [Theory]
    [InlineData(null, null)]
    [InlineData("US", null)]
    [InlineData("CA", "America/Denver")]
    [InlineData("RU", null)]
    [InlineData(null, "Europe/Paris")]
    public void A_plain_referee_finds_the_same_places(string? defaultCountry, string? listZone)
    {
        var options = Options.Create(new AudienceOptions { DefaultCountry = defaultCountry, ListZone = listZone });
        var normalizer = new ContactNormalizer(new DefaultPhoneNumberParser(), options);
        var resolver = new PlaceResolver(TimeZoneData.Default, options);
        var referee = new PlainPlaces(defaultCountry, listZone);
        var dice = new Random(20261127);
        string? Any(string?[] of) => of[dice.Next(of.Length)];
        List<string> offenders = [];
        for (var i = 0; i < Places && offenders.Count < 10; i++)
        {
            var contact = PlaceWorld.Somebody(Any(Numbers), Any(Countries), Any(Parts), Any(Codes), Any(Zones));
            var account = normalizer.Normalize(contact);
            var (expected, found) = (referee.Answer(account), PlainPlaces.Text(resolver.Resolve(account, null)));
            if (expected != found)
                offenders.Add($"{contact.Country} {contact.Region} {contact.PostalCode} {contact.TimeZone}: {expected} | {found}");
        }

        offenders.Should().BeEmpty();
    }
}
