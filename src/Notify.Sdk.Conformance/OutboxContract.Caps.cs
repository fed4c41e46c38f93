using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Conformance;

/// <summary>A cap is kept where an attempt is written down: by what may have arrived, and by nothing that is only planned.</summary>
public abstract partial class OutboxContract
{
    /// <summary>Plans take no room however many there are.</summary>
    [Fact]
    public async Task Plans_take_no_room_however_many_there_are()
    {
        await AddAllAsync(
            [.. Enumerable.Range(0, 5)
            .Select(i =>
            Samples.Planned(Samples.Delivery($"d{i}") with { Due = Samples.Now + Duration.FromHours(i) }, Samples.Slot("acc-1", 1)))]);
        Assert.Equal(StartResult.Started, await StartAsync("d0", Samples.Now + Duration.FromMilliseconds(1)));
    }

    /// <summary>What may have arrived takes room for one window.</summary>
    [Theory]
    [InlineData(DeliveryState.Sending)]
    [InlineData(DeliveryState.Accepted)]
    [InlineData(DeliveryState.Delivered)]
    [InlineData(DeliveryState.InDoubt)]
    public async Task What_may_have_arrived_takes_room_for_one_window(DeliveryState state)
    {
        await AddAllAsync(Samples.Planned("d1", Samples.Slot("acc-1", 1)), Samples.Planned("d2", Samples.Slot("acc-1", 1)));
        await StartAsync("d1", Samples.Now);
        if (state != DeliveryState.Sending)
            await ToAsync("d1", state, Later);
        var end = Samples.Now + Samples.Cap(1).Window;
        Assert.Equal(StartResult.NoRoom, await StartAsync("d2", end - Duration.Epsilon));
        // Nothing of a refused attempt is written.
        var refused = await StoredAsync("d2");
        Assert.Equal((DeliveryState.Planned, 0), (refused.State, refused.Epoch));
        Assert.Equal(StartResult.Started, await StartAsync("d2", end));
    }

    /// <summary>What certainly did not arrive gives its room back.</summary>
    [Theory]
    [InlineData(DeliveryState.Planned)]
    [InlineData(DeliveryState.Held)]
    [InlineData(DeliveryState.Failed)]
    [InlineData(DeliveryState.Suppressed)]
    public async Task What_certainly_did_not_arrive_gives_its_room_back(DeliveryState state)
    {
        await AddAllAsync(Samples.Planned("d1", Samples.Slot("acc-1", 1)), Samples.Planned("d2", Samples.Slot("acc-1", 1)));
        await StartAsync("d1", Samples.Now);
        await ToAsync("d1", state);
        Assert.Equal(StartResult.Started, await StartAsync("d2", Samples.Now));
    }

    /// <summary>Where a cap counts attempts, one that certainly did not arrive takes room for one window.</summary>
    [Theory]
    [InlineData(DeliveryState.Planned)]
    [InlineData(DeliveryState.Held)]
    [InlineData(DeliveryState.Failed)]
    [InlineData(DeliveryState.Suppressed)]
    public async Task Where_a_cap_counts_attempts_one_that_did_not_arrive_takes_room_for_one_window(DeliveryState state)
    {
        await AddAllAsync(Samples.Planned("d1", Counting("acc-1", 1)), Samples.Planned("d2", Counting("acc-1", 1)));
        await StartAsync("d1", Samples.Now);
        await ToAsync("d1", state, Later);
        var use = Assert.Single(await SlotsAsync("acc-1"), u => u.Sent);
        Assert.Equal((Samples.Now, "d1", true), (use.At, use.Delivery.Value, use.IsAttempt));
        var end = Samples.Now + Samples.Cap(1).Window;
        Assert.Equal(StartResult.NoRoom, await StartAsync("d2", end - Duration.Epsilon));
        Assert.Equal(StartResult.Started, await StartAsync("d2", end));
    }

