using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Conformance;

// What somebody looks after by hand: in doubt, failed, late.
public abstract partial class OutboxContract
{
    private static readonly Reason ByHand = new(ReasonCodes.Settled, "sending/settled", "duty-editor: the provider's log says so");

    private async Task<SettlementResult> SettleAsync(string id, Settlement settlement, long? epoch = null, Instant? at = null) =>
        await Outbox.SettleAsync(new(id), epoch ?? (await StoredAsync(id)).Epoch, settlement, ByHand, at ?? Samples.Now);

    private async Task<IEnumerable<string>> IdsAsync(DeliveryQuery query, Instant? now = null) =>
        (await Outbox.FindAsync(query, now ?? Samples.Now)).Select(d => d.Id.Value);

    /// <summary>What somebody must look after is listed by kind and key a page at a time.</summary>
    [Fact]
    public async Task What_somebody_must_look_after_is_listed_by_kind_and_key_a_page_at_a_time()
    {
        await AddAllAsync([.. Enumerable.Range(0, 5).Select(i => Samples.Planned($"d{i}"))]);
        await AddAllAsync(Samples.Planned(Samples.Delivery("e0").WithPlan(p => p with { NotificationKey = "other" })));
        foreach (var id in new[] { "d3", "d1", "e0" })
            await ToAsync(id, DeliveryState.InDoubt);
        await ToAsync("d2", DeliveryState.Failed);
        Assert.Equal(["d1", "d3", "e0"], await IdsAsync(new(DeliveryConcern.InDoubt)));
        Assert.Equal(["d1", "d3"], await IdsAsync(new(DeliveryConcern.InDoubt) { NotificationKey = Samples.Key }));
        Assert.Equal(["d1", "d3"], await IdsAsync(new(DeliveryConcern.InDoubt) { Limit = 2 }));
        Assert.Equal(["e0"], await IdsAsync(new(DeliveryConcern.InDoubt) { After = new("d3"), Limit = 2 }));
        Assert.Equal(["d2"], await IdsAsync(new(DeliveryConcern.Failed)));
        Assert.Empty(await IdsAsync(new(DeliveryConcern.Late), Samples.Now + Duration.FromMinutes(14)));
        Assert.Equal(["d0", "d4"], await IdsAsync(new(DeliveryConcern.Late), Samples.Now + Duration.FromMinutes(15)));
        var tooMany = () => Outbox.FindAsync(new(DeliveryConcern.Late) { Limit = 1_001 }, Samples.Now).AsTask();
        await Assert.ThrowsAnyAsync<ArgumentOutOfRangeException>(tooMany);
    }

