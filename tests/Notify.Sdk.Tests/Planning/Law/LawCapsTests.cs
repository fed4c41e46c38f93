using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Planning.Law;

/// <summary>The limits of frequency of the law hold by default, where and for what they are meant.</summary>
public sealed class LawCapsTests
{
    private const string Miami = "+13055550101";
    private const string Dallas = "+12145550101";
    private const string Portland = "+15035550101";

    // A Tuesday, 10:00 in Florida: every window for texts is open there and in Texas.
    private static readonly Instant Tuesday = Instant.FromUtc(2026, 3, 3, 15, 0);

    private static Scenario World(Action<NotifyBuilder>? configure = null) => new(b =>
    {
        b.AddText("sale", t => t.Marketing()).AddText("club", t => t.Marketing()).AddText("news");
        configure?.Invoke(b);
    }, Tuesday);

    private static Contact Somebody(string phone, string? country = null, string? region = null, string? zip = null, string id = "bo") =>
        People.Contact(id) with { Country = country, Region = region, PostalCode = zip, Phones = [new ContactPoint(phone)] };

    /// <summary>So many messages of a topic, an hour apart, each sent before the next; what became of the last.</summary>
    private static async Task<AccountOutcome> LastOfAsync(Scenario scenario, int count, Contact contact, params string[] topics)
    {
        foreach (var topic in topics)
            await scenario.ConsentAsync(Scenario.Number(contact.Phones[0].Value!), topic, $"yes-{topic}");
        AccountOutcome? last = null;
        for (var i = 0; i < count; i++)
        {
            last = (await scenario.SendAsync(new Notification(topics[i % topics.Length], $"n/{i}"), contact)).Of(contact.AccountId);
            await scenario.DispatchAfterAsync(Duration.FromHours(1));
        }

        return last!;
    }

    [Fact]
    public async Task The_fourth_marketing_text_of_a_day_to_Florida_waits_and_names_the_rule_and_the_statute()
    {
        using var scenario = World();
        var outcome = await LastOfAsync(scenario, 4, Somebody(Miami, "US", "FL"), "sale");

        (outcome.Kind, outcome.Due).Should().Be((OutcomeKind.Held, Tuesday + Duration.FromHours(25)),
            "the first left an hour after it was planned");
        var reason = outcome.Reasons.Single(r => r.Code == ReasonCodes.FrequencyCap);
        reason.Rule.Should().Be("permission/frequency/US-FL");
        reason.Detail.Should().Contain("Fla. Stat. 501.616(6)").And.Contain("3 in 24 hours");
        scenario.Texts.Calls.Should().HaveCount(3);
        await scenario.DispatchAfterAsync(Duration.FromHours(24));
        scenario.Texts.Calls.Should().HaveCount(4);
    }

    [Fact]
    public async Task Nobody_outside_is_touched()
    {
        using var scenario = World();
        (await LastOfAsync(scenario, 4, Somebody(Dallas, "US", "TX"), "sale")).Kind.Should().Be(OutcomeKind.Planned);
        scenario.Texts.Calls.Should().HaveCount(4);
    }

    [Fact]
    public async Task Cap_applied_to_transactional__the_fourth_text_about_something_of_ones_own_goes_out()
    {
        using var scenario = World();
        (await LastOfAsync(scenario, 4, Somebody(Miami, "US", "FL"), "news")).Kind.Should().Be(OutcomeKind.Planned);
        scenario.Texts.Calls.Should().HaveCount(4);
    }

    [Fact]
    public async Task Florida_counts_each_subject_and_Oregon_counts_the_person()
    {
        using var florida = World();
        (await LastOfAsync(florida, 4, Somebody(Miami, "US", "FL"), "sale", "club")).Kind.Should().Be(OutcomeKind.Planned);
        using var oregon = World();
        var outcome = await LastOfAsync(oregon, 4, Somebody(Portland, "US", "OR"), "sale", "club");
        outcome.Reasons.Should().Contain(r => r.Rule == "permission/frequency/US-OR");
    }

    [Fact]
    public async Task A_cap_binds_a_person_when_one_of_their_accounts_is_in_the_place()
    {
        using var scenario = World();
        var texan = Somebody(Dallas, "US", "TX") with { PersonId = "p", LastConfirmed = Tuesday };
        var floridian = People.Contact("old") with { PersonId = "p", Country = "US", Region = "FL" };
        await scenario.ConsentAsync(Scenario.Number(Dallas), "sale");
        for (var i = 0; i < 3; i++)
        {
            await scenario.SendAsync(new Notification("sale", $"n/{i}"), texan, floridian);
            await scenario.DispatchAfterAsync(Duration.FromHours(1));
        }

        var outcome = (await scenario.SendAsync(new Notification("sale", "n/3"), texan, floridian)).Of("bo");
        outcome.Reasons.Should().Contain(r => r.Rule == "permission/frequency/US-FL");
    }

