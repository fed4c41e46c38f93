using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Notify.Sdk.Consents;
using Notify.Sdk.Sending;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Sending;

/// <summary>What a transport answered is written down until the lease ends, whatever the store says meanwhile.</summary>
public class AnswerIsKeptTests
{
    [Theory]
    [InlineData(DeliveryState.Accepted)]
    [InlineData(DeliveryState.Planned)]
    [InlineData(DeliveryState.Failed)]
    public async Task A_store_that_is_away_for_a_while_loses_no_answer(DeliveryState expected)
    {
        LockedOutbox outbox = new();
        using var scenario = new Scenario(b => b.Services.Replace(ServiceDescriptor.Singleton<IOutbox>(outbox)));
        scenario.Mail.Answer = (_, _) =>
        {
            outbox.FailNext(5);
            return new(expected switch
            {
                DeliveryState.Accepted => SendOutcome.Accepted("p-1"),
                DeliveryState.Planned => SendOutcome.Deferred("greylisted"),
                _ => SendOutcome.Rejected("no"),
            });
        };
        await scenario.SendAsync("outage", People.Contact("a").Email("a@example.com"), People.Contact("b").Email("b@example.com"));
        var report = await scenario.DispatchAsync();
        report.InDoubt.Should().Be(0);
        outbox.Failures.Should().BeGreaterThanOrEqualTo(5);
        foreach (var account in new[] { "a", "b" })
            (await scenario.DeliveryAsync("outage/1", account)).State.Should().Be(expected);
    }

    [Fact]
    public async Task One_answer_that_cannot_be_written_costs_no_other()
    {
        var outbox = DispatchProxy.Create<IOutbox, PoisonedOutbox>();
        using var scenario = new Scenario(b =>
        {
            b.Services.Replace(ServiceDescriptor.Singleton<IOutbox>(outbox));
            b.Services.Configure<SendingOptions>(
                o => (o.HandOverTimeout, o.LeaseMargin) = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)));
        });
        scenario.Mail.Answer = (message, _) => new(SendOutcome.Accepted($"p-{message.To.Deliverable}"));
        await scenario.SendAsync("outage", [.. "abcdef".Select(c => People.Contact($"{c}").Email($"{c}@example.com"))]);
        await scenario.DispatchAsync();
        foreach (var account in "abdef")
            (await scenario.DeliveryAsync("outage/1", $"{account}")).State.Should().Be(DeliveryState.Accepted);
        (await scenario.DeliveryAsync("outage/1", "c")).State.Should().Be(DeliveryState.Sending, "it is in doubt when the lease has ended");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_suppression_list_that_is_away_keeps_no_answer_from_being_written_and_learns_later(bool blocks)
    {
        var suppressions = DispatchProxy.Create<ISuppressionList, AwaySuppressions>();
        var away = (AwaySuppressions)(object)suppressions;
        (away.IsAway, away.BlocksUntil) = (true, blocks ? new() : null);
        using var scenario = new Scenario(b => b.Services.Replace(ServiceDescriptor.Singleton(suppressions)));
        scenario.Mail.Answer = (_, _) => new(SendOutcome.Rejected("no such mailbox", RejectionScope.Address));
        await scenario.SendAsync("outage", People.Contact("a").Email("a@example.com"));

        var dispatching = Task.Run(scenario.DispatchAsync);
        if (blocks)
        {
            await away.Reached.Task.WaitAsync(TimeSpan.FromMinutes(2));
            (await scenario.DeliveryAsync("outage/1", "a")).State.Should().Be(DeliveryState.Failed, "the answer was written before");
            away.BlocksUntil!.Set();
        }

        (await dispatching).Should().Match<DispatchReport>(r => r.Failed == 1 && r.InDoubt == 0);
        (await scenario.Suppressions.FindAsync([Scenario.Mailbox("a@example.com")])).Should().BeEmpty();

        away.IsAway = false;
        await scenario.DispatchAsync();
        (await scenario.Suppressions.FindAsync([Scenario.Mailbox("a@example.com")])).Should().ContainSingle()
            .Which.Kind.Should().Be(SuppressionKind.Invalid);
    }

    /// <summary>Takes no entries while it is away; it may block whoever brings some before it says so.</summary>
    public class AwaySuppressions : DispatchProxy
    {
        private readonly InMemorySuppressionList _list = new();

        public bool IsAway { get; set; }

        public ManualResetEventSlim? BlocksUntil { get; set; }

        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (IsAway && targetMethod!.Name == nameof(ISuppressionList.AddAsync))
            {
                Reached.TrySetResult();
                BlocksUntil?.Wait(TimeSpan.FromMinutes(2));
                throw new IOException("away");
            }

            return targetMethod!.Invoke(_list, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
        }
    }

    /// <summary>Refuses to write one answer, whatever it is written with.</summary>
    public class PoisonedOutbox : DispatchProxy
    {
        private readonly InMemoryOutbox _outbox = new();

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            args is [IReadOnlyList<Delivery> versions, ..] && versions.Any(v => v.ProviderId == "p-c@example.com")
                ? throw new IOException("disk error")
                : targetMethod!.Invoke(_outbox, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
    }

    /// <summary>Refuses some writes, as a locked file does, and then works again.</summary>
    private sealed class LockedOutbox : OutboxStore
    {
        private readonly Lock _lock = new();
        private readonly MemorySlice _slice = new();
        private int _left;

        public int Failures { get; private set; }

        public void FailNext(int writes)
        {
            lock (_lock)
                _left = writes;
        }

        protected override ValueTask<T> WriteAsync<T>(Func<IOutboxSlice, T> decide, CancellationToken cancellationToken)
        {
            lock (_lock)
            {
                if (_left-- > 0)
                {
                    Failures++;
                    throw new IOException("database is locked");
                }

                return new(decide(_slice));
            }
        }

        protected override ValueTask<T> ReadAsync<T>(Func<IOutboxView, T> ask, CancellationToken cancellationToken)
        {
            lock (_lock)
                return new(ask(_slice));
        }
    }
}
