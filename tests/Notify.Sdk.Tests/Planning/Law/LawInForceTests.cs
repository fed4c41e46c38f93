using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;
using Notify.Sdk.Tests.Audience;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Planning.Law;

/// <summary>The packs hold by default, for whom and for what they are meant, and nobody can loosen them.</summary>
public sealed class LawInForceTests
{
    private const string Dallas = "+12145550101";
    private const string Britain = "+447400123456";

    private static Instant At(string zone, int month, int day, int hour, int minute = 0) =>
        new LocalDateTime(2026, month, day, hour, minute).InZoneStrictly(DateTimeZoneProviders.Tzdb[zone]).ToInstant();

    /// <summary>An offer by text to somebody who agreed to it; <c>call</c> is the same by voice.</summary>
    private static async Task<AccountOutcome> OfferAsync(Instant at, Contact contact, string topic = "text", ConsentBasis basis =
        ConsentBasis.Express, bool night = false, Action<NotifyBuilder>? configure = null)
    {
        using var scenario = new Scenario(b =>
        {
            b.AddTopic("text", t => t.Marketing().Over(DeliveryChannel.Sms).Sms("en", "Cheap.").ExpiresAfter(Duration.FromDays(30)));
            b.AddTopic("call", t => t.Marketing().Over(DeliveryChannel.Voice).Voice("en", "Cheap.").ExpiresAfter(Duration.FromDays(30)));
            b.AddTopic("spoken", t => t.Marketing().LiveVoice().Over(DeliveryChannel.Voice).Voice("en", "Cheap.")
                .ExpiresAfter(Duration.FromDays(30)));
            b.AddTopic("mail", t => t.Marketing().Over(DeliveryChannel.Email).Email("en", "Offer", "Cheap.")
                .ExpiresAfter(Duration.FromDays(30)));
            b.AddTopic("debt", t => t.Transactional().For(TopicPurpose.DebtCollection).Over(DeliveryChannel.Email)
                .Email("en", "Debt", "Pay.")
                .ExpiresAfter(Duration.FromDays(30)));
            b.AddTransport(_ => new RecordingTransport(DeliveryChannel.Voice));
            b.Services.Configure<PlanningOptions>(o => o.Windows.Clear()); // what is left is the law
            configure?.Invoke(b);
        }, at);
        var keys = contact.Phones.Select(p => Scenario.Number(p.Value!)).Concat(contact.Emails.Select(e => Scenario.Mailbox(e.Value!)));
        await scenario.Get<IConsentLedger>().AppendAsync([.. keys.Select((key, i) => new ConsentRecord
        {
            Id = $"yes-{i}", Address = key, Scope = ConsentScope.Of(topic), Status = ConsentStatus.Granted, Basis = basis,
                NightConsent = night, OccurredAt = at - Duration.FromDays(1),
        })]);
        return (await scenario.SendAsync(topic, contact)).Outcomes.Single();
    }

    private static Contact Somebody(string? phone, string? country = null, string? region = null, string? zip = null) =>
        People.Contact("bo") with
        {
            Country = country,
            Region = region,
            PostalCode = zip,
            Phones = phone is null
            ? [] : [new ContactPoint(phone)]
        };

    [Fact]
    public async Task A_text_to_Texas_on_a_Sunday_morning_waits_until_noon_and_says_the_statute()
    {
        var outcome = await OfferAsync(At("America/Chicago", 11, 22, 10), Somebody(Dallas, "US", "TX"));
        outcome.Kind.Should().Be(OutcomeKind.Held);
        outcome.Due.Should().Be(At("America/Denver", 11, 22, 12), "El Paso is Texas too, and keeps the time of Denver");
        outcome.Reasons[0].Rule.Should().Be("US-TX");
        outcome.Reasons[0].Detail.Should().Contain("Tex. Bus. & Com. Code 301.051").And.Contain("region");
    }

