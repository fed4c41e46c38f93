using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Sending;

public class DispatcherTests
{
    private static readonly Notification Outage = new("outage", "outage/1");

    [Fact]
    public async Task A_rejection_falls_back_to_the_next_route()
    {
        using var scenario = new Scenario();
        scenario.Mail.Answers(SendOutcome.Rejected("mailbox is full"));
        await scenario.SendAsync(Outage, People.Ana);
        var report = await scenario.DispatchAsync();
        report.Accepted.Should().Be(1);
        scenario.Texts.Addresses.Should().Equal(People.NewYorkPhone);
        var told = await scenario.DeliveryAsync("outage/1", "ana");
        told.Reasons.Select(r => r.Code).Should().Equal(ReasonCodes.Rejected, ReasonCodes.FellBack, ReasonCodes.Accepted);
    }

    [Fact]
    public async Task A_fallback_outside_its_window_waits_for_the_opening()
    {
        using var scenario = new Scenario(at: Instant.FromUtc(2026, 3, 3, 4, 0)); // 23:00 in New York
        scenario.Mail.Answers(SendOutcome.Rejected("mailbox is full"));
        await scenario.SendAsync(Outage, People.Ana);
        (await scenario.DispatchAsync()).Held.Should().Be(1);
        scenario.Texts.Calls.Should().BeEmpty();
        (await scenario.DeliveryAsync("outage/1", "ana")).Due.Should().Be(Instant.FromUtc(2026, 3, 3, 13, 0));
    }

    [Fact]
    public async Task A_rejected_address_that_does_not_exist_is_not_used_again()
    {
        using var scenario = new Scenario();
        scenario.Mail.Answers(SendOutcome.Rejected("no such user", RejectionScope.Address));
        await scenario.SendAsync(Outage, People.Ana);
        await scenario.DispatchAsync();
        var report = await scenario.SendAsync(new Notification("alarm", "alarm/1") { Emergency = new("duty-officer", "gas") }, People.Ana);
        report.Of("ana").Channel.Should().Be(DeliveryChannel.Sms);
        report.Of("ana").Codes().Should().Contain(ReasonCodes.Suppressed);
    }

    [Fact]
    public async Task When_all_routes_fail_the_same_call_can_try_again()
    {
        using var scenario = new Scenario();
        scenario.Mail.Answers(SendOutcome.Rejected("no"));
        scenario.Texts.Answers(SendOutcome.Rejected("no"));
        await scenario.SendAsync(Outage, People.Ana);
        (await scenario.DispatchAsync()).Failed.Should().Be(1);
        (await scenario.SendAsync(Outage, People.Ana)).Planned.Should().Be(1);
    }

    [Fact]
    public async Task A_deferred_message_is_tried_again_with_the_same_idempotency_key()
    {
        using var scenario = new Scenario();
        scenario.Mail.AnswersInTurn(SendOutcome.Deferred("busy"), SendOutcome.Deferred("busy"), SendOutcome.Accepted("x"));
        await scenario.SendAsync(Outage, People.Ana);
        (await scenario.DispatchAsync()).Retrying.Should().Be(1);
        await scenario.DispatchAfterAsync(Duration.FromMinutes(5));
        await scenario.DispatchAfterAsync(Duration.FromMinutes(5));
        scenario.Mail.Calls.Should().HaveCount(3);
        scenario.Mail.Calls.Select(c => c.IdempotencyKey).Distinct().Should().ContainSingle();
        (await scenario.DeliveryAsync("outage/1", "ana")).State.Should().Be(DeliveryState.Accepted);
    }

    [Fact]
    public async Task Another_route_has_another_idempotency_key()
    {
        using var scenario = new Scenario();
        scenario.Mail.Answers(SendOutcome.Rejected("no"));
        await scenario.SendAsync(Outage, People.Ana);
        await scenario.DispatchAsync();
        scenario.Texts.Calls.Single().IdempotencyKey.Should().Be(scenario.Mail.Calls.Single().IdempotencyKey + ".1");
    }

