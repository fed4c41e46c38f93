using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Conformance;

public abstract partial class OutboxContract
{
    /// <summary>A version raises the epoch and the same version is refused the second time.</summary>
    [Fact]
    public async Task A_version_raises_the_epoch_and_the_same_version_is_refused_the_second_time()
    {
        await AddAllAsync(Samples.Planned("d1"));
        var version = (await StoredAsync("d1")) with { State = DeliveryState.Held };
        Assert.True(await UpdateAsync(version));
        Assert.Equal(version.Epoch + 1, (await StoredAsync("d1")).Epoch);
        Assert.False(await UpdateAsync(version));
    }

    /// <summary>Each version of a batch stands for itself.</summary>
    [Fact]
    public async Task Each_version_of_a_batch_stands_for_itself()
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned("d2"));
        var d1 = await StoredAsync("d1");
        var d2 = await StoredAsync("d2");
        Assert.Equal([true, false, false], await Outbox.UpdateAsync(
            [d1 with { State = DeliveryState.Held }, d2 with { Epoch = 7 }, Samples.Delivery("unknown")]));
    }

    /// <summary>What has ended stays as it is.</summary>
    [Theory]
    [InlineData(DeliveryState.Failed)]
    [InlineData(DeliveryState.Suppressed)]
    [InlineData(DeliveryState.Expired)]
    [InlineData(DeliveryState.Delivered)]
    public async Task What_has_ended_stays_as_it_is(DeliveryState ended)
    {
        await AddAllAsync(Samples.Planned("d1"));
        await ToAsync("d1", ended);
        Assert.False(await ToAsync("d1", DeliveryState.Planned));
        Assert.Equal(ended, (await StoredAsync("d1")).State);
    }

    /// <summary>Once it may have left its marks are sent ones.</summary>
    [Theory]
    [InlineData(DeliveryState.Sending)]
    [InlineData(DeliveryState.Accepted)]
    [InlineData(DeliveryState.InDoubt)]
    [InlineData(DeliveryState.Delivered)]
    public async Task Once_it_may_have_left_its_marks_are_sent_ones(DeliveryState state)
    {
        var planned = Samples.Planned("d1");
        await AddAllAsync(planned);
        await ToAsync("d1", state);
        Assert.Equal(2, (await Outbox.FindMarksAsync(planned.Marks.ToList())).Count);
        Assert.All(await Outbox.FindMarksAsync(planned.Marks.ToList()), m => Assert.True(m.Sent));
    }

    /// <summary>A deferred message turns its marks back.</summary>
    [Fact]
    public async Task A_deferred_message_turns_its_marks_back()
    {
        var planned = Samples.Planned("d1");
        await AddAllAsync(planned);
        await ToAsync("d1", DeliveryState.Sending);
        await ToAsync("d1", DeliveryState.Planned);
        Assert.Equal(2, (await Outbox.FindMarksAsync(planned.Marks.ToList())).Count);
        Assert.All(await Outbox.FindMarksAsync(planned.Marks.ToList()), m => Assert.True(!m.Sent));
    }

    /// <summary>A delivery that ends unsent frees its marks and slots.</summary>
    [Theory]
    [InlineData(DeliveryState.Failed)]
    [InlineData(DeliveryState.Suppressed)]
    [InlineData(DeliveryState.Expired)]
    public async Task A_delivery_that_ends_unsent_frees_its_marks_and_places(DeliveryState ended)
    {
        var planned = Samples.Planned("d1", Samples.Slot("acc-1", 1));
        await AddAllAsync(planned);
        await ToAsync("d1", DeliveryState.Sending);
        await ToAsync("d1", ended);
        Assert.Empty(await Outbox.FindMarksAsync(planned.Marks.ToList()));
        Assert.Empty(await Outbox.FindUsesAsync([Samples.Bucket("acc-1")], Instant.MinValue));
    }

    /// <summary>A bounce after acceptance frees the marks too.</summary>
    [Fact]
    public async Task A_bounce_after_acceptance_frees_the_marks_too()
    {
        await AddAllAsync(Samples.Planned("d1"));
        await ToAsync("d1", DeliveryState.Accepted);
        Assert.True(await ToAsync("d1", DeliveryState.Failed));
        Assert.Null(await AddressMarkAsync(Samples.Email("d1")));
    }

    /// <summary>Falling back moves the address mark.</summary>
    [Fact]
    public async Task Falling_back_moves_the_address_mark()
    {
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("ana"), Samples.Phone(1))));
        Assert.True(await ChangeAsync("d1", d => d with { RouteIndex = 1, State = DeliveryState.Sending }));
        Assert.Null(await AddressMarkAsync(Samples.Email("ana")));
        Assert.True((await AddressMarkAsync(Samples.Phone(1)))!.Value.Sent);
        await ToAsync("d1", DeliveryState.Failed);
        Assert.Null(await AddressMarkAsync(Samples.Phone(1)));
    }

    /// <summary>Failing on the next route at once frees the address of the first.</summary>
    [Fact]
    public async Task Failing_on_the_next_route_at_once_frees_the_address_of_the_first()
    {
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("ana"), Samples.Phone(1), Samples.Phone(2))));
        await ChangeAsync("d1", d => d with { RouteIndex = 1 });
        await ChangeAsync("d1", d => d with { RouteIndex = 2, State = DeliveryState.Failed });
        Assert.Null(await AddressMarkAsync(Samples.Phone(1)));
        Assert.Null(await AddressMarkAsync(Samples.Phone(2)));
    }

    /// <summary>Falling back to an address that is told by another is refused.</summary>
    [Fact]
    public async Task Falling_back_to_an_address_that_is_told_by_another_is_refused()
    {
        await AddAllAsync(
            Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("ana"), Samples.Phone(1))),
            Samples.Planned(Samples.Delivery("d2", "acc-2", Samples.Phone(1))));
        Assert.False(await ChangeAsync("d1", d => d with { RouteIndex = 1 }));
        Assert.Equal(0, (await StoredAsync("d1")).RouteIndex);
        Assert.Equal("d1", (await AddressMarkAsync(Samples.Email("ana")))!.Value.Delivery.Value);
        Assert.Equal("d2", (await AddressMarkAsync(Samples.Phone(1)))!.Value.Delivery.Value);
    }

    /// <summary>A delivery is found by every id that a provider gave it.</summary>
    [Fact]
    public async Task A_delivery_is_found_by_every_id_that_a_provider_gave_it()
    {
        await AddAllAsync(Samples.Planned("d1"));
        await ChangeAsync("d1", d => d with { State = DeliveryState.Accepted, Provider = "pickup", ProviderId = "p-1" });
        await ChangeAsync("d1", d => d with { ProviderId = "p-2" });
        Assert.Equal("d1", (await Outbox.FindByProviderIdAsync("pickup", "p-1"))!.Id.Value);
        Assert.Equal("d1", (await Outbox.FindByProviderIdAsync("pickup", "p-2"))!.Id.Value);
        Assert.Null(await Outbox.FindByProviderIdAsync("other", "p-1"));
    }

    /// <summary>Slots follow the delivery that is held and sent.</summary>
    [Fact]
    public async Task Places_follow_the_delivery_that_is_held_and_sent()
    {
        await AddAllAsync(Samples.Planned("d1", Samples.Slot("acc-1", 1)));
        var due = Samples.Now + Duration.FromHours(3);
        await ChangeAsync("d1", d => d with { State = DeliveryState.Held, Due = due });
        Assert.Equal(due, Assert.Single(await Outbox.FindUsesAsync([Samples.Bucket("acc-1")], Instant.MinValue)).At);
        var left = due + Duration.FromMinutes(7);
        await ToAsync("d1", DeliveryState.Sending, left);
        await ToAsync("d1", DeliveryState.Accepted, left + Duration.FromSeconds(2));
        Assert.Equal(left, Assert.Single(await Outbox.FindUsesAsync([Samples.Bucket("acc-1")], Instant.MinValue)).At);
    }

    /// <summary>What may have arrived stays in doubt when a worker leases it.</summary>
    [Fact]
    public async Task What_may_have_arrived_stays_in_doubt_when_a_worker_claims_it()
    {
        await AddAllAsync(Samples.Planned("d1"));
        await ToAsync("d1", DeliveryState.Sending);
        await ChangeAsync("d1", d => d with { State = DeliveryState.Planned, Asked = [new(0, "provider") { Unknowns = 1 }] });
        Assert.Equal(OnceStanding.InDoubt, (await AddressMarkAsync(Samples.Email("d1")))!.Value.Standing);
        Assert.Single(await Outbox.LeaseAsync(Samples.Lease()));
        Assert.Equal(OnceStanding.InDoubt, (await AddressMarkAsync(Samples.Email("d1")))!.Value.Standing);
        await ToAsync("d1", DeliveryState.Leased);
        Assert.Equal(OnceStanding.InDoubt, (await AddressMarkAsync(Samples.Email("d1")))!.Value.Standing);
    }

    /// <summary>Two late messages cannot leave together when a cap has room for one.</summary>
    [Fact]
    public async Task Two_late_messages_cannot_leave_together_when_a_cap_has_room_for_one()
    {
        var next = Samples.Now + Duration.FromHours(25);
        await AddAllAsync(Samples.Planned("d1", Samples.Slot("acc-1", 1)),
            Samples.Planned(Samples.Delivery("d2") with { Due = next }, Samples.Slot("acc-1", 1)));
        var late = next + Duration.FromHours(30);
        Assert.True(await ToAsync("d1", DeliveryState.Sending, late));
        Assert.False(await ToAsync("d2", DeliveryState.Sending, late));
        Assert.Equal(DeliveryState.Planned, (await StoredAsync("d2")).State);
    }
}
