using System.Collections.Concurrent;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Conformance;

public abstract partial class OutboxContract
{
    private const int Racers = 16;

    /// <summary>Racing senders never exceed a cap.</summary>
    [Fact]
    public async Task Racing_senders_never_exceed_a_cap()
    {
        await AddAllAsync([.. Enumerable.Range(0, Racers).Select(i => Samples.Planned($"d{i}", Samples.Slot("acc-1", 2)))]);
        var results = await RaceAsync(i => StartAsync($"d{i}", Samples.Now));
        Assert.Equal(2, results.Count(r => r == StartResult.Started));
        Assert.Equal(Racers - 2, results.Count(r => r == StartResult.NoRoom));
        Assert.Equal(2, (await SlotsAsync("acc-1")).Count(u => u.Sent));
    }

    /// <summary>Racing senders of all priorities keep the cap and what it reserves.</summary>
    [Fact]
    public async Task Racing_senders_of_all_priorities_keep_the_cap_and_what_it_reserves()
    {
        const int PerRacer = 6;
        var started = 0;
        await RaceAsync(async racer =>
        {
            for (var i = 0; i < PerRacer; i++)
            {
                var id = $"r{racer:00}x{i}";
                var slot = Samples.Slot("hot", 3) with { Cap = Samples.Cap(3) with { Reserved = 1 } };
                await AddAsync(Samples.Planned(Samples.Delivery(id).WithPlan(p => p with { Priority = (TopicPriority)(i % 3) }), slot));
                if (await StartAsync(id, Samples.Now) == StartResult.Started)
                    Interlocked.Increment(ref started);
            }

            return true;
        });
        // With urgent ones among them every slot is used.
        Assert.Equal(3, started);
        var sent = (await SlotsAsync("hot")).Where(u => u.Sent).ToList();
        Assert.Equal(3, sent.Count);
        Assert.InRange(sent.Count(u => u.Priority < TopicPriority.Urgent), 0, 2);
    }

    /// <summary>Negative control: checking the cap before writing exceeds it.</summary>
    [Fact]
    public async Task Negative_control__checking_the_cap_before_writing_exceeds_it()
    {
        await AddAllAsync([.. Enumerable.Range(0, Racers).Select(i => Samples.Planned($"d{i}", Samples.Slot("acc-1", int.MaxValue)))]);
        var reading = Racers;
        TaskCompletionSource allHaveRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await RaceAsync(async i =>
        {
            var uses = await Outbox.FindUsesAsync([Samples.Bucket("acc-1")], Samples.Now);
            if (Interlocked.Decrement(ref reading) == 0)
                allHaveRead.SetResult();
            await allHaveRead.Task;
            return Samples.Cap(2).FirstFree(Samples.Now, uses, TopicPriority.Normal) == Samples.Now
                ? await StartAsync($"d{i}", Samples.Now) : StartResult.NoRoom;
        });
        Assert.InRange((await SlotsAsync("acc-1")).Count(u => u.Sent), 3, int.MaxValue);
    }

    /// <summary>Racing planners mark a person once.</summary>
    [Fact]
    public async Task Racing_planners_mark_a_person_once()
    {
        var results = await RaceAsync(i => AddAsync(Samples.Planned(Samples.Delivery($"d{i}", "acc-1", Samples.Email("ana")))));
        Assert.Equal(1, results.Count(r => r == AddResult.Added));
        Assert.Equal(Racers - 1, results.Count(r => r == AddResult.AlreadyMarked));
    }

    /// <summary>The same key registered by many at once is new for one.</summary>
    [Fact]
    public async Task The_same_key_registered_by_many_at_once_is_new_for_one()
    {
        var results = await RaceAsync(async _ => await Outbox.RegisterAsync(Samples.Record()));
        Assert.Equal(1, results.Count(r => r == RegisterResult.New));
        Assert.Equal(Racers - 1, results.Count(r => r == RegisterResult.Known));
    }

    /// <summary>Forty workers never share a delivery.</summary>
    [Fact]
    public async Task Forty_workers_never_share_a_delivery()
    {
        await AddAllAsync([.. Enumerable.Range(0, 4000).Select(i => Samples.Planned($"d{i:0000}"))]);
        ConcurrentBag<DeliveryId> leased = [];
        await RaceAsync(
            async _ =>
            {
                while (await Outbox.LeaseAsync(Samples.Lease(limit: 7)) is { Count: > 0 } batch)
                {
                    foreach (var delivery in batch)
                        leased.Add(delivery.Id);
                }

                return true;
            },
            racers: 40);
        Assert.Equal(4000, leased.Count);
        Assert.Equal(4000, leased.Distinct().Count());
    }

    /// <summary>Of racing versions one is written.</summary>
    [Fact]
    public async Task Of_racing_versions_one_is_written()
    {
        await AddAllAsync(Samples.Planned("d1"));
        var version = (await StoredAsync("d1")) with { State = DeliveryState.Held };
        var written = await RaceAsync(_ => UpdateAsync(version));
        Assert.Equal(1, written.Count(w => w));
    }

    /// <summary>Starts all at once on threads of their own, so that they really race.</summary>
    private static async Task<T[]> RaceAsync<T>(Func<int, Task<T>> run, int racers = Racers)
    {
        using Barrier start = new(racers);
        return await Task.WhenAll(Enumerable.Range(0, racers).Select(i => Task.Factory.StartNew(
            async () =>
            {
                start.SignalAndWait(TimeSpan.FromSeconds(20));
                return await run(i);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));
    }
}
