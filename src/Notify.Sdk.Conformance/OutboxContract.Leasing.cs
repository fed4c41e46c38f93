using NodaTime;

namespace Notify.Sdk.Conformance;

public abstract partial class OutboxContract
{
    private static readonly Duration Lease = Duration.FromMinutes(5);

    /// <summary>Due deliveries are leased by priority then by first due instant and then by id.</summary>
    [Fact]
    public async Task Due_deliveries_are_claimed_by_priority_then_by_first_due_instant_and_then_by_id()
    {
        var early = Samples.Now - Duration.FromMinutes(1);
        await AddAllAsync(
            Samples.Planned("c"),
            Samples.Planned("a"),
            Samples.Planned(Samples.Delivery("b").WithPlan(p => p with { Priority = TopicPriority.Low, FirstDue = early - Lease })),
            Samples.Planned(Samples.Delivery("y").WithPlan(p => p with { Priority = TopicPriority.Urgent })),
            Samples.Planned(Samples.Delivery("z").WithPlan(p => p with { FirstDue = early }) with { State = DeliveryState.Held }),
            Samples.Planned(Samples.Delivery("future") with { Due = Samples.Now + Duration.FromSeconds(1) }));

        var leased = await Outbox.LeaseAsync(Samples.Lease());

        Assert.Equal(["y", "z", "a", "c", "b"], leased.Select(d => d.Id.Value));
        Assert.All(leased, d => Assert.True(d.State == DeliveryState.Leased && d.Epoch == 1 && d.LeaseUntil == Samples.Now + Lease));
        Assert.Equivalent(leased[2], await StoredAsync("a"), strict: true);
        // A lease holds.
        Assert.Empty(await Outbox.LeaseAsync(Samples.Lease()));
    }

    /// <summary>Who was held back is not overtaken by what became due later.</summary>
    [Fact]
    public async Task Who_was_held_back_is_not_overtaken_by_what_became_due_later()
    {
        await AddAllAsync(
            Samples.Planned("z"),
            Samples.Planned(Samples.Delivery("a").WithPlan(p => p with { FirstDue = Later }) with { Due = Later }));
        var evening = Later + Lease;
        await ChangeAsync("z", d => d with { State = DeliveryState.Held, Due = evening });
        Assert.Equal(["a"], (await Outbox.LeaseAsync(Samples.Lease(Later, limit: 1))).Select(d => d.Id.Value));
        await ChangeAsync("a", d => d with { State = DeliveryState.Planned });
        Assert.Equal(["z"], (await Outbox.LeaseAsync(Samples.Lease(evening, limit: 1))).Select(d => d.Id.Value));
        Assert.Equal(["a"], (await Outbox.LeaseAsync(Samples.Lease(evening, limit: 1))).Select(d => d.Id.Value));
    }

    /// <summary>What is not due any more when the clock was set back waits.</summary>
    [Fact]
    public async Task What_is_not_due_any_more_when_the_clock_was_set_back_waits()
    {
        await AddAllAsync(Samples.Planned(Samples.Delivery("a").WithPlan(p => p with { FirstDue = Later }) with { Due = Later }),
            Samples.Planned(Samples.Delivery("b").WithPlan(p => p with { FirstDue = Later }) with { Due = Later }));
        await Outbox.LeaseAsync(Samples.Lease(Later, limit: 1));
        Assert.Empty(await Outbox.LeaseAsync(Samples.Lease(Samples.Now)));
        Assert.Equal(Later, (await Outbox.StatusAsync()).NextDue);
        Assert.Equal(["b"], (await Outbox.LeaseAsync(Samples.Lease(Later))).Select(d => d.Id.Value));
    }