    [Fact]
    public async Task Every_decision_says_the_version_of_the_law()
    {
        (await OfferAsync(At("America/Chicago", 11, 24, 13), Somebody(Dallas, "US", "TX"))).LawPack.Should().Be(LegalPack.BuiltIn.Version);
        (await OfferAsync(At("America/Chicago", 11, 22, 10), Somebody(Dallas, "US", "TX"))).LawPack.Should().Be(LegalPack.BuiltIn.Version);
        (await OfferAsync(At("America/Chicago", 11, 22, 10), People.Contact("nobody").Email("a@example.com"))).LawPack.Should()
            .Be(LegalPack.BuiltIn.Version, "a suppressed one too");
    }

    [Fact]
    public async Task The_state_is_known_from_the_postcode() =>
        (await OfferAsync(At("America/New_York", 11, 22, 12), Somebody(Britain, "US", zip: "02903"))).Reasons[0].Rule.Should()
            .Contain("US-RI").And.NotContain("US-LA", "the other states have no say");

    [Fact]
    public async Task The_state_is_known_from_the_area_code() =>
        (await OfferAsync(At("America/New_York", 11, 22, 12), Somebody("+14015550101"))).Reasons[0].Rule.Should().Contain("US-RI")
            .And.NotContain("US-LA", "the other states have no say");

    [Fact]
    public async Task A_Texan_with_a_number_of_Rhode_Island_has_the_protection_of_both()
    {
        var outcome = await OfferAsync(At("America/New_York", 11, 22, 12), Somebody("+14015550101", "US", "TX"));
        outcome.Reasons[0].Rule.Should().Contain("US-RI").And.Contain("US-TX");
        outcome.ZoneSource.Should().Be("address and phone prefix, which differ");
    }

    [Fact]
    public async Task Where_the_state_is_unknown_the_rules_of_all_states_hold()
    {
        // Monday to Friday 09:00 to 18:00, says the sum of all, and a British number says nothing about the state.
        var outcome = await OfferAsync(At("America/New_York", 11, 23, 18, 30), Somebody(Britain, "US")
            with
        { TimeZone = "America/New_York" });
        outcome.Due.Should().Be(At("America/New_York", 11, 24, 9));
        outcome.Reasons[0].Rule.Should().Contain("US-RI");
    }

    [Fact]
    public async Task An_area_code_stands_for_a_state_that_nobody_gave_and_lifts_no_rule_of_one_that_was_given()
    {
        var sunday = At("America/New_York", 11, 22, 13);
        async Task<Instant?> Due(string phone, string? region) =>
            (await OfferAsync(sunday, Somebody(phone, "US", region) with { TimeZone = "America/New_York" })).Due;

        var monday = At("America/New_York", 11, 23, 9);
        (await Due(Britain, null)).Should().Be(monday, "all states have a say");
        (await Due("+12125550142", null)).Should().Be(sunday, "New York has no Sunday of its own, and nothing speaks for another state");
        (await Due("+12125550142", "RI")).Should().Be(monday, "Rhode Island is given, and stays");
    }

    [Theory]
    [InlineData("+17872345678", null)] // Puerto Rico
    [InlineData("+16716321234", null)] // Guam
    [InlineData("+13407741234", null)] // US Virgin Islands
    [InlineData(Britain, "PR")]
    public async Task The_federal_hours_hold_in_the_territories_and_those_of_the_states_do_not(string phone, string? country)
    {
        var zone = phone == "+16716321234" ? "Pacific/Guam" : "America/Puerto_Rico";
        var somebody = Somebody(phone, country) with { TimeZone = zone };
        (await OfferAsync(At(zone, 11, 24, 22), somebody)).Reasons[0].Rule.Should().StartWith("US-").And.NotContain("US-RI");
        (await OfferAsync(At(zone, 11, 22, 13), somebody)).Kind.Should().Be(OutcomeKind.Planned, "the Sunday is one of the states");
    }

    [Fact]
    public async Task A_region_that_there_is_not_is_an_unknown_one() =>
        (await OfferAsync(At("America/New_York", 11, 23, 18, 30), Somebody(Britain, "US", "ZZ") with { TimeZone = "America/New_York" }))
            .Due.Should().Be(At("America/New_York", 11, 24, 9));

