using NodaTime;
using Notify.Sdk.Sending;

namespace Notify.Sdk.StoreContracts;

public abstract partial class OutboxContract
{
    private static readonly Instant Later = Samples.Now + Duration.FromMinutes(30);

    [Theory]
    [InlineData(DeliveryState.Failed)]
    [InlineData(DeliveryState.Suppressed)]
    public async Task A_stand_by_takes_over_when_the_other_ends_unsent(DeliveryState ended)
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))));

        await ToAsync("d1", ended, Later);

        var woken = await StoredAsync("d2");
        woken.State.Should().Be(DeliveryState.Planned);
        woken.Due.Should().Be(Later);
        woken.ChangedAt.Should().Be(Later);
        woken.WaitsFor.Should().BeNull();
        woken.Epoch.Should().Be(1);
        (await AddressMarkAsync(Samples.Email("d1")))!.Value.Delivery.Value.Should().Be("d2");
        (await Outbox.ClaimAsync(Samples.Claim(Later))).Should().ContainSingle().Which.Id.Value.Should().Be("d2");
    }

    [Fact]
    public async Task A_stand_by_ends_with_a_delivery_that_expired()
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))));
        await ToAsync("d1", DeliveryState.Expired, Later);
        (await StoredAsync("d2")).State.Should().Be(DeliveryState.Expired);
        (await MarkAsync(Samples.AccountMark(Samples.Delivery("d2"), new("acc-d2")))).Should().BeNull();
    }

    [Fact]
    public async Task A_stand_by_stays_quiet_while_the_other_is_sent()
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))));
        await ToAsync("d1", DeliveryState.Sending);
        await ToAsync("d1", DeliveryState.InDoubt);
        await ToAsync("d1", DeliveryState.Delivered);
        (await StoredAsync("d2")).State.Should().Be(DeliveryState.StandBy);
    }

    [Fact]
    public async Task Of_two_stand_bys_one_takes_over_and_the_other_waits_for_it()
    {
        await AddAllAsync(
            Samples.Planned("d1"),
            Samples.Planned(Samples.StandBy("d3", "d1", Samples.Email("d1"))),
            Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))));

        await ToAsync("d1", DeliveryState.Failed, Later);

        (await StoredAsync("d2")).State.Should().Be(DeliveryState.Planned);
        var waiting = await StoredAsync("d3");
        waiting.State.Should().Be(DeliveryState.StandBy, "the address must not be told twice");
        waiting.WaitsFor!.Value.Value.Should().Be("d2");

        await ToAsync("d2", DeliveryState.Failed, Later);
        (await StoredAsync("d3")).State.Should().Be(DeliveryState.Planned, "nobody is forgotten");
    }

    [Fact]
    public async Task A_stand_by_takes_over_the_address_that_the_other_left()
    {
        await AddAllAsync(
            Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("family"), Samples.Phone(1))),
            Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("family"), Samples.Phone(2))));

        await ChangeAsync("d1", d => d with { RouteIndex = 1, ChangedAt = Later });

        (await StoredAsync("d2")).State.Should().Be(DeliveryState.Planned, "the other person's phone does not tell this one");
        (await AddressMarkAsync(Samples.Email("family")))!.Value.Delivery.Value.Should().Be("d2");
    }

    [Fact]
    public async Task A_woken_stand_by_can_fail_and_be_planned_again()
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))));
        await ToAsync("d1", DeliveryState.Failed, Later);
        await ToAsync("d2", DeliveryState.Failed, Later);
        (await AddressMarkAsync(Samples.Email("d1"))).Should().BeNull();
        (await AddAsync(Samples.Planned("d1"))).Should().Be(AddResult.Added);
    }
}