    /// <summary>Where a cap counts attempts, the next attempt of the same delivery needs room of its own.</summary>
    [Fact]
    public async Task Where_a_cap_counts_attempts_the_next_attempt_needs_room_of_its_own()
    {
        await AddAllAsync(Samples.Planned("d1", Counting("acc-1", 2)));
        await StartAsync("d1", Samples.Now);
        await ToAsync("d1", DeliveryState.Planned, Later);
        Assert.Equal(StartResult.Started, await StartAsync("d1", Later));
        await ToAsync("d1", DeliveryState.Planned, Later);
        Assert.Equal(StartResult.NoRoom, await StartAsync("d1", Later + Duration.FromHours(1)));
        Assert.Equal(StartResult.Started, await StartAsync("d1", Samples.Now + Samples.Cap(2).Window));
        Assert.Equal(3, (await SlotsAsync("acc-1")).Count(u => u.IsAttempt));
    }

    /// <summary>An attempt that was written down and not made counts nowhere.</summary>
    [Fact]
    public async Task An_attempt_that_was_written_down_and_not_made_counts_nowhere()
    {
        await AddAllAsync(Samples.Planned("d1", Counting("acc-1", 1)));
        await ChangeAsync("d1", d => d with { State = DeliveryState.Sending, Attempts = 1, ChangedAt = Samples.Now });
        Assert.True(Assert.Single(await SlotsAsync("acc-1")).IsAttempt);
        await ChangeAsync("d1", d => d with { State = DeliveryState.Planned, Attempts = 0, ChangedAt = Later });
        Assert.False(Assert.Single(await SlotsAsync("acc-1")).IsAttempt);
        Assert.Equal(StartResult.Started, await StartAsync("d1", Later));
    }

    /// <summary>An attempt that counts stays when the caps of the next attempt are others.</summary>
    [Fact]
    public async Task An_attempt_that_counts_stays_when_the_caps_of_the_next_one_are_others()
    {
        await AddAllAsync(Samples.Planned("d1", Counting("before", 1)));
        await StartAsync("d1", Samples.Now);
        await ToAsync("d1", DeliveryState.Planned, Later);
        var stored = await StoredAsync("d1");
        Assert.Equal([StartResult.Started], await StartAsync(
            new StartingDelivery(stored with { State = DeliveryState.Sending, ChangedAt = Later }, [Counting("now", 1)])));
        await ToAsync("d1", DeliveryState.Failed, Later);
        Assert.Equal([("before", Samples.Now), ("now", Later)],
            (await SlotsAsync("before", "now")).Select(u => (Account(u), u.At)).Order());
    }

    /// <summary>What is sent again after an unknown outcome takes room while it waits.</summary>
    [Fact]
    public async Task What_is_sent_again_after_an_unknown_outcome_takes_room_while_it_waits()
    {
        await AddAllAsync(Samples.Planned("d1", Samples.Slot("acc-1", 1)), Samples.Planned("d2", Samples.Slot("acc-1", 1)));
        await StartAsync("d1", Samples.Now);
        await ChangeAsync("d1", d => d with { State = DeliveryState.Planned, Asked = [new(0, "provider") { Unknowns = 1 }], Due = Later });
        var sent = (await SlotsAsync("acc-1")).Single(u => u.Sent);
        Assert.Equal((Samples.Now, "d1"), (sent.At, sent.Delivery.Value));
        Assert.Equal(StartResult.NoRoom, await StartAsync("d2", Later));
        // Its own slot is not in its way.
        Assert.Equal(StartResult.Started, await StartAsync("d1", Later));
    }

    /// <summary>A cap of zero lets nothing through.</summary>
    [Fact]
    public async Task A_cap_of_zero_lets_nothing_through()
    {
        await AddAllAsync(Samples.Planned("d1", Samples.Slot("acc-1", 0)));
        Assert.Equal(StartResult.NoRoom, await StartAsync("d1", Samples.Now));
    }