    [Fact]
    public async Task Text_to_speech_is_an_automated_call()
    {
        var evening = At("America/New_York", 11, 24, 17, 30);
        (await OfferAsync(evening, Somebody("+12075550101", "US", "ME"), "call")).Reasons[0].Rule.Should().Be("US-ME-AUTO");
        (await OfferAsync(evening, Somebody("+12075550101", "US", "ME"), "spoken")).Kind.Should()
            .Be(OutcomeKind.Planned, "live calls follow the federal hours");
    }

    [Fact]
    public async Task The_hours_of_South_Dakota_are_meant_in_the_time_of_the_state()
    {
        // 09:30 in Chicago and in New York's declared zone 10:30, but 08:30 in the west of the state.
        var outcome = await OfferAsync(At("America/Chicago", 11, 24, 9, 30), Somebody("+16055550101", "US", "SD")
            with
        { TimeZone = "America/New_York" }, "call");
        outcome.Due.Should().Be(At("America/Denver", 11, 24, 9));
    }

    [Fact]
    public async Task French_holidays_are_closed_and_lunch_is() =>
        (await OfferAsync(At("Europe/Paris", 11, 10, 20), Somebody("+33123456789", "FR"), "call")).Due.Should()
            .Be(At("Europe/Paris", 11, 12, 10), "11 November is a holiday");

    [Fact]
    public async Task South_Africa_limits_mail_too() =>
        (await OfferAsync(At("Africa/Johannesburg", 11, 22, 10), Somebody(null, "ZA").Email("bo@example.com"), "mail")).Due.Should()
            .Be(At("Africa/Johannesburg", 11, 23, 8));

    [Fact]
    public async Task Collecting_debts_has_its_own_hours_by_mail_as_well() =>
        (await OfferAsync(At("America/New_York", 11, 24, 6), Somebody(null, "US", "NY").Email("bo@example.com"), "debt")).Reasons[0]
            .Rule.Should().Be("US-REGF");

    [Theory]
    [InlineData("ZA", "Africa/Johannesburg", "+27821234567", ConsentBasis.ExpressWritten, false, true)]
    [InlineData("ZA", "Africa/Johannesburg", "+27821234567", ConsentBasis.Express, true, false)] // asks for writing
    [InlineData("KR", "Asia/Seoul", "+821012345678", ConsentBasis.Express, true, true)]
    [InlineData("KR", "Asia/Seoul", "+821012345678", ConsentBasis.ExpressWritten, false, false)] // asks for a consent to the night
    [InlineData("IN", "Asia/Kolkata", "+918123456789", ConsentBasis.ExpressWritten, true, false)] // nothing lifts it
    public async Task A_consent_lifts_a_rule_only_when_it_is_of_the_kind_that_the_rule_names(
        string country, string zone, string phone, ConsentBasis basis, bool night, bool lifted)
    {
        var outcome = await OfferAsync(At(zone, 11, 24, 22), Somebody(phone, country), basis: basis, night: night);
        outcome.Kind.Should().Be(lifted ? OutcomeKind.Planned : OutcomeKind.Held);
        outcome.Codes().Contains(ReasonCodes.WindowLifted).Should().Be(lifted);
    }

    [Fact]
    public async Task An_implied_consent_lifts_nothing()
    {
        var sunday = At("America/Denver", 11, 22, 10);
        var utah = Somebody("+18015550101", "US", "UT");
        (await OfferAsync(sunday, utah, "spoken", ConsentBasis.Express)).Kind.Should().Be(OutcomeKind.Planned);
        (await OfferAsync(sunday, utah, "spoken", ConsentBasis.ImpliedPurchase)).Kind.Should().Be(OutcomeKind.Held);
    }

