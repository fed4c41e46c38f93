using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Tests.TestKit;
using Notify.Sdk.Tracking;
using static Notify.Sdk.Tests.Tracking.Replies;

namespace Notify.Sdk.Tests.Tracking;

public class InboundDoubtTests
{
    private static readonly Duration Long = Duration.FromDays(10);

    private static Notification Bill(Scenario scenario, string key = "bill/1") => new("bill", key) { ExpiresAt = scenario.Time.Now + Long };

    [Fact]
    public async Task A_doubtful_message_holds_what_is_planned_and_asks_once()
    {
        using var scenario = Scenario();
        await scenario.SendAsync(Bill(scenario), Mobile());
        var outcome = await scenario.ReceiveAsync("wrong number");
        outcome.Reading.Kind.Should().Be(ReplyKind.Doubtful);
        outcome.Reasons.Single().Code.Should().Be(ReasonCodes.ReplyInDoubt);
        await scenario.ReceiveAsync("not interested", "m2");
        await scenario.ReceiveAsync("wrong number");
        await scenario.DispatchAsync();
        scenario.Texts.Calls.Select(c => c.Content.Text).Should()
            .Equal("Example Shop: We are not sure what you meant. Reply STOP to get no more messages, START to keep them.");
        (await scenario.DeliveryAsync("bill/1", "ana")).State.Should().Be(DeliveryState.Held);
    }

    [Fact]
    public async Task Doubts_at_the_same_time_are_asked_once()
    {
        using var scenario = Scenario();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => scenario.ReceiveAsync("wrong number", $"m{i}"))));
        await scenario.DispatchAsync();
        scenario.Answers().Should().ContainSingle();
    }

    [Fact]
    public async Task What_is_planned_during_a_doubt_says_until_when_it_waits_and_why()
    {
        using var scenario = Scenario();
        await scenario.ReceiveAsync("wrong number");
        var planned = (await scenario.SendAsync(Bill(scenario), Mobile())).Of("ana");
        planned.Kind.Should().Be(OutcomeKind.Held);
        planned.Due.Should().Be(TestKit.Scenario.Monday + Duration.FromDays(3));
        planned.Codes().Should().Contain(ReasonCodes.DoubtfulReply);
    }

    [Theory]
    [InlineData("START", 1)]
    [InlineData("STOP", 0)]
    public async Task A_clear_word_settles_it(string word, int told)
    {
        using var scenario = Scenario();
        await scenario.SendAsync(Bill(scenario), Mobile());
        await scenario.ReceiveAsync("wrong number");
        await scenario.DispatchAfterAsync(Duration.FromMinutes(1));
        await scenario.ReceiveAsync(word, "m2");
        await scenario.DispatchAfterAsync(Duration.FromDays(3));
        scenario.Texts.Calls.Count(c => c.Topic == "bill").Should().Be(told);
    }

    [Fact]
    public async Task A_late_start_from_before_the_doubt_does_not_settle_it()
    {
        using var scenario = Scenario();
        var early = scenario.Text("START", "m0");
        scenario.Time.Advance(Duration.FromMinutes(1));
        await scenario.ReceiveAsync("wrong number");
        await scenario.ReceiveAsync(early);
        (await scenario.SendAsync(Bill(scenario), Mobile())).Of("ana").Kind.Should().Be(OutcomeKind.Held);
    }

    [Fact]
    public async Task Silence_stops_marketing_and_lets_the_rest_go_on()
    {
        using var scenario = Scenario();
        await scenario.ConsentAsync(TestKit.Scenario.Number(People.NewYorkPhone));
        await scenario.SendAsync(Bill(scenario), Mobile());
        await scenario.SendAsync(new Notification("offer", "offer/1") { ExpiresAt = scenario.Time.Now + Long }, Mobile());
        await scenario.ReceiveAsync("wrong number");
        await scenario.DispatchAsync();
        (await scenario.DeliveryAsync("offer/1", "ana")).State.Should().Be(DeliveryState.Held);
        await scenario.DispatchAfterAsync(Duration.FromDays(3));
        scenario.Texts.Calls.Where(c => c.Class != MessageClass.Answer).Select(c => c.Topic).Should().Equal("bill");
        (await scenario.DeliveryAsync("offer/1", "ana")).Reasons.Select(r => r.Code).Should().Contain(ReasonCodes.DoubtfulReply);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task A_person_can_settle_it(bool isOptOut, int planned)
    {
        using var scenario = Scenario();
        var doubtful = scenario.Text("wrong number");
        await scenario.ReceiveAsync(doubtful);
        await scenario.Get<IInboundProcessor>().SettleAsync(doubtful, isOptOut);
        (await scenario.SendAsync("bill", Mobile())).Planned.Should().Be(planned);
        await scenario.ReceiveAsync(doubtful);
        (await scenario.SendAsync("outage", Mobile())).Planned.Should().Be(planned, "the same message again opens nothing");
    }

    [Fact]
    public async Task A_doubt_at_an_address_that_is_stopped_asks_nothing()
    {
        using var scenario = Scenario();
        await scenario.ReceiveAsync("STOP");
        await scenario.DispatchAfterAsync(Duration.FromMinutes(1));
        await scenario.ReceiveAsync("spam", "m2");
        await scenario.DispatchAsync();
        scenario.Answers().Should().ContainSingle();
    }

    [Fact]
    public async Task An_emergency_does_not_wait()
    {
        using var scenario = Scenario();
        await scenario.ReceiveAsync("wrong number");
        (await scenario.SendAsync(new Notification("alarm", "a") { Emergency = new("duty-officer", "Gas leak.") }, Mobile()))
            .Planned.Should().Be(1);
    }

    [Fact]
    public async Task Doubt_holds_only_at_its_address()
    {
        using var scenario = Scenario();
        await scenario.ReceiveAsync("wrong number");
        (await scenario.SendAsync("bill", People.Contact("x").Phone("+12025550102"))).Of("x").Kind.Should().Be(OutcomeKind.Planned);
    }
}
