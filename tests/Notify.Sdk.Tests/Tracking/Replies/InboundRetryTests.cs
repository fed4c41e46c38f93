using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Tests.TestKit;
using Notify.Sdk.Tracking;
using static Notify.Sdk.Tests.Tracking.Replies;

namespace Notify.Sdk.Tests.Tracking;

/// <summary>What an answer must not change: later words, other channels and senders, terms that had an end.</summary>
public class InboundRetryTests
{
    private static readonly AddressKey Phone = TestKit.Scenario.Number(People.NewYorkPhone);

    [Fact]
    public async Task The_same_message_reported_twice_is_a_repeat()
    {
        using var scenario = Scenario();
        var inbound = scenario.Get<IInboundProcessor>();
        (await inbound.ReceiveAsync(scenario.Text("yes please"))).IsRepeat.Should().BeFalse();
        (await inbound.ReceiveAsync(scenario.Text("yes please"))).IsRepeat.Should().BeTrue();
        (await inbound.ReceiveAsync(scenario.Text("yes please") with { MessageId = "another" })).IsRepeat.Should().BeFalse();
        (await inbound.ReceiveAsync(scenario.Text("STOP") with { MessageId = "stop" })).IsRepeat.Should().BeFalse();
        (await inbound.ReceiveAsync(scenario.Text("STOP") with { MessageId = "stop" })).IsRepeat.Should().BeTrue();
    }

    [Fact]
    public async Task A_message_without_text_is_for_the_application()
    {
        using var scenario = Scenario();
        var outcome = await scenario.Get<IInboundProcessor>().ReceiveAsync(scenario.Text("") with { Text = null! });
        outcome.Reading.Kind.Should().Be(Notify.Sdk.Permission.ReplyKind.Other);
        outcome.Reasons.Should().Contain(r => r.Code == ReasonCodes.ReplyForBusiness);
    }

    [Fact]
    public async Task An_old_start_that_is_reported_again_lifts_no_later_stop()
    {
        using var scenario = Scenario();
        await scenario.ConsentAsync(Phone, "offer");
        await LaterAsync(scenario, "START", "m1");
        await LaterAsync(scenario, "STOP", "m2");
        await LaterAsync(scenario, "START", "m1");
        (await scenario.SendAsync("offer", Mobile())).Planned.Should().Be(0);
    }

    [Fact]
    public async Task A_doubtful_message_that_is_reported_again_opens_no_doubt_that_was_settled()
    {
        using var scenario = Scenario();
        await scenario.ConsentAsync(Phone, "offer");
        await LaterAsync(scenario, "not interested", "m1");
        await scenario.Get<IInboundProcessor>().SettleAsync(scenario.Text("not interested"), isOptOut: false);
        await LaterAsync(scenario, "not interested", "m1");
        (await scenario.SendAsync("offer", Mobile())).Planned.Should().Be(1);
    }

    [Fact]
    public async Task Settling_one_doubtful_message_leaves_a_later_one_open()
    {
        using var scenario = Scenario();
        await scenario.ConsentAsync(Phone, "offer");
        await LaterAsync(scenario, "not interested", "m1");
        await LaterAsync(scenario, "wrong number", "m2");
        await scenario.Get<IInboundProcessor>().SettleAsync(scenario.Text("not interested"), isOptOut: false);
        (await scenario.SendAsync("offer", Mobile())).Planned.Should().Be(0);
        await scenario.Get<IInboundProcessor>().SettleAsync(scenario.Text("wrong number", "m2"), isOptOut: false);
        (await scenario.SendAsync(new Notification("offer", "offer/2"), Mobile())).Planned.Should().Be(1);
    }

    [Fact]
    public async Task Start_brings_back_no_consent_that_had_lapsed()
    {
        using var scenario = Scenario();
        await PurchaseAsync(scenario, daysAgo: 1_000);
        await LaterAsync(scenario, "STOP", "m1");
        await LaterAsync(scenario, "START", "m2");
        (await scenario.SendAsync("offer", Mobile())).Planned.Should().Be(0);
    }

    [Fact]
    public async Task What_start_brings_back_ends_by_the_date_of_its_event()
    {
        using var scenario = Scenario();
        await PurchaseAsync(scenario, daysAgo: 700);
        await LaterAsync(scenario, "STOP", "m1");
        await LaterAsync(scenario, "START", "m2");
        (await scenario.SendAsync("offer", Mobile())).Planned.Should().Be(1);
        scenario.Time.Advance(Duration.FromDays(60));
        (await scenario.SendAsync(new Notification("offer", "offer/2"), Mobile())).Planned.Should().Be(0);
    }