    [Fact]
    public async Task A_pack_of_ones_own_makes_the_hours_stricter()
    {
        var pack = LegalPack.Parse("us.json", """
            { "jurisdiction": "US", "reviewed": "2026-11-22", "entries": [ { "rule": "OWN-TX", "jurisdiction": "US-TX", "channels": ["sms"], "classes": ["marketing"],
              "days": "Mon-Sun", "from": "12:00", "to": "18:00", "strength": "default", "confirmed": true, "evidence": "own", "source": "counsel" } ] }
            """u8);
        var outcome = await OfferAsync(At("America/Denver", 11, 24, 10), Somebody(Dallas, "US", "TX"), configure: b => b.AddLawPack(pack));
        outcome.Due.Should().Be(At("America/Denver", 11, 24, 12));
        outcome.LawPack.Should().Be($"{LegalPack.BuiltIn.Version}+{pack.Version}");
    }

    [Fact]
    public async Task A_rule_of_the_law_cannot_be_replaced()
    {
        var send = () => OfferAsync(At("America/Chicago", 11, 22, 10), Somebody(Dallas, "US", "TX"),
            configure: b =>
                b.AddSendWindow(new() { Id = "US-TX", Windows = [new(DailyWindow.EveryDay, LocalTime.Midnight, LocalTime.Midnight)] }));
        (await send.Should().ThrowAsync<OptionsValidationException>())
            .WithMessage("*'US-TX' is a rule of the law pack, which cannot be replaced*");
    }

    [Fact]
    public async Task Without_the_courtesy_hours_the_law_still_holds() =>
        (await OfferAsync(At("America/Chicago", 11, 24, 23), Somebody(Dallas, "US", "TX"))).Kind.Should().Be(OutcomeKind.Held);

    [Theory]
    [InlineData("sms", MessageClass.Marketing, VerdictKind.Suppress, ReasonCodes.ZoneUnknown)]
    [InlineData("voice", MessageClass.Marketing, VerdictKind.Suppress, ReasonCodes.ZoneUnknown)]
    [InlineData("whatsapp", MessageClass.Marketing, VerdictKind.Suppress, ReasonCodes.ZoneUnknown)]
    [InlineData("email", MessageClass.Marketing, VerdictKind.Suppress, ReasonCodes.ZoneUnknown)]
    // goes, and says that no hours could be kept
    [InlineData("sms", MessageClass.Transactional, VerdictKind.Proceed, ReasonCodes.ZoneUnknown)]
    [InlineData("email", MessageClass.Transactional, VerdictKind.Proceed, null)] // has no hours
    public void Somebody_of_whom_no_place_is_known_gets_no_advertising_over_a_channel_that_has_hours(
        string over, MessageClass @class, VerdictKind kind, string? code)
    {
        var channel = DeliveryChannel.Named(over);
        using var scenario = Scenario.OutOfTheBox();
        // A number of no country's plan, and no zone, region, postcode or country.
        var address = Accounts.Address(channel == DeliveryChannel.Email ? AddressKind.Email : AddressKind.Phone, "somewhere");
        var account = Accounts.Account("bo") with { Addresses = [address] };
        var verdict = scenario.Get<WindowGate>().Judge(new()
        {
            Topic = new() { Name = "t", Class = @class, Channels = [channel] },
            Notification = new("t", "k") { ExpiresAt = Scenario.Monday + Duration.FromDays(1) },
            Person = new() { Accounts = [account] },
            Account = account,
            Address = address,
            Channel = channel,
            Facts = new(),
            At = Scenario.Monday,
            AccountContent = "k#0",
            AddressContent = "k#0",
        });
        (verdict.Kind, verdict.Reason?.Code).Should().Be((kind, code));
    }

    [Fact]
    public async Task National_holidays_close_the_courtesy_hours_of_advertising()
    {
        using var scenario =
            new Scenario(
            b => b.AddTopic("text", t => t.Marketing().Over(DeliveryChannel.Sms).Sms("en", "Cheap.").ExpiresAfter(Duration.FromDays(10))),
            At("Europe/London", 12, 25, 12));
        await scenario.ConsentAsync(Scenario.Number("+447400123456"), "text");
        var outcome = (await scenario.SendAsync("text", People.Contact("bo").Phone("+447400123456"))).Outcomes.Single();
        outcome.Due.Should().Be(At("Europe/London", 12, 29, 9), "Christmas, Boxing Day, Sunday, and Monday for Boxing Day");
    }
}