    /// <summary>What is found to have arrived is told and stays so.</summary>
    [Fact]
    public async Task What_is_found_to_have_arrived_is_told_and_stays_so()
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))));
        await ToAsync("d1", DeliveryState.InDoubt);
        Assert.Equal(SettlementResult.Settled, await SettleAsync("d1", Settlement.Arrived));
        var stored = await StoredAsync("d1");
        Assert.Equal(DeliveryState.Delivered, stored.State);
        Assert.Equal(ByHand, stored.Reasons[^1]);
        Assert.Equal(OnceStanding.Told, (await AddressMarkAsync(Samples.Email("d1")))!.Value.Standing);
        Assert.Equal(DeliveryState.StandBy, (await StoredAsync("d2")).State);
        Assert.Equal(SettlementResult.MovedOn, await SettleAsync("d1", Settlement.DidNotArrive));
    }

    /// <summary>What is found not to have arrived has failed and who stood by is told.</summary>
    [Fact]
    public async Task What_is_found_not_to_have_arrived_has_failed_and_who_stood_by_is_told()
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))));
        await ToAsync("d1", DeliveryState.InDoubt);
        Assert.Equal(SettlementResult.Settled, await SettleAsync("d1", Settlement.DidNotArrive));
        Assert.Equal(DeliveryState.Failed, (await StoredAsync("d1")).State);
        Assert.Equal(DeliveryState.Planned, (await StoredAsync("d2")).State);
        Assert.Equal(SettlementResult.ToldByAnother, await SettleAsync("d1", Settlement.TryAgain));
    }

    /// <summary>What is to be handed over again is planned on its first route and holds its marks and slots.</summary>
    [Theory]
    [InlineData(DeliveryState.InDoubt)]
    [InlineData(DeliveryState.Failed)]
    public async Task What_is_to_be_handed_over_again_is_planned_on_its_first_route_and_holds_its_marks_and_places(DeliveryState state)
    {
        var planned = Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("a"), Samples.Phone(1)), Samples.Slot("acc-1", 1));
        await AddAllAsync(planned);
        await StartAsync("d1", Samples.Now);
        await ChangeAsync("d1", d => d with { State = DeliveryState.Planned, RouteIndex = 1, Attempts = 3 });
        await ToAsync("d1", state);
        var later = Samples.Now + Duration.FromHours(1);
        Assert.Equal(SettlementResult.Settled, await SettleAsync("d1", Settlement.TryAgain, at: later));
        var again = await StoredAsync("d1");
        Assert.Equal((DeliveryState.Planned, 0, 0, later), (again.State, again.RouteIndex, again.Attempts, again.Due));
        Assert.Equal(state == DeliveryState.InDoubt, again.MayHaveArrived);
        Assert.Equal(again.Id, (await AddressMarkAsync(Samples.Email("a")))!.Value.Delivery);
        Assert.Null(await AddressMarkAsync(Samples.Phone(1)));
        Assert.NotNull(await MarkAsync(Samples.AccountMark(again, new("acc-1"))));
        var use = Assert.Single(await Outbox.FindUsesAsync([Samples.Bucket("acc-1")], Samples.Now));
        Assert.Equal(state == DeliveryState.InDoubt, use.Sent);
        Assert.Single(await Outbox.LeaseAsync(Samples.Lease(later)));
    }

    /// <summary>Nothing is settled that has moved on was closed or is not there.</summary>
    [Fact]
    public async Task Nothing_is_settled_that_has_moved_on_was_closed_or_is_not_there()
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned("d2"));
        await Outbox.RegisterAsync(Samples.Record());
        // It waits, and is in no doubt.
        Assert.Equal(SettlementResult.MovedOn, await SettleAsync("d1", Settlement.Arrived));
        await ToAsync("d1", DeliveryState.InDoubt);
        var epoch = (await StoredAsync("d1")).Epoch;
        Assert.Equal(SettlementResult.MovedOn, await SettleAsync("d1", Settlement.Arrived, epoch - 1));
        Assert.Equal(SettlementResult.Closed, await SettleAsync("d1", Settlement.TryAgain, at: (await StoredAsync("d1")).ExpiresAt));
        await Outbox.CancelAsync(Samples.Key, Samples.Now);
        Assert.Equal(SettlementResult.Closed, await SettleAsync("d1", Settlement.TryAgain));
        // A refusal changes nothing.
        Assert.Equal(epoch, (await StoredAsync("d1")).Epoch);
        var missing = () => Outbox.SettleAsync(new("nobody"), 0, Settlement.Arrived, ByHand, Samples.Now).AsTask();
        await Assert.ThrowsAnyAsync<KeyNotFoundException>(missing);
    }

    /// <summary>What has failed can be tried again and nothing else.</summary>
    [Theory]
    [InlineData(Settlement.Arrived)]
    [InlineData(Settlement.DidNotArrive)]
    public async Task What_has_failed_can_be_tried_again_and_nothing_else(Settlement settlement)
    {
        await AddAllAsync(Samples.Planned("d1"));
        await ToAsync("d1", DeliveryState.Failed);
        Assert.Equal(SettlementResult.MovedOn, await SettleAsync("d1", settlement));
        Assert.Equal(DeliveryState.Failed, (await StoredAsync("d1")).State);
    }

    /// <summary>What has failed and is tried again waits for confirmation too.</summary>
    [Fact]
    public async Task What_has_failed_and_is_tried_again_waits_for_confirmation_too()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned("d1"));
        await ToAsync("d1", DeliveryState.Failed);
        await Outbox.HoldAsync(Samples.Key, Samples.Now);
        Assert.Equal(SettlementResult.Settled, await SettleAsync("d1", Settlement.TryAgain));
        Assert.Equal(DeliveryState.AwaitsConfirmation, (await StoredAsync("d1")).State);
    }
}