    [Fact]
    public async Task Start_by_text_lifts_no_stop_of_calls_and_none_of_another_sender()
    {
        using var scenario = Scenario();
        ConsentRecord stop = new()
        {
            Id = "no-calls",
            Address = Phone,
            Scope = ConsentScope.Everything,
            Channel = DeliveryChannel.Voice,
            Status =
            ConsentStatus.Withdrawn,
            OccurredAt = scenario.Time.Now
        };
        await scenario.Get<IConsentLedger>().AppendAsync([stop, stop with { Id = "other-shop", Channel = null, Brand = "Other Shop" }]);
        (await LaterAsync(scenario, "START", "m1")).Reasons.Single().Code.Should().Be(ReasonCodes.NothingToStart);
        await LaterAsync(scenario, "STOP", "m2");
        await LaterAsync(scenario, "START", "m3");
        var facts = new ConsentFacts(await scenario.Get<IConsentLedger>().FindAsync([Phone], "call"));
        Topic call = new() { Name = "call", Brand = "Example Shop" };
        facts.Stop(call, Phone, DeliveryChannel.Voice, ConsentBreadth.Everything).Should().NotBeNull();
        facts.Stop(call, Phone, DeliveryChannel.Sms, ConsentBreadth.Everything).Should().BeNull();
        facts.Stop(call with { Brand = "Other Shop" }, Phone, DeliveryChannel.Sms, ConsentBreadth.Everything).Should().NotBeNull();
    }

    [Fact]
    public async Task A_stop_under_an_imported_yes_can_be_taken_back()
    {
        using var scenario = Scenario();
        await LaterAsync(scenario, "STOP", "m1");
        await scenario.Get<IConsentLedger>()
            .AppendAsync(
            [new() { Id = "imported", Address = Phone, Scope = ConsentScope.Everything, Status = ConsentStatus.Imported, OccurredAt =
            scenario.Time.Now }]);
        (await LaterAsync(scenario, "START", "m2")).Reasons.Single().Code.Should().Be(ReasonCodes.StartedByReply);
    }

    [Fact]
    public async Task Start_of_one_topic_after_a_stop_of_everything_brings_back_that_topic()
    {
        using var scenario = Scenario(more: b => b.AddTopic("news", t => t.Marketing().Over(DeliveryChannel.Sms).Sms("en", "News.")));
        await scenario.ConsentAsync(Phone, "offer");
        await scenario.ConsentAsync(Phone, "news", "yes-2");
        await LaterAsync(scenario, "STOP", "m1");
        await LaterAsync(scenario, "START OFFER", "m2");
        (await scenario.SendAsync("offer", Mobile())).Planned.Should().Be(1);
        (await scenario.SendAsync("news", Mobile())).Planned.Should().Be(0);
    }

    [Fact]
    public async Task A_stop_that_comes_late_under_a_newer_yes_is_not_confirmed()
    {
        using var scenario = Scenario();
        var late = scenario.Text("STOP");
        scenario.Time.Advance(Duration.FromMinutes(1));
        await scenario.ConsentAsync(Phone, "offer");
        await scenario.ConsentAsync(Phone, topic: null, "yes-2");
        await scenario.ReceiveAsync(late);
        await scenario.DispatchAsync();
        scenario.Answers().Should().BeEmpty();
        (await scenario.SendAsync("offer", Mobile())).Planned.Should().Be(1);
    }

    [Fact]
    public async Task A_doubt_holds_what_needs_no_consent_and_does_not_drop_it()
    {
        using var scenario = Scenario();
        await LaterAsync(scenario, "not interested", "m1");
        (await scenario.SendAsync("bill", People.Contact("ana").Phone(People.NewYorkPhone))).Held.Should().Be(1);
    }

    [Fact]
    public async Task Ids_stay_short_however_often_somebody_stops_and_starts()
    {
        using var scenario = Scenario();
        await scenario.ConsentAsync(Phone, "offer");
        for (var i = 0; i < 10; i++)
        {
            await LaterAsync(scenario, "STOP", $"stop-{i}");
            await LaterAsync(scenario, "START", $"start-{i}");
        }

        (await scenario.Get<IConsentLedger>().FindAsync([Phone], "offer")).Should().OnlyContain(r => r.Id.Length < 120);
        (await scenario.SendAsync("offer", Mobile())).Planned.Should().Be(1);
    }

    [Fact]
    public async Task A_stop_says_how_it_was_given()
    {
        using var scenario = Scenario();
        await scenario.ReceiveAsync("Stop!");
        var stop = (await scenario.Get<IConsentLedger>().FindAsync([Phone], "offer")).Single();
        stop.Revocation.Should().Match<Revocation>(r => r.Method == "reply" && r.RawWords == "Stop!" && r.MatchedRule!.Length > 0);
        stop.Revocation!.HonouredAt.Should().Be(scenario.Time.Now);
    }

    private static async Task PurchaseAsync(Scenario scenario, int daysAgo) => await scenario.Get<IConsentLedger>().AppendAsync(
        [new() { Id = "buy", Address = Phone, Scope = ConsentScope.Of("offer"), Status = ConsentStatus.Granted, Basis =
            ConsentBasis.ImpliedPurchase, OccurredAt = scenario.Time.Now - Duration.FromDays(daysAgo) }]);

    private static async Task<InboundOutcome> LaterAsync(Scenario scenario, string text, string id)
    {
        scenario.Time.Advance(Duration.FromMinutes(10));
        return await scenario.ReceiveAsync(text, id);
    }
}