    /// <summary>Of two caps on one message the fuller one decides.</summary>
    [Fact]
    public async Task Of_two_caps_on_one_message_the_fuller_one_decides()
    {
        CapSlot week = new(Samples.Bucket("acc-1") with { Cap = "week" }, Samples.Cap(2)
            with
        { Id = "week", Window = Duration.FromDays(7) });
        await AddAllAsync([.. Enumerable.Range(1, 3).Select(i => Samples.Planned($"d{i}", Samples.Slot("acc-1", 1), week))]);
        var day = Duration.FromDays(1);
        Assert.Equal(StartResult.Started, await StartAsync("d1", Samples.Now));
        // One a day.
        Assert.Equal(StartResult.NoRoom, await StartAsync("d2", Samples.Now));
        Assert.Equal(StartResult.Started, await StartAsync("d2", Samples.Now + day));
        // Two a week.
        Assert.Equal(StartResult.NoRoom, await StartAsync("d3", Samples.Now + (2 * day)));
        Assert.Equal(StartResult.Started, await StartAsync("d3", Samples.Now + (7 * day)));
    }

    /// <summary>A clock that is set back makes no room.</summary>
    [Fact]
    public async Task A_clock_that_is_set_back_makes_no_room()
    {
        CapSlot brief = new(Samples.Bucket("acc-1"), Samples.Cap(1) with { Window = Duration.FromMinutes(30) });
        await AddAllAsync(Samples.Planned("d1", brief), Samples.Planned("d2", brief));
        await StartAsync("d1", Samples.Now);
        // The first left a moment ago, whatever the clock says.
        Assert.Equal(StartResult.NoRoom, await StartAsync("d2", Samples.Now - Duration.FromHours(1)));
        Assert.Equal(StartResult.Started, await StartAsync("d2", Samples.Now + Duration.FromMinutes(30)));
    }

    /// <summary>Room that is reserved stays for urgent topics.</summary>
    [Fact]
    public async Task Room_that_is_reserved_stays_for_urgent_topics()
    {
        var slot = Samples.Slot("acc-1", 2) with { Cap = Samples.Cap(2) with { Reserved = 1 } };
        await AddAllAsync(Samples.Planned("d1", slot), Samples.Planned("d2", slot),
            Samples.Planned(Samples.Delivery("d3").WithPlan(p => p with { Priority = TopicPriority.Urgent }), slot));
        Assert.Equal(StartResult.Started, await StartAsync("d1", Samples.Now));
        Assert.Equal(StartResult.NoRoom, await StartAsync("d2", Samples.Now));
        Assert.Equal(StartResult.Started, await StartAsync("d3", Samples.Now));
        Assert.Equal(
            new CapUse(Samples.Bucket("acc-1"), Samples.Now, new("d3"), TopicPriority.Urgent, Sent: true, InFlight: true),
            (await SlotsAsync("acc-1")).Single(u => u.Delivery.Value == "d3"));
    }

    /// <summary>Only the cap of the route in use decides.</summary>
    [Fact]
    public async Task Only_the_cap_of_the_route_in_use_decides()
    {
        await AddAllAsync(
            Samples.Planned("other", Samples.Slot("text", 1)),
            Samples.Planned(Samples.Delivery("d1", "acc-d1", Samples.Email("d1"), Samples.Phone(7)), Samples.Slot("text", 1)
                with
            { Route = 1 }));
        await StartAsync("other", Samples.Now);
        var stored = await StoredAsync("d1");
        Assert.False(await UpdateAsync(stored with { State = DeliveryState.Sending, RouteIndex = 1 }));
        // The cap is not about the first route.
        Assert.True(await UpdateAsync(stored with { State = DeliveryState.Sending }));
    }

