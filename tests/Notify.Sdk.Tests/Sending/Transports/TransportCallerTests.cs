using Microsoft.Extensions.DependencyInjection;
using NodaTime;
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
        using var scenario = Impatient();
        scenario.Mail.Answer = async (_, stop) =>
        {
            await ToldToStopAsync(stop);
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
        using var scenario = Impatient();
        scenario.Mail.Answer = async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return SendOutcome.Accepted(null);
        };
        await scenario.SendAsync(Outage, People.Ana);
        (await scenario.DispatchAsync()).InDoubt.Should().Be(1);
        (await scenario.DeliveryAsync("outage/1", "ana")).Reasons[^1].Detail.Should().Contain("no answer in time");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_transport_that_never_comes_back_harms_no_other_message(bool blocksItsThread)
    {
        using var scenario = Impatient();
        using ManualResetEventSlim never = new();
        scenario.Mail.Answer = (message, _) =>
        {
            if (message.To.Deliverable != "ana@example.com")
                return new(SendOutcome.Accepted(null));
            if (blocksItsThread)
                never.Wait(CancellationToken.None);
            return new(new TaskCompletionSource<SendOutcome>().Task);
        };
        var others = Enumerable.Range(0, 30).Select(i => People.Contact($"c{i:00}").Email($"c{i:00}@example.com"));
        await scenario.SendAsync(Outage, [People.Contact("ana").Email("ana@example.com"), .. others]);
        var report = await scenario.DispatchAsync();
        (report.InDoubt, report.Accepted).Should().Be((1, 30));
        never.Set();
    }

    [Fact]
    public async Task A_clock_that_jumps_makes_no_message_doubtful()
    {
        using var scenario = new Scenario();
        scenario.Mail.Answer = (_, stop) =>
        {
            scenario.Time.Advance(Duration.FromMinutes(30));
            stop.IsCancellationRequested.Should().BeFalse();
            return new(SendOutcome.Accepted("p-1"));
        };
        await scenario.SendAsync(Outage, People.Ana);
        (await scenario.DispatchAsync()).Accepted.Should().Be(1);
    }

    [Fact]
    public async Task A_provider_that_asks_to_wait_for_ever_gives_way_to_the_next_route_and_harms_no_other()
    {
        using var scenario = new Scenario(at: Instant.FromUtc(2026, 3, 2, 15, 0));
        scenario.Mail.Answer = (message, _) =>
            new(message.To.Deliverable.StartsWith('a') ? SendOutcome.Deferred("later", Duration.MaxValue) : SendOutcome.Accepted(null));
        await scenario.SendAsync(Outage, People.Contact("a").Email("a@example.com").Phone(People.NewYorkPhone), People.Contact("b")
            .Email("b@example.com"));
        await scenario.DispatchAsync();
        scenario.Texts.Calls.Should().ContainSingle();
        (await scenario.DeliveryAsync("outage/1", "b")).State.Should().Be(DeliveryState.Accepted);
    }

    [Fact]
    public async Task A_worker_that_is_stopped_tells_its_transports_begins_nothing_new_and_gives_the_rest_back()
    {
        using var scenario =
            new Scenario(b => b.Services.Configure<SendingOptions>(o => (o.Concurrency, o.StopGrace) = (1, TimeSpan.Zero)));
        using CancellationTokenSource stopping = new();
        scenario.Mail.Answer = async (_, stop) =>
        {
            await stopping.CancelAsync();
            await ToldToStopAsync(stop);
            return SendOutcome.Accepted("taken after all");
        };
        await scenario.SendAsync(Outage, [.. Enumerable.Range(0, 10).Select(i => People.Contact($"c{i}").Email($"c{i}@example.com"))]);
        await scenario.Get<IDispatcher>().DispatchDueAsync(stopping.Token);
        (await scenario.Outbox.StatusAsync("outage/1")).ByState.Should()
            .Equal(new Dictionary<DeliveryState, int> { [DeliveryState.Accepted] = 1, [DeliveryState.Planned] = 9 });
        scenario.Mail.Answers(SendOutcome.Accepted(null));
        (await scenario.DispatchAsync()).Accepted.Should().Be(9, "nobody waits for a lease to end");
    }

    private static Scenario Impatient() =>
        new(b => b.Services.Configure<SendingOptions>(o => o.HandOverTimeout = TimeSpan.FromSeconds(1)));

    private static async Task ToldToStopAsync(CancellationToken stop)
    {
        TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (stop.Register(told.SetResult))
            await told.Task;
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
        var second = new RecordingTransport(DeliveryChannel.Email, "second");
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
        await scenario.SendAsync(
            Outage, [.. Enumerable.Range(0, 60).Select(i => People.Contact($"c{i:00}").Email($"c{i:00}@example.com")
            .Phone($"+120255501{i:00}"))]);
        for (var hour = 0; hour < 5 * 4; hour++)
            await scenario.DispatchAfterAsync(Duration.FromMinutes(15));
        scenario.Texts.Calls.Count.Should().Be(60);
    }

    [Fact]
    public async Task After_its_pause_the_circuit_lets_messages_through_again()
    {
        using var scenario = new Scenario();
        scenario.Mail.Answers(SendOutcome.Deferred("greylisted"));
        await scenario.SendAsync(
            Outage, [.. Enumerable.Range(0, 60).Select(i => People.Contact($"c{i:00}").Email($"c{i:00}@example.com"))]);
        await scenario.DispatchAsync();
        scenario.Mail.Answers(SendOutcome.Accepted(null));
        for (var round = 0; round < 10; round++)
            await scenario.DispatchAfterAsync(Duration.FromMinutes(1));
        (await scenario.Outbox.StatusAsync("outage/1")).ByState.Should()
            .Equal(new Dictionary<DeliveryState, int> { [DeliveryState.Accepted] = 60 });
    }
}
