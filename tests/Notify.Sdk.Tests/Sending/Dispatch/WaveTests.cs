using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Sending;

/// <summary>Waves of one message each: when the answer of one is written, and that the next one never leaves before it is.</summary>
public sealed class WaveTests
{
    private readonly WatchedOutbox _outbox = new();

    [Fact]
    public async Task What_was_accepted_is_written_together_with_the_beginning_of_the_next_wave()
    {
        using var scenario = Scene();
        var writes = 0;
        scenario.Mail.Answer = (_, _) =>
        {
            writes = _outbox.Writes;
            return new(SendOutcome.Accepted("p"));
        };
        await SendAsync(scenario);
        _outbox.Writes = 0;
        (await scenario.DispatchAsync()).Accepted.Should().Be(3);
        writes.Should().Be(4, "a claim, and one write before each message");
        _outbox.Writes.Should().Be(6, "besides the last answer, and a claim of nothing");
    }

    [Fact]
    public async Task No_message_leaves_before_the_answer_of_the_wave_before_it_is_written()
    {
        using var scenario = Scene();
        List<string> sending = [];
        scenario.Mail.Answer = async (_, _) =>
        {
            var status = await _outbox.StatusAsync("outage/1", CancellationToken.None);
            sending.Add(
                $"{status.ByState.GetValueOrDefault(DeliveryState.Sending)} of {status.ByState.GetValueOrDefault(DeliveryState.Accepted)}");
            return SendOutcome.Accepted("p");
        };
        await SendAsync(scenario);
        await scenario.DispatchAsync();
        sending.Should().Equal("1 of 0", "1 of 1", "1 of 2");
    }

    [Fact]
    public async Task What_was_not_accepted_is_written_before_the_next_wave_is_looked_at()
    {
        LateFacts facts = new() { Looks = () => _outbox.StatusAsync("outage/1") };
        using var scenario = Scene(facts);
        scenario.Mail.Answer = (_, _) => new(SendOutcome.Rejected("no"));
        await SendAsync(scenario);
        facts.Failed.Clear();
        await scenario.DispatchAsync();
        facts.Failed.Should().Equal(0, 1, 2);
    }

    [Fact]
    public async Task Facts_that_come_from_afar_keep_no_answer_waiting()
    {
        LateFacts facts = new() { Looks = () => _outbox.StatusAsync("outage/1"), AreLate = true };
        using var scenario = Scene(facts);
        scenario.Mail.Answer = (_, _) => new(SendOutcome.Accepted("p"));
        await SendAsync(scenario);
        facts.Accepted.Clear();
        await scenario.DispatchAsync();
        facts.Accepted.Should().Equal(0, 1, 2);
    }

