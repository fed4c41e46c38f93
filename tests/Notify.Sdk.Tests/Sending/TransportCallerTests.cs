using NodaTime;
using Notify.Sdk.Sending;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Sending;

public class TransportCallerTests
{
    private static readonly Notification Outage = new("outage", "outage/1");

    [Fact]
    public async Task A_transport_that_throws_leaves_the_message_in_doubt_and_no_text_of_its_own()
    {
        using var scenario = new Scenario();
        scenario.Mail.Answer = (m, _) => throw new InvalidOperationException($"no such user {m.To.Deliverable}");
        await scenario.SendAsync(Outage, People.Ana);
        (await scenario.DispatchAsync()).InDoubt.Should().Be(1);
        var explanation = await scenario.Notifier.ExplainAsync("outage/1", "ana");
        explanation!.State.Should().Be(DeliveryState.InDoubt);
        explanation.ToString().Should().Contain("InvalidOperationException").And.NotContain("ana@example.com");
        scenario.Texts.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task A_transport_that_answers_in_time_after_it_is_told_to_stop_is_believed()
    {
        using var scenario = new Scenario();
        scenario.Mail.Answer = async (_, stop) =>
        {
            var stopped = new TaskCompletionSource();
            await using var registration = stop.Register(() => stopped.SetResult());
            scenario.Time.Advance(Duration.FromSeconds(61));
            await stopped.Task;
            return SendOutcome.Deferred("stopped before the first byte");
        };
        await scenario.SendAsync(Outage, People.Ana);
        var report = await scenario.DispatchAsync();
        report.Retrying.Should().Be(1);
        report.InDoubt.Should().Be(0);
    }

    [Fact]
    public async Task A_transport_that_gives_up_when_its_time_is_over_leaves_the_message_in_doubt()
    {
        using var scenario = new Scenario();
        scenario.Mail.Answer = async (_, stop) =>
        {
            var wait = Task.Delay(Timeout.Infinite, stop);
            scenario.Time.Advance(Duration.FromSeconds(61));
            await wait;
            return SendOutcome.Accepted(null);
        };
        await scenario.SendAsync(Outage, People.Ana);
        (await scenario.DispatchAsync()).InDoubt.Should().Be(1);
        (await scenario.DeliveryAsync("outage/1", "ana")).Reasons[^1].Detail.Should().Contain("no answer in time");
    }

    [Fact]
    public async Task A_transport_that_never_comes_back_does_not_stop_the_worker()
    {
        using var scenario = new Scenario();
        var called = new TaskCompletionSource();
        scenario.Mail.Answer = (_, _) =>
        {
            called.SetResult();
            return new(new TaskCompletionSource<SendOutcome>().Task);
        };
        await scenario.SendAsync(Outage, People.Ana);
        var round = scenario.DispatchAsync();
        await called.Task;
        for (var step = 0; step < 1_000 && !round.IsCompleted; step++)
        {
            scenario.Time.Advance(Duration.FromSeconds(30));
            await Task.WhenAny(round, Task.Delay(5));
        }

        round.IsCompleted.Should().BeTrue();
        (await round).InDoubt.Should().Be(1);
    }

    [Fact]
    public async Task A_transport_that_answers_nothing_leaves_the_message_in_doubt()
    {
        using var scenario = new Scenario();
        scenario.Mail.Answers(null!);
        await scenario.SendAsync(Outage, People.Ana);
        (await scenario.DispatchAsync()).InDoubt.Should().Be(1);
        await scenario.DispatchAfterAsync(Duration.FromHours(1));
        scenario.Mail.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task The_first_transport_of_a_channel_is_used()
    {
        var second = new RecordingTransport(Channel.Email, "second");
        using var scenario = new Scenario(b => b.AddTransport(_ => second));
        await scenario.SendAsync(Outage, People.Ana);
        await scenario.DispatchAsync();
        second.Calls.Should().BeEmpty();
        scenario.Mail.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task After_many_failures_the_circuit_opens_and_the_provider_is_left_alone()
    {
        using var scenario = new Scenario();
        scenario.Mail.Answers(SendOutcome.Deferred("greylisted"));
        var contacts = Enumerable.Range(0, 60).Select(i => People.Contact($"c{i:00}").Email($"c{i:00}@example.com")).ToArray();
        await scenario.SendAsync(Outage, contacts);
        await scenario.DispatchAsync();
        scenario.Mail.Calls.Count.Should().BeInRange(20, 59);
        var states = await Task.WhenAll(contacts.Select(c => scenario.DeliveryAsync("outage/1", c.AccountId)));
        states.Should().OnlyContain(d => d.State == DeliveryState.Planned && d.Attempts == 1);
    }

    [Fact]
    public async Task A_provider_that_stays_down_gives_way_to_the_next_route_for_everyone()
    {
        using var scenario = new Scenario(at: Instant.FromUtc(2026, 3, 2, 14, 0));
        scenario.Mail.Answers(SendOutcome.Deferred("503"));
        await scenario.SendAsync(Outage, [.. Enumerable.Range(0, 60).Select(i => People.Contact($"c{i:00}").Email($"c{i:00}@example.com").Phone($"+120255501{i:00}"))]);
        for (var hour = 0; hour < 5 * 4; hour++)
            await scenario.DispatchAfterAsync(Duration.FromMinutes(15));
        scenario.Texts.Calls.Count.Should().Be(60);
    }

    [Fact]
    public async Task After_its_pause_the_circuit_lets_messages_through_again()
    {
        using var scenario = new Scenario();
        scenario.Mail.Answers(SendOutcome.Deferred("greylisted"));
        await scenario.SendAsync(Outage, [.. Enumerable.Range(0, 60).Select(i => People.Contact($"c{i:00}").Email($"c{i:00}@example.com"))]);
        await scenario.DispatchAsync();
        scenario.Mail.Answers(SendOutcome.Accepted(null));
        for (var round = 0; round < 10; round++)
            await scenario.DispatchAfterAsync(Duration.FromMinutes(1));
        (await scenario.Outbox.StatusAsync("outage/1")).ByState.Should().Equal(new Dictionary<DeliveryState, int> { [DeliveryState.Accepted] = 60 });
    }
}