    [Fact]
    public async Task Cap_checked_then_written__many_senders_at_once_do_not_get_past_the_law()
    {
        using var scenario = World();
        await scenario.ConsentAsync(Scenario.Number(Miami), "sale");
        await Task.WhenAll(
            Enumerable.Range(0, 12)
            .Select(i => Task.Run(() => scenario.SendAsync(new Notification("sale", $"n/{i}"), Somebody(Miami, "US", "FL")))));
        await scenario.DispatchAsync();
        scenario.Texts.Calls.Should().HaveCount(3);
    }

    [Theory]
    [InlineData("sms", Miami, "US", "FL", null, "US-FL")]
    [InlineData("voice", Miami, "US", "FL", null, "US-FL")]
    [InlineData("email", Miami, "US", "FL", null, "")]
    [InlineData("sms", Dallas, "US", "TX", null, "")]
    [InlineData("sms", Miami, null, null, null, "US-FL")] // the area code says so
    [InlineData("sms", Miami, "US", "TX", null, "US-FL")] // a Texan with a number of Florida has the protection of both
    [InlineData("sms", Dallas, "US", "FL", null, "US-FL")]
    [InlineData("sms", Dallas, "US", null, "33101", "US-FL")] // the postcode does
    [InlineData("sms", "+18005550101", "US", null, null, "US-FL US-MD US-OK US-OR")] // of all states, where the state is unknown
    [InlineData("voice", "+18005550101", "US", null, null, "US-FL US-MD US-ME-AUTO US-OK US-OR")]
    [InlineData("voice", "+12075550101", "US", "ME", null, "US-ME-AUTO")]
    [InlineData("sms", "+12075550101", "US", "ME", null, "")]
    [InlineData("voice", "+33123456789", "FR", null, null, "FR-D223-9")]
    [InlineData("voice", "+33123456789", "DE", null, null, "FR-D223-9")]
    [InlineData("voice", "+442079460101", "GB", null, null, "")]
    public void The_caps_that_hold_somewhere(string over, string phone, string? country, string? region, string? zip, string expected)
    {
        var channel = DeliveryChannel.Named(over);
        using var scenario = World();
        var account = scenario.Get<ContactNormalizer>().Normalize(Somebody(phone, country, region, zip));
        InForce(scenario, account, new Topic { Name = "t", Channels = [channel] }, channel).Should().Be(expected);
    }

    [Fact]
    public void A_live_call_is_outside_a_cap_on_automated_ones()
    {
        using var scenario = World();
        var account = scenario.Get<ContactNormalizer>().Normalize(Somebody("+12075550101", "US", "ME"));
        InForce(scenario, account, new Topic { Name = "t", Channels = [DeliveryChannel.Voice], LiveVoice = true }, DeliveryChannel.Voice)
            .Should().Be("");
    }

