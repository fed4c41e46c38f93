using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.StoreContracts;

// What somebody looks after by hand: in doubt, failed, late.
public abstract partial class OutboxContract
{
    private static readonly Reason ByHand = new(ReasonCodes.Settled, "sending/settled", "duty-editor: the provider's log says so");

    private async Task<SettlementResult> SettleAsync(string id, Settlement settlement, long? epoch = null, Instant? at = null) =>
        await Outbox.SettleAsync(new(id), epoch ?? (await StoredAsync(id)).Epoch, settlement, ByHand, at ?? Samples.Now);

    private async Task<IEnumerable<string>> IdsAsync(DeliveryQuery query, Instant? now = null) =>
        (await Outbox.FindAsync(query, now ?? Samples.Now)).Select(d => d.Id.Value);

    [Fact]
    public async Task What_somebody_must_look_after_is_listed_by_kind_and_key_a_page_at_a_time()
    {
        await AddAllAsync([.. Enumerable.Range(0, 5).Select(i => Samples.Planned($"d{i}"))]);
        await AddAllAsync(Samples.Planned(Samples.Delivery("e0").WithPlan(p => p with { NotificationKey = "other" })));
        foreach (var id in new[] { "d3", "d1", "e0" })
            await ToAsync(id, DeliveryState.InDoubt);
        await ToAsync("d2", DeliveryState.Failed);
        (await IdsAsync(new(DeliveryConcern.InDoubt))).Should().Equal("d1", "d3", "e0");
        (await IdsAsync(new(DeliveryConcern.InDoubt) { NotificationKey = Samples.Key })).Should().Equal("d1", "d3");
        (await IdsAsync(new(DeliveryConcern.InDoubt) { Limit = 2 })).Should().Equal("d1", "d3");
        (await IdsAsync(new(DeliveryConcern.InDoubt) { After = new("d3"), Limit = 2 })).Should().Equal("e0");
        (await IdsAsync(new(DeliveryConcern.Failed))).Should().Equal("d2");
        (await IdsAsync(new(DeliveryConcern.Late), Samples.Now + Duration.FromMinutes(14))).Should().BeEmpty();
        (await IdsAsync(new(DeliveryConcern.Late), Samples.Now + Duration.FromMinutes(15))).Should().Equal("d0", "d4");
        var tooMany = () => Outbox.FindAsync(new(DeliveryConcern.Late) { Limit = 1_001 }, Samples.Now).AsTask();
        await tooMany.Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    [Fact]
    public async Task What_is_found_to_have_arrived_is_told_and_stays_so()
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))));
        await ToAsync("d1", DeliveryState.InDoubt);
        (await SettleAsync("d1", Settlement.Arrived)).Should().Be(SettlementResult.Settled);
        var stored = await StoredAsync("d1");
        stored.State.Should().Be(DeliveryState.Delivered);
        stored.Reasons[^1].Should().Be(ByHand);
        (await AddressMarkAsync(Samples.Email("d1")))!.Value.Standing.Should().Be(OnceStanding.Told);
        (await StoredAsync("d2")).State.Should().Be(DeliveryState.StandBy);
        (await SettleAsync("d1", Settlement.DidNotArrive)).Should().Be(SettlementResult.MovedOn);
    }

    [Fact]
    public async Task What_is_found_not_to_have_arrived_has_failed_and_who_stood_by_is_told()
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))));
        await ToAsync("d1", DeliveryState.InDoubt);
        (await SettleAsync("d1", Settlement.DidNotArrive)).Should().Be(SettlementResult.Settled);
        (await StoredAsync("d1")).State.Should().Be(DeliveryState.Failed);
        (await StoredAsync("d2")).State.Should().Be(DeliveryState.Planned);
        (await SettleAsync("d1", Settlement.TryAgain)).Should().Be(SettlementResult.ToldByAnother);
    }

    [Theory]
    [InlineData(DeliveryState.InDoubt)]
    [InlineData(DeliveryState.Failed)]
    public async Task What_is_to_be_handed_over_again_is_planned_on_its_first_route_and_holds_its_marks_and_places(DeliveryState state)
    {
        var planned = Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("a"), Samples.Phone(1)), Samples.Place("acc-1", 1));
        await AddAllAsync(planned);
        await StartAsync("d1", Samples.Now);
        await ChangeAsync("d1", d => d with { State = DeliveryState.Planned, RouteIndex = 1, Attempts = 3 });
        await ToAsync("d1", state);
        var later = Samples.Now + Duration.FromHours(1);
        (await SettleAsync("d1", Settlement.TryAgain, at: later)).Should().Be(SettlementResult.Settled);
        var again = await StoredAsync("d1");
        (again.State, again.RouteIndex, again.Attempts, again.Due).Should().Be((DeliveryState.Planned, 0, 0, later));
        again.MayHaveArrived.Should().Be(state == DeliveryState.InDoubt);
        (await AddressMarkAsync(Samples.Email("a")))!.Value.Delivery.Should().Be(again.Id);
        (await AddressMarkAsync(Samples.Phone(1))).Should().BeNull();
        (await MarkAsync(Samples.AccountMark(again, new("acc-1")))).Should().NotBeNull();
        (await Outbox.FindUsesAsync([Samples.Bucket("acc-1")], Samples.Now)).Should().ContainSingle().Which.Sent.Should()
            .Be(state == DeliveryState.InDoubt);
        (await Outbox.ClaimAsync(Samples.Claim(later))).Should().ContainSingle();
    }

    [Fact]
    public async Task Nothing_is_settled_that_has_moved_on_was_closed_or_is_not_there()
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned("d2"));
        await Outbox.RegisterAsync(Samples.Record());
        (await SettleAsync("d1", Settlement.Arrived)).Should().Be(SettlementResult.MovedOn, "it waits, and is in no doubt");
        await ToAsync("d1", DeliveryState.InDoubt);
        var epoch = (await StoredAsync("d1")).Epoch;
        (await SettleAsync("d1", Settlement.Arrived, epoch - 1)).Should().Be(SettlementResult.MovedOn);
        (await SettleAsync("d1", Settlement.TryAgain, at: (await StoredAsync("d1")).ExpiresAt)).Should().Be(SettlementResult.Closed);
        await Outbox.CancelAsync(Samples.Key, Samples.Now);
        (await SettleAsync("d1", Settlement.TryAgain)).Should().Be(SettlementResult.Closed);
        (await StoredAsync("d1")).Epoch.Should().Be(epoch, "a refusal changes nothing");
        var missing = () => Outbox.SettleAsync(new("nobody"), 0, Settlement.Arrived, ByHand, Samples.Now).AsTask();
        await missing.Should().ThrowAsync<KeyNotFoundException>();
    }
}
