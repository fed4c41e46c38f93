using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Invariants;

/// <summary>An unknown outcome is never resent by itself, never failed over by itself, unless the topic says so aloud.</summary>
public class Invariant4_UnknownIsNeverResentTests
{
    private static readonly Notification Outage = new("outage", "outage/1");
    private static readonly Notification Alarm = new("alarm", "alarm/1") { Emergency = new("duty-officer", "gas leak") };

    private static async Task DaysPassAsync(Scenario scenario)
    {
        for (var hour = 0; hour < 100; hour++)
            await scenario.DispatchAfterAsync(Duration.FromHours(1));
    }

    /// <summary>A worker claims, writes the attempt down and dies.</summary>
    private static async Task<Delivery> DieWhileSendingAsync(Scenario scenario)
    {
        var now = scenario.Time.Now;
        var claimed = (await scenario.Outbox.LeaseAsync(new(now, now + Duration.FromMinutes(5), 10))).Single();
        var sending = claimed with { State = DeliveryState.Sending, Attempts = 1, ChangedAt = now };
        (await scenario.Outbox.UpdateAsync([sending])).Should().Equal(true);
        return sending;
    }

    [Fact]
    public async Task A_message_whose_outcome_is_unknown_is_sent_once_and_to_one_address_only()
    {
        using var scenario = new Scenario();
        scenario.Mail.Answers(SendOutcome.Unknown("connection lost after the final dot"));
        await scenario.SendAsync(Outage, People.Ana);
        (await scenario.DispatchAsync()).InDoubt.Should().Be(1);
        await DaysPassAsync(scenario);
        scenario.Mail.Calls.Should().ContainSingle();
        scenario.Texts.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task Sending_the_same_again_does_not_resend_what_is_in_doubt()
    {
        using var scenario = new Scenario();
        scenario.Mail.Answers(SendOutcome.Unknown("connection lost"));
        await scenario.SendAsync(Outage, People.Ana);
        await scenario.DispatchAsync();
        var report = await scenario.SendAsync(Outage, People.Ana);
        report.Of("ana").Codes().Should().Contain(ReasonCodes.AlreadyInDoubt)
            .And.NotContain(ReasonCodes.AlreadyTold, "nobody knows whether it arrived");
        await scenario.DispatchAsync();
        scenario.Mail.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task An_emergency_is_resent_with_the_same_idempotency_key()
    {
        using var scenario = new Scenario();
        scenario.Mail.AnswersInTurn(SendOutcome.Unknown("lost"), SendOutcome.Unknown("lost"), SendOutcome.Accepted("x"));
        await scenario.SendAsync(Alarm, People.Ana);
        await scenario.DispatchAsync();
        await DaysPassAsync(scenario);
        scenario.Mail.Calls.Should().HaveCount(3);
        scenario.Mail.Calls.Select(m => m.IdempotencyKey).Distinct().Should().ContainSingle();
        scenario.Texts.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task What_a_worker_was_sending_when_it_died_is_in_doubt()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(Outage, People.Ana);
        await DieWhileSendingAsync(scenario);
        await DaysPassAsync(scenario);
        scenario.Mail.Calls.Should().BeEmpty();
        scenario.Texts.Calls.Should().BeEmpty();
        (await scenario.DeliveryAsync("outage/1", "ana")).State.Should().Be(DeliveryState.InDoubt);
    }

    [Fact]
    public async Task What_a_worker_was_sending_when_it_died_is_resent_where_the_class_says_so()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(Alarm, People.Ana);
        var died = await DieWhileSendingAsync(scenario);
        await scenario.DispatchAfterAsync(Duration.FromMinutes(6));
        scenario.Mail.Calls.Should().ContainSingle().Which.IdempotencyKey.Should().Be(died.Id.Value);
    }

    [Fact]
    public async Task An_emergency_that_may_have_been_sent_and_has_expired_is_in_doubt_not_unsent()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(Alarm, People.Ana);
        await DieWhileSendingAsync(scenario);
        await scenario.DispatchAfterAsync(Duration.FromDays(4));
        (await scenario.DeliveryAsync("alarm/1", "ana")).State.Should().Be(DeliveryState.InDoubt);
    }

    [Fact]
    public async Task An_emergency_that_may_have_been_sent_and_is_refused_by_now_is_in_doubt_not_unsent()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(Alarm, People.Contact("bo").Email("bo@example.com"));
        await DieWhileSendingAsync(scenario);
        await scenario.Suppressions.AddAsync(
            [new(Scenario.Mailbox("bo@example.com"), "bounces", SuppressionKind.Invalid, scenario.Time.Now)]);
        await scenario.DispatchAfterAsync(Duration.FromMinutes(6));
        (await scenario.DeliveryAsync("alarm/1", "bo")).State.Should().Be(DeliveryState.InDoubt);
    }

    [Fact]
    public async Task A_doubt_at_a_shared_address_does_not_wake_who_stands_by()
    {
        using var scenario = new Scenario();
        scenario.Mail.Answers(SendOutcome.Unknown("lost"));
        await scenario.SendAsync(Outage,
            People.Contact("a").Named("Ann Lee").Email("home@example.com"),
            People.Contact("b").Named("Bob Lee").Email("home@example.com"));
        await scenario.DispatchAsync();
        await DaysPassAsync(scenario);
        scenario.Mail.Calls.Should().ContainSingle();
    }
}
