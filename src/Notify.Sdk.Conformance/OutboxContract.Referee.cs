using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Conformance;

public abstract partial class OutboxContract
{
    /// <summary>A late worker sends exactly what a naive simulation sends.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_late_worker_sends_exactly_what_a_naive_simulation_sends(int seed)
    {
        RandomCaps random = new(seed, Samples.Now);
        NaiveCaps naive = new(random.Caps);
        foreach (var plan in random.Plans)
        {
            naive.Add(plan);
            await AddAsync(Samples.Planned(
                Samples.Delivery(plan.Id)
                    .WithPlan(p => p with { FirstDue = plan.Due, Priority = plan.Priority, ExpiresAt = Instant.MaxValue })
                    with
                { Due = plan.Due },
                [.. random.Caps.Select(c => new CapSlot(BucketOf(c, plan.Who), c))]));
        }

        List<(string, Instant)> sent = [];
        foreach (var wake in random.Wakes)
        {
            naive.Wake(wake);
            await WorkAsync(wake, random.Caps, sent, random.Plans.ToDictionary(p => p.Id, p => p.Who));
        }

        Assert.Equal(naive.Sent, sent);
        Assert.NotEmpty(sent);
    }

    /// <summary>One pass of the simplest worker: in the order of the leases, and held until there is room where there is none.</summary>
    private async Task WorkAsync(Instant now, IReadOnlyList<FrequencyCap> caps, List<(string, Instant)> sent,
        Dictionary<string, string> whose)
    {
        while (await Outbox.LeaseAsync(Samples.Lease(now, limit: 3)) is { Count: > 0 } leased)
        {
            foreach (var delivery in leased)
            {
                if (await StartAsync(delivery, now) == StartResult.Started)
                {
                    sent.Add((delivery.Id.Value, now));
                    await ToAsync(delivery.Id.Value, DeliveryState.Accepted, now);
                    continue;
                }

                var free = now;
                foreach (var cap in caps)
                {
                    var uses = await Outbox.FindUsesAsync([BucketOf(cap, whose[delivery.Id.Value])], Instant.MinValue);
                    free = Instant.Max(
                        free, cap.FirstFree(now, [.. uses.Where(u => u.Delivery != delivery.Id).OrderBy(u => u.At)], delivery.Priority)
                        ?? Instant.MaxValue);
                }

                Assert.True(await UpdateAsync(delivery with { State = DeliveryState.Held, Due = free, ChangedAt = now }));
            }
        }
    }

    private static CapBucket BucketOf(FrequencyCap cap, string who) => new(cap.Id, OnceSubject.Of(new AccountRef(who)), "");
}