    [Fact]
    public async Task Facts_that_block_their_thread_keep_no_answer_waiting()
    {
        Scenario? blocked = null;
        LateFacts facts = new()
        {
            Looks = () => _outbox.StatusAsync("outage/1"),
            Block = expected =>
            {
                blocked!.Time.Advance(Duration.FromMilliseconds(100));
                return SpinWait.SpinUntil(
                    () => _outbox.StatusAsync("outage/1").AsTask().Result.ByState.GetValueOrDefault(DeliveryState.Accepted) >= expected,
                    TimeSpan.FromMinutes(2));
            },
        };
        using var scenario = Scene(facts);
        blocked = scenario;
        scenario.Mail.Answer = (_, _) => new(SendOutcome.Accepted("p"));
        await SendAsync(scenario);
        facts.Accepted.Clear();
        await scenario.DispatchAsync();
        facts.Accepted.Should().Equal(0, 1, 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_store_that_is_away_when_a_wave_begins_loses_no_answer_and_begins_no_message_twice(int failures)
    {
        using var scenario = Scene();
        List<string> told = [];
        scenario.Mail.Answer = (message, _) =>
        {
            told.Add(message.To.Deliverable);
            if (told.Count == 1)
                _outbox.FailNext = failures;
            return new(SendOutcome.Accepted("p"));
        };
        await SendAsync(scenario);
        var report = await scenario.DispatchAsync();
        report.Should().Match<DispatchReport>(r => r.Accepted == 3 && r.InDoubt == 0);
        _outbox.FailNext.Should().Be(0);
        told.Should().OnlyHaveUniqueItems().And.HaveCount(3);
    }

    [Fact]
    public async Task A_store_that_writes_and_says_that_it_did_not_costs_a_doubt_and_tells_nobody_twice()
    {
        using var scenario = Scene();
        List<string> told = [];
        scenario.Mail.Answer = (message, _) =>
        {
            told.Add(message.To.Deliverable);
            _outbox.ThrowsAfterwards = told.Count == 1;
            return new(SendOutcome.Accepted("p"));
        };
        await SendAsync(scenario);
        (await scenario.DispatchAsync()).Accepted.Should().Be(2);
        told.Should().HaveCount(2).And.OnlyHaveUniqueItems();
        (await _outbox.StatusAsync()).ByState.Should().Equal(
            new Dictionary<DeliveryState, int> { [DeliveryState.Accepted] = 2, [DeliveryState.Sending] = 1 });
    }

    private Scenario Scene(LateFacts? facts = null) => new(b =>
    {
        b.Services.Replace(ServiceDescriptor.Singleton<IOutbox>(_outbox));
        b.Services.Configure<SendingOptions>(o => o.Concurrency = 1);
        if (facts is not null)
            b.Services.AddSingleton<IFactSource>(facts);
    });

    private static Task<SendReport> SendAsync(Scenario scenario) =>
        scenario.SendAsync("outage", [.. "abc".Select(c => People.Contact($"{c}").Email($"{c}@example.com"))]);

    /// <summary>Counts what is written, and refuses some of it as a locked file does.</summary>
    private sealed class WatchedOutbox : OutboxStore
    {
        private readonly Lock _lock = new();
        private readonly MemorySlice _slice = new();

        public int Writes { get; set; }

        public int FailNext { get; set; }

        public bool ThrowsAfterwards { get; set; }

        protected override ValueTask<T> WriteAsync<T>(Func<IOutboxSlice, T> decide, CancellationToken cancellationToken)
        {
            lock (_lock)
            {
                Writes++;
                var fails = FailNext > 0 || ThrowsAfterwards;
                if (FailNext == 0)
                {
                    var decided = decide(_slice);
                    if (!fails)
                        return new(decided);
                }

                (FailNext, ThrowsAfterwards) = (Math.Max(0, FailNext - 1), false);
                throw new IOException("database is locked");
            }
        }

        protected override ValueTask<T> ReadAsync<T>(Func<IOutboxView, T> ask, CancellationToken cancellationToken)
        {
            lock (_lock)
                return new(ask(_slice));
        }
    }

    /// <summary>
    /// Facts that say what the outbox knew when they were asked for; those that are late, once everything else had its turn.
    /// </summary>
    private sealed class LateFacts : IFactSource
    {
        private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

        public required Func<ValueTask<DeliveryCounts>> Looks { get; init; }

        public bool AreLate { get; init; }

        public Func<int, bool>? Block { get; init; }

        public List<int> Failed { get; } = [];

        public List<int> Accepted { get; } = [];

        public async ValueTask LoadAsync(FactRequest request, Facts facts, CancellationToken cancellationToken)
        {
            var (expected, began) = (Accepted.Count, Stopwatch.GetTimestamp());
            if (Block?.Invoke(expected) == false)
                throw new TimeoutException("No answer was written while the facts were waited for.");
            while (AreLate && Stopwatch.GetElapsedTime(began) < Limit
                && (await Looks()).ByState.GetValueOrDefault(DeliveryState.Accepted) < expected)
                await Task.Yield();
            var status = await Looks();
            Failed.Add(status.ByState.GetValueOrDefault(DeliveryState.Failed));
            Accepted.Add(status.ByState.GetValueOrDefault(DeliveryState.Accepted));
        }
    }
}
