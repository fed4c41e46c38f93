using NodaTime;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

/// <summary>Who gets the last place under a cap, and what counts there, from the list to the hand-over.</summary>
public class PriorityTests
{
    private static readonly FrequencyCap Day = new()
    {
        Id = "day",
        Limit = 1,
        Window = Duration.FromDays(1),
        Classes =
        [MessageClass.Transactional]
    };

    [Fact]
    public async Task An_urgent_topic_gets_the_last_place_and_the_other_waits()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(Day).AddText("news")
            .AddText("urgent", t => t.Priority(TopicPriority.Urgent)));
        (await scenario.SendAsync("news", People.Ana)).Planned.Should().Be(1);
        (await scenario.SendAsync("urgent", People.Ana)).Planned.Should().Be(1);

        await scenario.DispatchAsync();

        scenario.Texts.Calls.Should().ContainSingle().Which.Topic.Should().Be("urgent");
        var waiting = await scenario.DeliveryAsync("news/1", "ana");
        waiting.State.Should().Be(DeliveryState.Held);
        waiting.Due.Should().Be(scenario.Time.Now + Duration.FromDays(1));
        await scenario.DispatchAfterAsync(Duration.FromDays(1));
        scenario.Texts.Calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task Room_that_is_reserved_is_there_when_the_urgent_topic_comes()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(Day with { Limit = 3, Reserved = 1 }).AddText("news")
            .AddText("urgent", t => t.Priority(TopicPriority.Urgent)));
        for (var i = 0; i < 2; i++)
        {
            (await scenario.SendAsync(new Notification("news", $"news/{i}"), People.Ana)).Planned.Should().Be(1);
            scenario.Time.Advance(Duration.FromSeconds(1));
        }

        (await scenario.SendAsync(new Notification("news", "news/2"), People.Ana)).Held.Should().Be(1);
        (await scenario.SendAsync("urgent", People.Ana)).Planned.Should().Be(1);
    }

    [Fact]
    public async Task A_woken_stand_by_counts_under_caps()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(Day));
        scenario.Mail.AnswersInTurn(SendOutcome.Rejected("no"), SendOutcome.Accepted("x"));
        await scenario.SendAsync("outage", People.Contact("a").Named("Ann Lee").Email("home@example.com"), People.Contact("b")
            .Named("Bob Ray").Email("home@example.com"));
        await scenario.DispatchAsync();
        (await scenario.DeliveryAsync("outage/1", "b")).State.Should().Be(DeliveryState.Accepted);
        (await scenario.SendAsync("bill", People.Contact("b").Named("Bob Ray").Email("home@example.com"))).Planned.Should().Be(0);
    }

    [Fact]
    public async Task A_fallback_counts_under_the_cap_of_its_new_channel()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(Day with { Channels = [DeliveryChannel.Sms] }).AddText("news"));
        scenario.Mail.Answer = (_, _) => new(SendOutcome.Rejected("no"));
        await scenario.SendAsync("outage", People.Ana);
        await scenario.DispatchAsync();
        scenario.Texts.Calls.Should().ContainSingle();
        (await scenario.SendAsync("news", People.Ana)).Held.Should().Be(1);
    }

    [Fact]
    public async Task A_cap_of_one_channel_leaves_the_others_alone()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(Day with { Limit = 0, Channels = [DeliveryChannel.Sms] }));
        (await scenario.SendAsync("outage", People.Ana)).Of("ana").Channel.Should().Be(DeliveryChannel.Email);
    }

    [Fact]
    public async Task A_cap_of_one_topic_leaves_the_others_alone()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(Day with { Limit = 0, Topics = ["bill"] }));
        (await scenario.SendAsync("bill", People.Ana)).Suppressed.Should().Be(1);
        (await scenario.SendAsync("outage", People.Ana)).Planned.Should().Be(1);
    }

    [Fact]
    public void A_cap_that_reserves_more_than_it_has_is_refused()
    {
        var act = () => new Scenario(b => b.AddFrequencyCap(Day with { Reserved = 2 })).Notifier;
        act.Should().Throw<Exception>().WithMessage("*'day' reserves 2 of 1*");
    }
}