    /// <summary>No more is leased than asked for.</summary>
    [Fact]
    public async Task No_more_is_claimed_than_asked_for()
    {
        await AddAllAsync(Samples.Planned("a"), Samples.Planned("b"), Samples.Planned("c"));
        Assert.Equal(["a", "b"], (await Outbox.LeaseAsync(Samples.Lease(limit: 2))).Select(d => d.Id.Value));
        Assert.Equal(["c"], (await Outbox.LeaseAsync(Samples.Lease(limit: 2))).Select(d => d.Id.Value));
    }

    /// <summary>What goes over a channel that another process serves is left to it, however much of it is due.</summary>
    [Fact]
    public async Task What_another_process_serves_is_left_to_it_and_keeps_nothing_waiting()
    {
        static Delivery Both(string id) => Samples.Delivery(id, $"acc-{id}", Samples.Email(id), Samples.Phone(id[0] - 'a'));
        await AddAllAsync(Samples.Planned(Both("a")), Samples.Planned(Both("b")), Samples.Planned(Both("c")));
        await ChangeAsync("c", d => d with { State = DeliveryState.Planned, RouteIndex = 1 });
        var mailElsewhere = Samples.Lease(limit: 1) with { Except = [DeliveryChannel.Email] };
        var leased = Assert.Single(await Outbox.LeaseAsync(mailElsewhere));
        Assert.Equal("c", leased.Id.Value);
        Assert.Empty(await Outbox.LeaseAsync(mailElsewhere));
        // It goes back to mail, and the other process has it.
        await ChangeAsync("c", d => d with { State = DeliveryState.Planned, RouteIndex = 0 });
        Assert.Empty(await Outbox.LeaseAsync(mailElsewhere));
        var textsElsewhere = Samples.Lease() with { Except = [DeliveryChannel.Sms] };
        Assert.Equal(["a", "b", "c"], (await Outbox.LeaseAsync(textsElsewhere)).Select(d => d.Id.Value));
        // A lease that ran out is left to it too.
        var later = Samples.Lease(Samples.Now + Lease) with { Except = [DeliveryChannel.Email] };
        Assert.Empty(await Outbox.LeaseAsync(later));
        Assert.Equal(3, (await Outbox.LeaseAsync(later with { Except = [] })).Count);
    }

    /// <summary>A limit out of bounds is refused.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task A_limit_out_of_bounds_is_refused(int limit)
    {
        var lease = async () => await Outbox.LeaseAsync(Samples.Lease(limit: limit));
        await Assert.ThrowsAnyAsync<ArgumentOutOfRangeException>(lease);
    }

    /// <summary>A lease whose lease ran out goes to the next worker and the first is refused.</summary>
    [Fact]
    public async Task A_claim_whose_lease_ran_out_goes_to_the_next_worker_and_the_first_is_refused()
    {
        await AddAllAsync(Samples.Planned("d1"));
        var first = (await Outbox.LeaseAsync(Samples.Lease()))[0];
        Assert.Empty(await Outbox.LeaseAsync(Samples.Lease(Samples.Now + Lease - Duration.Epsilon)));

        var second = (await Outbox.LeaseAsync(Samples.Lease(Samples.Now + Lease)))[0];

        Assert.Equal(first.Epoch + 1, second.Epoch);
        // A late word must not overwrite the new worker's.
        Assert.False(await UpdateAsync(first with { State = DeliveryState.Accepted }));
        Assert.True(await UpdateAsync(second with { State = DeliveryState.Sending }));
    }

    /// <summary>A worker that died while sending leaves a delivery in state sending.</summary>
    [Fact]
    public async Task A_worker_that_died_while_sending_leaves_a_delivery_in_state_sending()
    {
        await AddAllAsync(Samples.Planned("d1"));
        var first = (await Outbox.LeaseAsync(Samples.Lease()))[0];
        await UpdateAsync(first with { State = DeliveryState.Sending, ChangedAt = Samples.Now });

        var found = Assert.Single(await Outbox.LeaseAsync(Samples.Lease(Samples.Now + Lease)));

        // Whether it was sent is unknown.
        Assert.Equal(DeliveryState.Sending, found.State);
        Assert.Equal(Samples.Now, found.ChangedAt);
        Assert.Equal(first.Epoch + 2, found.Epoch);
        Assert.Equal(Samples.Now + Lease + Lease, found.LeaseUntil);
        Assert.True(await UpdateAsync(found with { State = DeliveryState.InDoubt }));
    }