    [Fact]
    public async Task The_provider_is_told_when_the_window_closes()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(Outage, People.Contact("bo").Phone(People.NewYorkPhone));
        await scenario.DispatchAsync();
        scenario.Texts.Calls.Single().ValidUntil.Should().Be(Instant.FromUtc(2026, 3, 3, 2, 0)); // 21:00 in New York
    }

    [Fact]
    public async Task A_cancelled_message_is_not_handed_over()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(Outage, People.Ana);
        (await scenario.Notifier.CancelAsync("outage/1")).Should().Be(1);
        (await scenario.DispatchAsync()).Total.Should().Be(0);
        scenario.Mail.Calls.Should().BeEmpty();
        var explanation = await scenario.Notifier.ExplainAsync("outage/1", "ana");
        explanation!.State.Should().Be(DeliveryState.Cancelled);
        explanation.History.Should().ContainSingle(r => r.Code == ReasonCodes.Cancelled);
    }

    [Fact]
    public async Task A_cancelled_key_accepts_nothing_new()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(Outage, People.Ana);
        await scenario.Notifier.CancelAsync("outage/1");
        var again = () => scenario.SendAsync(Outage, People.Ana);
        (await again.Should().ThrowAsync<NotifyException>()).WithMessage("*'outage/1' was cancelled*Use a new key*");
        var preview = () => scenario.Notifier.PreviewAsync(Outage, [People.Ana]);
        (await preview.Should().ThrowAsync<NotifyException>("a preview says what sending would do"))
            .WithMessage("*'outage/1' was cancelled*");
    }

    [Fact]
    public async Task A_key_that_was_never_sent_cannot_be_cancelled()
    {
        using var scenario = new Scenario();
        var cancel = () => scenario.Notifier.CancelAsync("typo");
        (await cancel.Should().ThrowAsync<NotifyException>()).WithMessage("*'typo' was never sent*Check the key*");
    }

    [Fact]
    public async Task A_higher_revision_replaces_what_was_not_sent()
    {
        using var scenario = new Scenario();
        var later = scenario.Time.Now + Duration.FromHours(2);
        await scenario.SendAsync(Outage with { NotBefore = later }, People.Ana);
        var first = await scenario.DeliveryAsync("outage/1", "ana");
        await scenario.SendAsync(Outage with { Revision = 1, Data = new Dictionary<string, object?> { ["eta"] = "18:00" } }, People.Ana);
        (await scenario.Outbox.FindAsync(first.Id))!.State.Should().Be(DeliveryState.Superseded);
        await scenario.DispatchAsync();
        await scenario.DispatchAfterAsync(Duration.FromHours(3));
        scenario.Mail.Calls.Should().ContainSingle().Which.Delivery.Should().NotBe(first.Id);
    }

    [Fact]
    public async Task The_same_key_with_other_content_is_refused()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(Outage, People.Ana);
        var other = () => scenario.SendAsync(Outage with { Data = new Dictionary<string, object?> { ["eta"] = "18:00" } }, People.Ana);
        (await other.Should().ThrowAsync<NotifyException>()).WithMessage("*raise Revision*");
    }

    [Fact]
    public async Task A_message_that_expired_before_its_hand_over_is_not_sent()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(Outage with { ExpiresAt = scenario.Time.Now + Duration.FromHours(1) }, People.Ana);
        (await scenario.DispatchAfterAsync(Duration.FromHours(1))).Expired.Should().Be(1);
        scenario.Mail.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task An_address_shared_by_two_is_told_once_and_the_other_takes_over_when_that_fails()
    {
        using var scenario = new Scenario();
        scenario.Mail.AnswersInTurn(SendOutcome.Rejected("busy mailbox"), SendOutcome.Accepted("x"));
        var report = await scenario.SendAsync(Outage,
            People.Contact("a").Named("Ann Lee").Email("home@example.com"),
            People.Contact("b").Named("Bob Lee").Email("home@example.com"));
        report.Of("b").CoveredBy.Should().Be(new AccountRef("a"));
        await scenario.DispatchAsync();
        (await scenario.DeliveryAsync("outage/1", "a")).State.Should().Be(DeliveryState.Failed);
        (await scenario.DeliveryAsync("outage/1", "b")).State.Should().Be(DeliveryState.Accepted);
    }

    [Fact]
    public async Task A_worker_whose_lease_ran_out_while_it_looked_again_hands_nothing_over()
    {
        var time = FakeTime.At(Scenario.Monday);
        using var scenario = new Scenario(b => b.AddFacts<SleepyFacts>(), time: time);
        SleepyFacts.WhileLoading.Value = null;
        await scenario.SendAsync(Outage, People.Ana);
        SleepyFacts.WhileLoading.Value = () => time.Advance(Duration.FromHours(2));
        var report = await scenario.DispatchAsync();
        SleepyFacts.WhileLoading.Value = null;
        scenario.Mail.Calls.Should().BeEmpty();
        report.Accepted.Should().Be(0);
        (await scenario.DeliveryAsync("outage/1", "ana")).EndedUnsent.Should().BeFalse();
        await scenario.DispatchAfterAsync(Duration.FromHours(1));
        scenario.Mail.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_lengthen_a_lease()
    {
        var time = new SetBackTimeProvider(Scenario.Monday);
        using var scenario = new Scenario(b => b.AddFacts<SleepyFacts>(), time: time);
        SleepyFacts.WhileLoading.Value = null;
        await scenario.SendAsync(Outage, People.Ana);
        var once = true;
        SleepyFacts.WhileLoading.Value = () =>
        {
            if (!once)
                return;
            once = false;
            time.Advance(Duration.FromHours(2));
            time.SetBack = TimeSpan.FromHours(2);
        };
        await scenario.DispatchAsync();
        SleepyFacts.WhileLoading.Value = null;
        scenario.Mail.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task A_dispatcher_that_is_told_to_stop_gives_back_what_it_holds()
    {
        using var stop = new CancellationTokenSource();
        using var scenario = new Scenario(b => b.Services.AddOneAtATime());
        scenario.Mail.Answer = (_, _) =>
        {
            stop.Cancel();
            return new(SendOutcome.Accepted(null));
        };
        await scenario.SendAsync(Outage, [.. Enumerable.Range(0, 5).Select(i => People.Contact($"c{i}").Email($"c{i}@example.com"))]);
        await scenario.Dispatcher.DispatchDueAsync(stop.Token);
        scenario.Mail.Calls.Should().ContainSingle();
        (await scenario.Outbox.StatusAsync()).ByState.Should().Equal(
            new Dictionary<DeliveryState, int> { [DeliveryState.Accepted] = 1, [DeliveryState.Planned] = 4 });
    }

    /// <summary>Facts that take long to load.</summary>
    internal sealed class SleepyFacts : IFactSource
    {
        public static AsyncLocal<Action?> WhileLoading { get; } = new();

        public ValueTask LoadAsync(FactRequest request, Facts facts, CancellationToken cancellationToken)
        {
            WhileLoading.Value?.Invoke();
            return ValueTask.CompletedTask;
        }
    }

    [Fact]
    public async Task The_rest_of_a_batch_is_not_in_doubt_when_a_worker_dies()
    {
        using var scenario = new Scenario(b => b.Services.AddOneAtATime());
        await scenario.SendAsync("outage", [.. Enumerable.Range(0, 5).Select(i => People.Contact($"c{i}").Email($"c{i}@example.com"))]);
        IReadOnlyDictionary<DeliveryState, int>? atFirstCall = null;
        scenario.Mail.Answer = async (_, _) =>
        {
            atFirstCall ??= (await scenario.Outbox.StatusAsync(null, CancellationToken.None)).ByState;
            return SendOutcome.Accepted(null);
        };
        await scenario.DispatchAsync();
        atFirstCall!.GetValueOrDefault(DeliveryState.Sending).Should().Be(1);
    }
}
