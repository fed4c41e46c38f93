using NodaTime;
using Notify.Sdk.Sending;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Sending;

/// <summary>Turns with a provider that takes one message in a thousand seconds: no pause of the machine earns another one.</summary>
public sealed class TurnQueueTests
{
    private static readonly Instant s_now = Scenario.Monday;
    private static readonly Duration s_interval = Duration.FromSeconds(1000);

    private static Instant? Take(TurnQueue rate, bool isFirst = false) => rate.Take(s_now, isFirst, Instant.MaxValue);

    [Fact]
    public void Who_waits_keeps_the_turn_and_the_urgent_stand_before_the_queue()
    {
        using TurnQueue rate = new(0.001);
        Take(rate).Should().BeNull();
        Take(rate).Should().Be(s_now + s_interval);
        Take(rate).Should().Be(s_now + (2 * s_interval));
        rate.NextTurn(s_now).Should().Be(s_now + s_interval);
        Take(rate, isFirst: true).Should().Be(s_now + s_interval, "the bucket is empty");
        Take(rate).Should().Be(s_now + (3 * s_interval), "the urgent one took no place in the queue");
        rate.NextTurn(s_now + (5 * s_interval)).Should().BeNull();
    }

    [Fact]
    public void New_messages_do_not_overtake_those_that_wait()
    {
        using TurnQueue rate = new(1_000);
        while (Take(rate) is null)
        {
        }

        // Meanwhile the bucket earns more than one.
        Enumerable.Range(0, 100_000).Select(_ => Take(rate)).Should().NotContainNulls();
    }

    [Fact]
    public void Those_that_had_their_turn_before_a_restart_are_looked_at_when_the_next_turn_comes()
    {
        using TurnQueue rate = new(0.001);
        Take(rate, isFirst: true).Should().BeNull();
        Take(rate, isFirst: true).Should().Be(s_now + s_interval);
        rate.NextTurn(s_now).Should().Be(s_now + s_interval);
    }

    [Fact]
    public void A_turn_that_comes_too_late_is_kept_for_others()
    {
        using TurnQueue rate = new(0.001);
        Take(rate).Should().BeNull();
        rate.Take(s_now, isFirst: false, s_now + s_interval).Should().Be(s_now + s_interval);
        Take(rate).Should().Be(s_now + s_interval);
        Take(rate).Should().Be(s_now + (2 * s_interval));
    }

    [Fact]
    public async Task A_message_whose_turn_would_come_too_late_takes_the_next_route()
    {
        RecordingTransport mail = new(DeliveryChannel.Email), texts = new(DeliveryChannel.Sms);
        using Scenario scenario = new(b =>
        {
            b.Services.RemoveTransports();
            b.AddTransport("mail", _ => mail, t => t.PerSecond(0.001)).AddTransport("texts", _ => texts)
                .AddTopic("both", t => t.Transactional().Over(DeliveryChannel.Email, DeliveryChannel.Sms).Email("en", "News", "News.")
                    .Sms("en", "News."));
        });
        for (var i = 0; i < 2; i++)
            await scenario.SendAsync(new Notification("both", $"n/{i}") { ExpiresAt = scenario.Time.Now + Duration.FromMinutes(10) },
                People.Ana);
        await scenario.DispatchAsync();
        (mail.Calls.Count, texts.Calls.Count).Should().Be((1, 1));
        (await scenario.DeliveryAsync("n/1", "ana")).Reasons.Select(r => r.Code).Should().StartWith(ReasonCodes.RateLimited);
    }
}