    /// <summary>What is sent or ended is never leased.</summary>
    [Fact]
    public async Task What_is_sent_or_ended_is_never_claimed()
    {
        DeliveryState[] states = [DeliveryState.Accepted, DeliveryState.Delivered, DeliveryState.InDoubt, DeliveryState.Failed,
            DeliveryState.Suppressed, DeliveryState.Expired];
        foreach (var state in states)
        {
            await AddAllAsync(Samples.Planned($"d{(int)state}"));
            Assert.True(await ToAsync($"d{(int)state}", state));
        }

        await AddAllAsync(Samples.Planned("d1"));
        await AddAllAsync(Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))));
        Assert.Equal(["d1"], (await Outbox.LeaseAsync(Samples.Lease(Samples.Now + Duration.FromDays(1)))).Select(d => d.Id.Value));
    }

    /// <summary>A delivery held until later is leased later.</summary>
    [Fact]
    public async Task A_delivery_held_until_later_is_claimed_later()
    {
        await AddAllAsync(Samples.Planned("d1"));
        var leased = (await Outbox.LeaseAsync(Samples.Lease()))[0];
        var morning = Samples.Now + Duration.FromHours(9);
        await UpdateAsync(leased with { State = DeliveryState.Held, Due = morning });
        Assert.Empty(await Outbox.LeaseAsync(Samples.Lease(morning - Duration.Epsilon)));
        Assert.Single(await Outbox.LeaseAsync(Samples.Lease(morning)));
    }

    /// <summary>Status counts by state and names the next due instant.</summary>
    [Fact]
    public async Task Status_counts_by_state_and_names_the_next_due_instant()
    {
        Assert.Null((await Outbox.StatusAsync()).NextDue);
        var later = Samples.Now + Duration.FromHours(1);
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned("d2"),
            Samples.Planned(Samples.Delivery("d3") with { Due = later, State = DeliveryState.Held }));
        await AddAllAsync(
            Samples.Planned(Samples.Delivery("e1").WithPlan(p => p with { NotificationKey = "other", AddressContent = "other#0" })
                with
            { Due = later + Lease }));
        await Outbox.LeaseAsync(Samples.Lease());

        var all = await Outbox.StatusAsync();
        Dictionary<DeliveryState, int> expected = new()
        {
            [DeliveryState.Leased] = 2,
            [DeliveryState.Held] = 1,
            [DeliveryState.Planned] = 1,
        };
        Assert.Equivalent(expected, all.ByState, strict: true);
        Assert.Equal(later, all.NextDue);
        var other = await Outbox.StatusAsync("other");
        Assert.Equal([new(DeliveryState.Planned, 1)], other.ByState);
        Assert.Equal(later + Lease, other.NextDue);
        Assert.Empty((await Outbox.StatusAsync("unknown")).ByState);
    }

    /// <summary>The next due instant is right behind a dead worker.</summary>
    [Fact]
    public async Task The_next_due_instant_is_right_behind_a_dead_worker()
    {
        await AddAllAsync(Samples.Planned("a"), Samples.Planned("b"), Samples.Planned("c"));
        await Outbox.LeaseAsync(Samples.Lease(limit: 2));
        await ToAsync("c", DeliveryState.Planned);
        var later = Samples.Now + Lease;
        await ChangeAsync("c", d => d with { Due = later });
        Assert.Equal("a", Assert.Single(await Outbox.LeaseAsync(Samples.Lease(later, limit: 1))).Id.Value);
        Assert.Equal(later, (await Outbox.StatusAsync()).NextDue);
    }
}
