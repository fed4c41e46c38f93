using NodaTime;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Sending;

/// <summary>An emergency needs a policy: who may declare it, how many it reaches unconfirmed, for how long.</summary>
public class EmergencyTests
{
    private static readonly EmergencyPolicy Policy = new()
    {
        MayDeclare = ["duty-officer", "sensor-7"],
        ReachWithoutConfirmation = 2,
        HoldsFor = Duration.FromHours(6)
    };

    private static Scenario With(EmergencyPolicy policy) =>
        new(b => b.AddTopic("gas", t => t.Emergency(policy).Over(DeliveryChannel.Email).Email("en", "Leave now", "Leave now.")));

    private static Notification Gas(string by = "duty-officer", string reason = "Gas leak.") =>
        new("gas", "gas/1") { Emergency = new(by, reason) };

    private static Contact[] Crowd(int count) =>
        [.. Enumerable.Range(0, count).Select(i => People.Contact($"p{i}").Email($"p{i}@example.com"))];

    [Fact]
    public async Task Who_declared_it_and_why_is_kept_with_every_decision()
    {
        using var scenario = With(Policy);
        (await scenario.SendAsync(Gas("sensor-7"), Crowd(1))).Outcomes.Single().Reasons
            .Should().Contain(r => r.Code == ReasonCodes.Emergency && r.Detail == "Emergency declared by sensor-7: Gas leak.");
    }

    [Theory]
    [InlineData("somebody", "Gas leak.")]
    [InlineData("Duty-Officer", "Gas leak.")]
    [InlineData("", "Gas leak.")]
    [InlineData("duty-officer", " ")]
    public async Task Nobody_else_declares_one_and_nobody_without_a_reason(string by, string reason)
    {
        using var scenario = With(Policy);
        var send = () => scenario.SendAsync(Gas(by, reason), Crowd(1));
        (await send.Should().ThrowAsync<NotifyException>()).WithMessage("*Notification.Emergency*");
    }

    [Fact]
    public async Task It_reaches_fewer_people_without_confirmation()
    {
        using var scenario = With(Policy);
        (await scenario.SendAsync(Gas(), Crowd(3))).Held.Should().Be(3);
        (await scenario.DispatchAsync()).Total.Should().Be(0);
        (await scenario.Notifier.ConfirmAsync("gas/1", "mayor")).Should().Be(3);
        (await scenario.DispatchAsync()).Accepted.Should().Be(3);
    }

    [Fact]
    public async Task It_ends_when_the_policy_says_however_often_it_is_sent()
    {
        using var scenario = With(Policy);
        await scenario.SendAsync(Gas(), Crowd(1));
        (await scenario.Outbox.FindNotificationAsync("gas/1"))!.Notification.ExpiresAt.Should().Be(Scenario.Monday + Duration.FromHours(6));
        scenario.Time.Advance(Duration.FromHours(5));
        (await scenario.SendAsync(Gas(), Crowd(2))).Planned.Should().Be(1);
        var longer = () => scenario.SendAsync(Gas() with { ExpiresAt = Scenario.Monday + Duration.FromHours(10) }, Crowd(2));
        (await longer.Should().ThrowAsync<NotifyException>()).WithMessage("*ends 6 hours after it was declared*");
        scenario.Time.Advance(Duration.FromHours(2));
        (await scenario.SendAsync(Gas(), [People.Contact("late").Email("late@example.com")])).Of("late").Codes().Should()
            .Contain(ReasonCodes.Expired);
    }

    [Fact]
    public async Task What_is_in_doubt_is_not_sent_again_unless_the_topic_says_so_aloud()
    {
        using var scenario = With(Policy);
        scenario.Mail.Answers(SendOutcome.Unknown("connection lost"));
        await scenario.SendAsync(Gas(), Crowd(1));
        (await scenario.DispatchAsync()).InDoubt.Should().Be(1);
        await scenario.DispatchAfterAsync(Duration.FromHours(2));
        scenario.Mail.Calls.Should().ContainSingle();
    }

    [Fact]
    public void A_policy_that_cannot_be_meant_is_refused()
    {
        foreach (var (policy, part) in new[]
        {
            (Policy with { MayDeclare = [] }, "names nobody"),
            (Policy with { MayDeclare = [" "] }, "names nobody"),
            (Policy with { ReachWithoutConfirmation = -1 }, "-1 people"),
            (Policy with { HoldsFor = Duration.Zero }, "more than 0"),
            (Policy with { HoldsFor = Duration.FromDays(31) }, "at most 30 days"),
        })
        {
            using var scenario = With(policy);
            var start = () => scenario.Notifier;
            start.Should().Throw<NotifyException>().WithMessage($"*topic 'gas'*{part}*");
        }
    }

    [Fact]
    public void A_topic_without_a_policy_is_no_emergency()
    {
        using var scenario =
            new Scenario(
            b => b.AddTopic(
            new Topic
            {
                Name = "gas",
                Class = MessageClass.Emergency,
                Channels = [DeliveryChannel.Email],
                Templates =
            [new(DeliveryChannel.Email, "en", "Leave now.", "Leave now")]
            }));
        var start = () => scenario.Notifier;
        start.Should().Throw<NotifyException>().WithMessage("*Topic 'gas' is an emergency*no policy*");
    }
}
