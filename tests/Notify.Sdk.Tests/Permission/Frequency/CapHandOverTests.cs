using NodaTime;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

/// <summary>How a hand-over takes its place: in order, by the caps of the moment, and with room given back in the same pass.</summary>
public class CapHandOverTests
{
    private static readonly FrequencyCap Day = new()
    {
        Id = "day",
        Limit = 1,
        Window = Duration.FromDays(1),
        Classes =
        [MessageClass.Transactional]
    };
    private static readonly Contact Bo = People.Contact("bo").Email("bo@example.com");

    [Fact]
    public async Task Room_that_a_rejected_message_gives_back_is_used_in_the_same_pass()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(Day));
        scenario.Mail.AnswersInTurn(SendOutcome.Rejected("no"), SendOutcome.Accepted("x"));
        for (var i = 0; i < 2; i++)
            await scenario.SendAsync(new Notification("outage", $"o/{i}") { ExpiresAt = Scenario.Monday + Duration.FromHours(12) }, Bo);
        var report = await scenario.DispatchAsync();
        (report.Failed, report.Accepted).Should().Be((1, 1));
    }

    [Fact]
    public async Task What_is_due_at_the_same_time_goes_urgent_first_then_by_due_instant()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(Day).AddText("news")
            .AddText("urgent", t => t.Priority(TopicPriority.Urgent)).AddText("small", t => t.Priority(TopicPriority.Low)));
        foreach (var topic in (string[])["small", "news", "urgent"])
        {
            await scenario.SendAsync(new Notification(topic, topic) { ExpiresAt = Scenario.Monday + Duration.FromDays(10) }, People.Ana);
            scenario.Time.Advance(Duration.FromMinutes(1));
        }

        for (var day = 0; day < 3; day++, scenario.Time.Advance(Duration.FromDays(1)))
            await scenario.DispatchAsync();
        scenario.Texts.Calls.Select(c => c.Topic).Should().Equal("urgent", "news", "small");
    }

    [Fact]
    public async Task What_another_worker_is_just_sending_neither_refuses_nor_holds_for_a_whole_day()
    {
        InMemoryOutbox outbox = new();
        var time = FakeTime.At(Scenario.Monday);
        using var first = new Scenario(b => b.AddFrequencyCap(Day).Services.AddOutbox(outbox), time: time);
        using var second = new Scenario(b => b.AddFrequencyCap(Day).Services.AddOutbox(outbox), time: time);
        TaskCompletionSource<SendOutcome> answer = new();
        TaskCompletionSource called = new();
        first.Mail.Answer = (_, _) =>
        {
            called.SetResult();
            return new(answer.Task);
        };
        await first.SendAsync(new Notification("outage", "o/1") { ExpiresAt = Scenario.Monday + Duration.FromHours(12) }, Bo);
        var sending = Task.Run(first.DispatchAsync);
        await called.Task.WaitAsync(TimeSpan.FromMinutes(1));

        var planned =
            (await second.SendAsync(new Notification("outage", "o/2") { ExpiresAt = Scenario.Monday + Duration.FromHours(12) }, Bo))
            .Of("bo");
        planned.Kind.Should().NotBe(OutcomeKind.Suppressed);
        await second.DispatchAsync();
        second.Mail.Calls.Should().BeEmpty("the first may arrive");
        (await second.DeliveryAsync("o/2", "bo")).State.Should().Be(DeliveryState.Held);

        answer.SetResult(SendOutcome.Rejected("no"));
        await sending;
        time.Advance(Duration.FromMinutes(1));
        await second.DispatchAsync();
        second.Mail.Calls.Should().ContainSingle("the first did not arrive");
    }

    [Fact]
    public async Task What_may_have_arrived_and_is_sent_again_keeps_its_room_meanwhile()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(Day)
            .AddText("alert", t => t.OnUnknown(UnknownOutcomePolicy.ResendOnUnknown)).AddText("news"));
        scenario.Texts.Answers(SendOutcome.Unknown("lost"));
        await scenario.SendAsync("alert", People.Ana);
        await scenario.DispatchAsync();
        scenario.Texts.Answers(SendOutcome.Accepted("x"));
        await scenario.SendAsync("news", People.Ana);
        await scenario.DispatchAfterAsync(Duration.FromSeconds(1));
        scenario.Texts.Calls.Should().OnlyContain(c => c.Topic == "alert");
        await scenario.DispatchAfterAsync(Duration.FromMinutes(2));
        scenario.Texts.Calls.Select(c => c.Topic).Should().Equal("alert", "alert");
    }

    [Fact]
    public async Task A_cap_of_zero_that_came_after_the_plan_lets_nothing_through_and_says_so()
    {
        InMemoryOutbox outbox = new();
        using var before = new Scenario(b => b.Services.AddOutbox(outbox));
        using var after = new Scenario(b => b.AddFrequencyCap(Day with { Limit = 0 }).Services.AddOutbox(outbox));
        await before.SendAsync("outage", Bo);
        await after.DispatchAsync();
        after.Mail.Calls.Should().BeEmpty();
        (await after.DeliveryAsync("outage/1", "bo")).Reasons[^1].Code.Should().Be(ReasonCodes.FrequencyCap);
    }

    [Fact]
    public async Task What_was_planned_before_a_cap_counts_under_it()
    {
        InMemoryOutbox outbox = new();
        using var before = new Scenario(b => b.Services.AddOutbox(outbox));
        using var after = new Scenario(b => b.AddFrequencyCap(Day).Services.AddOutbox(outbox));
        for (var i = 0; i < 3; i++)
            await before.SendAsync(new Notification("outage", $"o/{i}"), Bo);
        await after.DispatchAsync();
        after.Mail.Calls.Should().HaveCount(1);
    }

    [Fact]
    public async Task A_cap_that_was_lifted_after_the_plan_holds_nobody_back()
    {
        InMemoryOutbox outbox = new();
        using var before = new Scenario(b => b.AddFrequencyCap(Day).Services.AddOutbox(outbox));
        using var after = new Scenario(b => b.Services.AddOutbox(outbox));
        for (var i = 0; i < 3; i++)
            await before.SendAsync(new Notification("outage", $"o/{i}"), Bo);
        await after.DispatchAsync();
        after.Mail.Calls.Should().HaveCount(3);
    }

    [Fact]
    public async Task Caps_with_windows_that_overlap_are_all_kept()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(Day)
            .AddFrequencyCap(Day with { Id = "week", Limit = 2, Window = Duration.FromDays(7) }));
        for (var i = 0; i < 3; i++)
            await scenario.SendAsync(new Notification("outage", $"o/{i}") { ExpiresAt = Scenario.Monday + Duration.FromDays(10) }, Bo);
        List<int> days = [];
        for (var day = 0; day < 10; day++, scenario.Time.Advance(Duration.FromDays(1)))
        {
            if ((await scenario.DispatchAsync()).Accepted > 0)
                days.Add(day);
        }

        days.Should().Equal(0, 1, 7);
    }

    [Fact]
    public async Task A_thousand_caps_are_all_kept()
    {
        using var scenario = new Scenario(b =>
        {
            for (var i = 0; i < 1_000; i++)
                b.AddFrequencyCap(Day with { Id = $"cap-{i}", Limit = 1 + (i % 50), Window = Duration.FromHours(24 - (i / 50)) });
        });
        for (var i = 0; i < 3; i++)
            await scenario.SendAsync(new Notification("outage", $"o/{i}") { ExpiresAt = Scenario.Monday + Duration.FromDays(10) }, Bo);
        await scenario.DispatchAsync();
        await scenario.DispatchAfterAsync(Duration.FromHours(24) - Duration.FromSeconds(1));
        scenario.Mail.Calls.Should().HaveCount(1);
        await scenario.DispatchAfterAsync(Duration.FromSeconds(1));
        scenario.Mail.Calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_clock_that_jumps_an_hour_back_lets_nothing_more_through_and_says_why()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(Day with { Window = Duration.FromMinutes(30) }));
        await scenario.SendAsync(new Notification("outage", "o/1"), Bo);
        await scenario.DispatchAsync();
        scenario.Time.SetWallClock(Scenario.Monday - Duration.FromHours(1));
        var second = (await scenario.SendAsync(new Notification("outage", "o/2"), Bo)).Of("bo");
        (second.Kind, second.Due).Should().Be((OutcomeKind.Held, Scenario.Monday + Duration.FromMinutes(30)));
        second.Codes().Should().Contain(ReasonCodes.FrequencyCap);
        await scenario.DispatchAfterAsync(Duration.FromMinutes(45));
        scenario.Mail.Calls.Should().HaveCount(1);
        await scenario.DispatchAfterAsync(Duration.FromMinutes(45));
        scenario.Mail.Calls.Should().HaveCount(2);
    }
}