    /// <summary>An attempt takes the slots of the moment and gives those of the plan back.</summary>
    [Fact]
    public async Task An_attempt_takes_the_places_of_the_moment_and_gives_those_of_the_plan_back()
    {
        await AddAllAsync(Samples.Planned("d1", Samples.Slot("before", 1), Samples.Slot("both", 1)), Samples.Planned("d2"));
        var stored = await StoredAsync("d1");
        Assert.Equal([StartResult.Started], await StartAsync(
            new StartingDelivery(stored with { State = DeliveryState.Sending, ChangedAt = Later },
                [Samples.Slot("both", 1), Samples.Slot("now", 1)])));
        var slots = await SlotsAsync("before", "both", "now");
        Assert.Equal(["both", "now"], slots.Select(Account).Order(StringComparer.Ordinal));
        Assert.All(slots, u => Assert.True(u.At == Later && u.Sent));

        // A cap that came after the plan holds too.
        Assert.Equal([StartResult.NoRoom], await StartAsync(
            new StartingDelivery((await StoredAsync("d2")) with { State = DeliveryState.Sending, ChangedAt = Later },
                [Samples.Slot("now", 1)])));
        await ToAsync("d1", DeliveryState.Failed, Later);
        Assert.Empty(await SlotsAsync("before", "both", "now"));
    }

    /// <summary>An attempt of another epoch or of a delivery that ended is refused.</summary>
    [Fact]
    public async Task An_attempt_of_another_epoch_or_of_a_delivery_that_ended_is_refused()
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned("d2"));
        var stored = await StoredAsync("d1");
        await ToAsync("d2", DeliveryState.Suppressed);
        var late = await StartAsync(
            new(stored with { State = DeliveryState.Sending, Epoch = stored.Epoch + 1 }, []),
            new((await StoredAsync("d2")) with { State = DeliveryState.Sending }, []),
            new(Samples.Delivery("unknown") with { State = DeliveryState.Sending }, []));
        Assert.All(late, r => Assert.Equal(StartResult.Refused, r));
    }

    /// <summary>
    /// A step writes what came of a batch first: a slot that it gives back is there for the next, one that it keeps is not.
    /// </summary>
    [Theory]
    [InlineData(DeliveryState.Failed, StartResult.Started)]
    [InlineData(DeliveryState.Accepted, StartResult.NoRoom)]
    public async Task A_step_writes_what_came_of_a_batch_before_the_beginnings_of_the_next(DeliveryState answer, StartResult expected)
    {
        CapSlot[] slots = [Samples.Slot("ana", 1)];
        await AddAllAsync(Samples.Planned("d1", slots), Samples.Planned("d2", slots));
        await StartAsync("d1", Samples.Now);
        var (first, second) = (await StoredAsync("d1"), await StoredAsync("d2"));
        var step = await Outbox.StepAsync(
            [Samples.Delivery("unknown"), first with { State = answer, ChangedAt = Later }],
            [new(second with { State = DeliveryState.Sending, ChangedAt = Later }, slots),
                new(first with { State = DeliveryState.Sending }, [])]);
        Assert.Equal([false, true], step.Updated);
        Assert.Equal([expected, StartResult.Refused], step.Started);
        Assert.Equal(answer, (await StoredAsync("d1")).State);
        Assert.Equal(expected == StartResult.Started ? DeliveryState.Sending : DeliveryState.Planned, (await StoredAsync("d2")).State);
    }

    /// <summary>What is not sending cannot be started.</summary>
    [Fact]
    public async Task What_is_not_sending_cannot_be_started()
    {
        await AddAllAsync(Samples.Planned("d1"));
        var start = async () => await StartAsync(new StartingDelivery(await StoredAsync("d1"), []));
        await Refusal.ThrowsAsync<ArgumentException>(start, "Start deliveries that are sending");
    }

    private static CapSlot Counting(string account, int limit) =>
        new(Samples.Bucket(account), Samples.Cap(limit) with { CountsAttempts = true });
}
