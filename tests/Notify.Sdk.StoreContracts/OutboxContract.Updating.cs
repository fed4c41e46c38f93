using NodaTime;
using Notify.Sdk.Sending;

namespace Notify.Sdk.StoreContracts;

public abstract partial class OutboxContract
{
    [Fact]
    public async Task A_version_raises_the_epoch_and_the_same_version_is_refused_the_second_time()
    {
        await AddAllAsync(Samples.Planned("d1"));
        var version = (await StoredAsync("d1")) with { State = DeliveryState.Held };
        (await UpdateAsync(version)).Should().BeTrue();
        (await StoredAsync("d1")).Epoch.Should().Be(version.Epoch + 1);
        (await UpdateAsync(version)).Should().BeFalse();
    }

    [Fact]
    public async Task Each_version_of_a_batch_stands_for_itself()
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned("d2"));
        var d1 = await StoredAsync("d1");
        var d2 = await StoredAsync("d2");
        (await Outbox.UpdateAsync([d1 with { State = DeliveryState.Held }, d2 with { Epoch = 7 }, Samples.Delivery("unknown")])).Should()
            .Equal(true, false, false);
    }

    [Theory]
    [InlineData(DeliveryState.Failed)]
    [InlineData(DeliveryState.Suppressed)]
    [InlineData(DeliveryState.Expired)]
    [InlineData(DeliveryState.Delivered)]
    public async Task What_has_ended_stays_as_it_is(DeliveryState ended)
    {
        await AddAllAsync(Samples.Planned("d1"));
        await ToAsync("d1", ended);
        (await ToAsync("d1", DeliveryState.Planned)).Should().BeFalse();
        (await StoredAsync("d1")).State.Should().Be(ended);
    }

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
        (await Outbox.FindMarksAsync(planned.Marks.ToList())).Should().HaveCount(2).And.OnlyContain(m => m.Sent);
    }

    [Fact]
    public async Task A_deferred_message_turns_its_marks_back()
    {
        var planned = Samples.Planned("d1");
        await AddAllAsync(planned);
        await ToAsync("d1", DeliveryState.Sending);
        await ToAsync("d1", DeliveryState.Planned);
        (await Outbox.FindMarksAsync(planned.Marks.ToList())).Should().HaveCount(2).And.OnlyContain(m => !m.Sent);
    }

    [Theory]
    [InlineData(DeliveryState.Failed)]
    [InlineData(DeliveryState.Suppressed)]
    [InlineData(DeliveryState.Expired)]
    public async Task A_delivery_that_ends_unsent_frees_its_marks_and_places(DeliveryState ended)
    {
        var planned = Samples.Planned("d1", Samples.Place("acc-1", 1));
        await AddAllAsync(planned);
        await ToAsync("d1", DeliveryState.Sending);
        await ToAsync("d1", ended);
        (await Outbox.FindMarksAsync(planned.Marks.ToList())).Should().BeEmpty();
        (await Outbox.FindUsesAsync([Samples.Bucket("acc-1")], Instant.MinValue)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_bounce_after_acceptance_frees_the_marks_too()
    {
        await AddAllAsync(Samples.Planned("d1"));
        await ToAsync("d1", DeliveryState.Accepted);
        (await ToAsync("d1", DeliveryState.Failed)).Should().BeTrue();
        (await AddressMarkAsync(Samples.Email("d1"))).Should().BeNull();
    }

    [Fact]
    public async Task Falling_back_moves_the_address_mark()
    {
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("ana"), Samples.Phone(1))));
        (await ChangeAsync("d1", d => d with { RouteIndex = 1, State = DeliveryState.Sending })).Should().BeTrue();
        (await AddressMarkAsync(Samples.Email("ana"))).Should().BeNull();
        (await AddressMarkAsync(Samples.Phone(1)))!.Value.Sent.Should().BeTrue();
        await ToAsync("d1", DeliveryState.Failed);
        (await AddressMarkAsync(Samples.Phone(1))).Should().BeNull();
    }

    [Fact]
    public async Task Failing_on_the_next_route_at_once_frees_the_address_of_the_first()
    {
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("ana"), Samples.Phone(1), Samples.Phone(2))));
        await ChangeAsync("d1", d => d with { RouteIndex = 1 });
        await ChangeAsync("d1", d => d with { RouteIndex = 2, State = DeliveryState.Failed });
        (await AddressMarkAsync(Samples.Phone(1))).Should().BeNull();
        (await AddressMarkAsync(Samples.Phone(2))).Should().BeNull();
    }

    [Fact]
    public async Task Falling_back_to_an_address_that_is_told_by_another_is_refused()
    {
        await AddAllAsync(
            Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("ana"), Samples.Phone(1))),
            Samples.Planned(Samples.Delivery("d2", "acc-2", Samples.Phone(1))));
        (await ChangeAsync("d1", d => d with { RouteIndex = 1 })).Should().BeFalse();
        (await StoredAsync("d1")).RouteIndex.Should().Be(0);
        (await AddressMarkAsync(Samples.Email("ana")))!.Value.Delivery.Value.Should().Be("d1");
        (await AddressMarkAsync(Samples.Phone(1)))!.Value.Delivery.Value.Should().Be("d2");
    }

    [Fact]
    public async Task A_delivery_is_found_by_every_id_that_a_provider_gave_it()
    {
        await AddAllAsync(Samples.Planned("d1"));
        await ChangeAsync("d1", d => d with { State = DeliveryState.Accepted, Provider = "pickup", ProviderId = "p-1" });
        await ChangeAsync("d1", d => d with { ProviderId = "p-2" });
        (await Outbox.FindByProviderIdAsync("pickup", "p-1"))!.Id.Value.Should().Be("d1");
        (await Outbox.FindByProviderIdAsync("pickup", "p-2"))!.Id.Value.Should().Be("d1");
        (await Outbox.FindByProviderIdAsync("other", "p-1")).Should().BeNull();
    }

    [Fact]
    public async Task Places_follow_the_delivery_that_is_held_and_sent()
    {
        await AddAllAsync(Samples.Planned("d1", Samples.Place("acc-1", 1)));
        var due = Samples.Now + Duration.FromHours(3);
        await ChangeAsync("d1", d => d with { State = DeliveryState.Held, Due = due });
        (await Outbox.FindUsesAsync([Samples.Bucket("acc-1")], Instant.MinValue)).Should().ContainSingle().Which.At.Should().Be(due);
        var left = due + Duration.FromMinutes(7);
        await ToAsync("d1", DeliveryState.Sending, left);
        await ToAsync("d1", DeliveryState.Accepted, left + Duration.FromSeconds(2));
        (await Outbox.FindUsesAsync([Samples.Bucket("acc-1")], Instant.MinValue)).Should().ContainSingle().Which.At.Should().Be(left);
    }

    [Fact]
    public async Task Two_late_messages_cannot_leave_together_when_a_cap_has_room_for_one()
    {
        var next = Samples.Now + Duration.FromHours(25);
        await AddAllAsync(Samples.Planned("d1", Samples.Place("acc-1", 1)),
            Samples.Planned(Samples.Delivery("d2") with { Due = next }, Samples.Place("acc-1", 1)));
        var late = next + Duration.FromHours(30);
        (await ToAsync("d1", DeliveryState.Sending, late)).Should().BeTrue();
        (await ToAsync("d2", DeliveryState.Sending, late)).Should().BeFalse();
        (await StoredAsync("d2")).State.Should().Be(DeliveryState.Planned);
    }
}
