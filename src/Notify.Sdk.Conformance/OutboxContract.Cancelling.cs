using NodaTime;
using Notify.Sdk.Stores;

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

    /// <summary>
    /// What may have arrived is in doubt when it is cancelled or replaced, counts under its caps, and is not tried again.
    /// </summary>
    [Theory]
    [InlineData("cancelled")]
    [InlineData("cancelled for the account")]
    [InlineData("replaced")]
    public async Task What_may_have_arrived_stays_in_doubt_when_it_is_stopped(string how)
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(
            Samples.Planned("d1", Samples.Slot("acc-d1", 1)), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))));
        await WaitAgainAsync("d1");

        var stopped = how == "cancelled" ? await Outbox.CancelAsync(Samples.Key, Later) : 0;
        if (how == "cancelled for the account")
            Assert.Equal(OnceStanding.InDoubt, await Outbox.CancelAsync(Samples.Key, new AccountRef("acc-d1"), Later));
        else if (how == "replaced")
            await Outbox.RegisterAsync(Samples.Record(revision: 1));

        Assert.Equal(how == "cancelled" ? 1 : 0, stopped); // who stood by, and not what may have arrived
        var doubtful = await StoredAsync("d1");
        Assert.Equal(DeliveryState.InDoubt, doubtful.State);
        Assert.Equal(
            [how == "replaced" ? ReasonCodes.Superseded : ReasonCodes.Cancelled, ReasonCodes.InDoubt],
                doubtful.Reasons.Select(r => r.Code));
        Assert.Equal(OnceStanding.InDoubt, (await AddressMarkAsync(Samples.Email("d1")))!.Value.Standing);
        Assert.True(Assert.Single(await Outbox.FindUsesAsync([Samples.Bucket("acc-d1")], Instant.MinValue)).Sent);
        Assert.NotEqual(DeliveryState.Planned, (await StoredAsync("d2")).State);
        Assert.Empty(await Outbox.LeaseAsync(Samples.Lease(Later + Duration.FromDays(1))));
        Assert.Equal(SettlementResult.Closed, await SettleAsync("d1", Settlement.TryAgain));
        Assert.Equal(SettlementResult.Settled, await SettleAsync("d1", Settlement.Arrived));
    }

    /// <summary>What may have arrived, and waits for another attempt, is in doubt when its people are erased.</summary>
    [Fact]
    public async Task What_may_have_arrived_stays_in_doubt_when_it_is_erased()
    {
        await AddAllAsync(Samples.Planned("d1"));
        await WaitAgainAsync("d1");
        var erased = await Outbox.EraseAsync(new() { Accounts = new HashSet<AccountRef> { new("acc-d1") } }, Later);
        Assert.Equal((1, 0), (erased.Deliveries, erased.Stopped));
        Assert.Equal(DeliveryState.InDoubt, (await StoredAsync("d1")).State);
        Assert.Empty(await Outbox.LeaseAsync(Samples.Lease(Later + Duration.FromDays(1))));
    }

    /// <summary>An attempt whose outcome is unknown, and that is repeated.</summary>
    private async Task WaitAgainAsync(string id)
    {
        await ToAsync(id, DeliveryState.Sending);
        var sent = await StoredAsync(id);
        Assert.True(await UpdateAsync(sent with
        {
            State = DeliveryState.Planned,
            Provider = "smtp",
            Asked = [new AskedProvider(0, "smtp") { Unknowns = 1 }],
        }));
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
