using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Consents;
using Notify.Sdk.Planning;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Planning;

/// <summary>Contacts as they are written, from the fields to the place and to the decision.</summary>
internal static class PlaceWorld
{
    public const string Dallas = "+12145550101";

    public static Contact Somebody(string? phone, string? country = null, string? region = null, string? postcode = null, string? zone =
        null) =>
        People.Contact("bo") with
        {
            Country = country,
            Region = region,
            PostalCode = postcode,
            TimeZone = zone,
            Phones = phone is null
            ? [] : [new ContactPoint(phone)]
        };

    /// <summary>Where somebody may be, as every gate is told.</summary>
    public static Place PlaceOf(Contact contact, string? defaultCountry = null)
    {
        var options = Options.Create(new AudienceOptions { DefaultCountry = defaultCountry });
        var account = new ContactNormalizer(new DefaultPhoneNumberParser(), options).Normalize(contact);
        return new PlaceResolver(TimeZoneData.Default, options).Resolve(account, account.Addresses.Count > 0 ? account.Addresses[0] : null);
    }

    public static IEnumerable<string> Ids(this Place place) => place.Zones.Zones.Select(z => z.Id);

    /// <summary>An offer by text, under the law alone unless courtesy hours are kept.</summary>
    public static async Task<AccountOutcome> OfferAsync(Instant at, Contact[] contacts, Action<NotifyBuilder>? configure = null,
        bool courtesy = false, string topic = "text")
    {
        using var scenario = Scenario.UnderLaw(b =>
        {
            b.AddTopic("text", t => t.Marketing().Over(DeliveryChannel.Sms).Sms("en", "Cheap.").ExpiresAfter(Duration.FromDays(30)));
            b.AddTopic("call", t => t.Marketing().Over(DeliveryChannel.Voice).Voice("en", "Cheap.").ExpiresAfter(Duration.FromDays(30)));
            b.AddTopic("news", t => t.Transactional().Over(DeliveryChannel.Sms).Sms("en", "No power.").ExpiresAfter(Duration.FromDays(30)));
            b.ConfigureConsent(o => o.PeopleGaveTheirNumbers = true);
            b.AddTransport(_ => new RecordingTransport(DeliveryChannel.Voice));
            if (!courtesy)
                b.Services.Configure<PlanningOptions>(o => o.Windows.Clear());
            configure?.Invoke(b);
        }, at);
        var keys = contacts.SelectMany(c => c.Phones).Select(p => Scenario.Number(p.Value!)).Distinct();
        await scenario.Get<IConsentLedger>().AppendAsync([.. keys.Select((key, i) => new ConsentRecord
        {
            Id = $"yes-{i}", Address = key, Scope = ConsentScope.Of(topic), Status = ConsentStatus.Granted,
                Basis = ConsentBasis.ExpressWritten, OccurredAt = at - Duration.FromDays(1), Disclosure = Scenario.Words(topic),
        })]);
        return (await scenario.SendAsync(topic, contacts)).Outcomes.First(o => o.Kind != OutcomeKind.Covered);
    }

    public static Instant At(string zone, int month, int day, int hour, int minute = 0) =>
        new LocalDateTime(2026, month, day, hour, minute).InZoneStrictly(DateTimeZoneProviders.Tzdb[zone]).ToInstant();
}
