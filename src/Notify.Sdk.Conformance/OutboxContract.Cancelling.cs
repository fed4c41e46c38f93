using NodaTime;

namespace Notify.Sdk.Conformance;

public abstract partial class OutboxContract
{
    /// <summary>Cancelling stops what was not sent and refuses the worker that holds it.</summary>
    [Fact]
    public async Task Cancelling_stops_what_was_not_sent_and_refuses_the_worker_that_holds_it()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(
            Samples.Planned(Samples.Delivery("leased") with { Due = Samples.Now - Duration.FromMinutes(1) }),
            Samples.Planned("held"),
            Samples.Planned("planned", Samples.Slot("acc-1", 1)),
            Samples.Planned("sending"),
            Samples.Planned(Samples.StandBy("standby", "planned", Samples.Email("planned"))));
        var leased = (await Outbox.LeaseAsync(Samples.Lease(limit: 1)))[0];
        await ToAsync("held", DeliveryState.Held);
        await ToAsync("sending", DeliveryState.Sending);

        Assert.Equal(4, await Outbox.CancelAsync(Samples.Key, Later));

        var stopped = await StoredAsync("planned");
        Assert.Equal(DeliveryState.Cancelled, stopped.State);
        Assert.Equal(Later, stopped.ChangedAt);
        Assert.Equal(ReasonCodes.Cancelled, Assert.Single(stopped.Reasons).Code);
        Assert.Equal(DeliveryState.Cancelled, (await StoredAsync("standby")).State);
        Assert.Equal(DeliveryState.Sending, (await StoredAsync("sending")).State);
        Assert.False(await UpdateAsync(leased with { State = DeliveryState.Sending }));
        Assert.Empty(await Outbox.FindMarksAsync(Samples.Planned("planned").Marks.ToList()));
        Assert.Empty(await Outbox.FindUsesAsync([Samples.Bucket("acc-1")], Instant.MinValue));
        // Its worker is gone, the others were stopped.
        Assert.Equal(["sending"], (await Outbox.LeaseAsync(Samples.Lease(Later))).Select(d => d.Id.Value));
    }

    /// <summary>Cancelling twice stops nothing more.</summary>
    [Fact]
    public async Task Cancelling_twice_stops_nothing_more()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned("d1"));
        Assert.Equal(1, await Outbox.CancelAsync(Samples.Key, Samples.Now));
        Assert.Equal(0, await Outbox.CancelAsync(Samples.Key, Samples.Now));
    }

    /// <summary>Cancelling stops all, however many there are, and what a new revision supersedes too.</summary>
    [Fact]
    public async Task Cancelling_and_superseding_stop_all_however_many()
    {
        const int Many = 2_300;
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync([.. Enumerable.Range(0, Many).Select(i => Samples.Planned($"old{i}"))]);

        await Outbox.RegisterAsync(Samples.Record(revision: 1));

        Assert.Equal(Many, (await Outbox.StatusAsync(Samples.Key)).ByState[DeliveryState.Superseded]);
        await AddAllAsync(
            [.. Enumerable.Range(0, Many)
            .Select(i =>
            Samples.Planned(Samples.Delivery($"new{i}").WithPlan(p => p with { Revision = 1, AddressContent = $"{Samples.Key}#1" })))]);
        Assert.Equal(Many, await Outbox.CancelAsync(Samples.Key, Later));
        Assert.Equal(Many, (await Outbox.StatusAsync(Samples.Key)).ByState[DeliveryState.Cancelled]);
    }

    /// <summary>Cancelling what was never registered is an error.</summary>
    [Fact]
    public async Task Cancelling_what_was_never_registered_is_an_error()
    {
        var cancel = async () => await Outbox.CancelAsync("unknown", Samples.Now);
        await Refusal.ThrowsAsync<KeyNotFoundException>(cancel, "'unknown'");
    }

    /// <summary>Cancelling leaves other keys alone.</summary>
    [Fact]
    public async Task Cancelling_leaves_other_keys_alone()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(
            Samples.Planned(Samples.Delivery("d1").WithPlan(p => p with { NotificationKey = "other", AddressContent = "other#0" })));
        Assert.Equal(0, await Outbox.CancelAsync(Samples.Key, Samples.Now));
        Assert.Equal(DeliveryState.Planned, (await StoredAsync("d1")).State);
    }

    /// <summary>A message in flight when cancelled may be accepted but is not tried again.</summary>
    [Fact]
    public async Task A_message_in_flight_when_cancelled_may_be_accepted_but_is_not_tried_again()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned("d2"), Samples.Planned("d3"));
        foreach (var id in new[] { "d1", "d2", "d3" })
            await ToAsync(id, DeliveryState.Sending);
        await Outbox.CancelAsync(Samples.Key, Later);

        Assert.True(await ToAsync("d1", DeliveryState.Accepted));
        Assert.False(await ToAsync("d2", DeliveryState.Planned));
        Assert.False(await ToAsync("d3", DeliveryState.Sending));

        Assert.Equal(DeliveryState.Cancelled, (await StoredAsync("d2")).State);
        // Whether the first attempt arrived is unknown.
        Assert.Equal(DeliveryState.InDoubt, (await StoredAsync("d3")).State);
    }

    /// <summary>Who stood by is counted among those who are not told.</summary>
    [Fact]
    public async Task Who_stood_by_is_counted_among_those_who_are_not_told()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))));
        Assert.Equal(2, await Outbox.CancelAsync(Samples.Key, Samples.Now));
        // Their epochs are raised.
        Assert.Equal((1, 1), ((await StoredAsync("d1")).Epoch, (await StoredAsync("d2")).Epoch));
    }
}