    private static string InForce(Scenario scenario, Account account, Topic topic, DeliveryChannel channel) =>
        string.Join(' ', scenario.Get<IOptions<PermissionOptions>>().Value.AllCaps
        .Where(c => CapBuckets.Counts(c, topic, channel) && CapBuckets.Holds(
            c, scenario.Get<IWhereabouts>(), new() { Accounts = [account] }, account.Addresses[0]))
        .Select(c => c.Id).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_limit_of_the_pack_is_in_force_or_says_why_not()
    {
        var held = LegalPack.BuiltIn.FrequencyCaps.Select(c => c.Id).ToList();
        LegalPack.BuiltIn.Entries.Where(e => e.Cap is not null && !held.Contains(e.RuleId)).Select(e => $"{e.RuleId}: {LawCaps.WhyNot(e)}")
            .Should().Equal("US-REGF: what is counted per recipient+debt cannot be told apart");
        LegalPack.BuiltIn.FrequencyCaps.Should().OnlyContain(
            c => c.Classes.SequenceEqual(new[] { MessageClass.Marketing }) && c.Countries.Count + c.Regions.Count == 1);
    }

    [Theory]
    [InlineData("recipient", true, "marketing", null)]
    [InlineData("recipient+sender", true, "transactional", null)]
    [InlineData("recipient+debt", true, "marketing", "*debt*")]
    [InlineData("recipient", false, "marketing", "*calendar*")]
    [InlineData("recipient", true, "research", "*purpose*")]
    public void A_limit_that_a_cap_cannot_express_stays_data(string per, bool rolling, string @class, string? why)
    {
        var pack = Pack(per, rolling, @class);
        pack.FrequencyCaps.Should().HaveCount(why is null ? 1 : 0);
        if (why is null)
            LawCaps.WhyNot(pack.Entries[0]).Should().BeNull();
        else
            LawCaps.WhyNot(pack.Entries[0]).Should().Match(why);
    }

    [Fact]
    public async Task A_pack_of_ones_own_adds_its_cap()
    {
        using var scenario = World(b => b.AddLawPack(Pack("recipient", true, "marketing")));
        var outcome = await LastOfAsync(scenario, 2, Somebody(Dallas, "US", "TX"), "sale");
        outcome.Reasons.Should().Contain(r => r.Rule == "permission/frequency/OWN-TX");
    }

    [Fact]
    public void A_cap_of_the_law_cannot_be_replaced()
    {
        using var scenario = World(b => b.AddFrequencyCap(new() { Id = "US-FL", Limit = 100, Window = Duration.FromDays(1) }));
        var use = () => scenario.Notifier;
        use.Should().Throw<OptionsValidationException>().WithMessage("*'US-FL' is a cap of the law pack, which cannot be replaced*");
    }

    [Fact]
    public async Task The_caps_of_an_application_can_be_cleared_and_those_of_the_law_stay()
    {
        using var scenario = World(b => b.Services.Configure<PermissionOptions>(o => o.Caps.Clear()));
        (await LastOfAsync(scenario, 4, Somebody(Miami, "US", "FL"), "sale")).Kind.Should().Be(OutcomeKind.Held);
    }

    [Theory]
    [InlineData("UK", null)]
    [InlineData(null, "FL")]
    [InlineData(null, "us-fl")]
    public void A_place_that_there_is_not_is_refused(string? country, string? region)
    {
        var make = () => new FrequencyCap
        {
            Id = "c",
            Limit = 1,
            Window = Duration.FromDays(1),
            Countries = country is null
            ? [] : [country],
            Regions = region is null ? [] : [region]
        };
        make.Should().Throw<ArgumentException>().WithMessage("*ISO 3166*");
    }

    [Fact]
    public void Asking_for_caps_allocates_nothing_when_none_holds_or_nothing_was_sent()
    {
        using var scenario = World();
        foreach (var (phone, region, other) in new[] { (Dallas, "TX", true), (Miami, "FL", false) })
        {
            var account = scenario.Get<ContactNormalizer>().Normalize(Somebody(phone, "US", region));
            var facts = new Facts();
            if (other)
                facts.Set(new HistoryFacts([], [new(new("US-FL", OnceSubject.Of(new AccountRef("other")), "sale||"), Tuesday, default)]));
            var attempt = new Attempt
            {
                Topic = scenario.Get<TopicCatalog>().Get("sale"),
                Notification = new("sale", "k"),
                Person = new() { Accounts = [account] },
                Account = account,
                Address = account.Addresses[0],
                Channel = DeliveryChannel.Sms,
                Facts = facts,
                At = Tuesday,
                AccountContent = "k#0",
                AddressContent = "k#0",
            };
            var gate = scenario.Get<IEnumerable<ISendGate>>().OfType<FrequencyGate>().Single();
            for (var i = 0; i < 1_000; i++)
                gate.Judge(attempt);
            Allocations.Of(() =>
            {
                for (var i = 0; i < 1_000; i++)
                    gate.Judge(attempt);
            }).Should().Be(0, region);
        }
    }

    private static LegalPack Pack(string per, bool rolling, string @class) => LegalPack.Parse("us.json", System.Text.Encoding.UTF8.GetBytes($$"""
        { "jurisdiction": "US", "reviewed": "2026-11-22", "entries": [ { "rule": "OWN-TX", "jurisdiction": "US-TX", "channels": ["sms"], "classes": ["{{@class}}"],
          "days": "Mon-Sun", "from": "09:00", "to": "20:00", "cap": { "count": 1, "period": "PT24H", "per": "{{per}}", "rolling": {{(rolling ? "true" : "false")}} },
          "strength": "default", "confirmed": true, "evidence": "own", "source": "counsel" } ] }
        """));
}
