using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Conformance;

public abstract partial class OutboxContract
{
    private static readonly Instant Later = Samples.Now + Duration.FromMinutes(30);

    /// <summary>A stand by takes over when the other ends unsent.</summary>
    [Theory]
    [InlineData(DeliveryState.Failed)]
    [InlineData(DeliveryState.Suppressed)]
    public async Task A_stand_by_takes_over_when_the_other_ends_unsent(DeliveryState ended)
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))));

        await ToAsync("d1", ended, Later);

        var woken = await StoredAsync("d2");
        Assert.Equal(DeliveryState.Planned, woken.State);
        Assert.Equal(Later, woken.Due);
        Assert.Equal(Later, woken.ChangedAt);
        Assert.Null(woken.WaitsFor);
        Assert.Equal(1, woken.Epoch);
        Assert.Equal("d2", (await AddressMarkAsync(Samples.Email("d1")))!.Value.Delivery.Value);
        Assert.Equal("d2", Assert.Single(await Outbox.LeaseAsync(Samples.Lease(Later))).Id.Value);
    }

    /// <summary>A stand by ends with a delivery that expired.</summary>
    [Fact]
    public async Task A_stand_by_ends_with_a_delivery_that_expired()
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))));
        await ToAsync("d1", DeliveryState.Expired, Later);
        Assert.Equal(DeliveryState.Expired, (await StoredAsync("d2")).State);
        Assert.Null(await MarkAsync(Samples.AccountMark(Samples.Delivery("d2"), new("acc-d2"))));
    }

    /// <summary>A stand by stays quiet while the other is sent.</summary>
    [Fact]
    public async Task A_stand_by_stays_quiet_while_the_other_is_sent()
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))));
        await ToAsync("d1", DeliveryState.Sending);
        await ToAsync("d1", DeliveryState.InDoubt);
        await ToAsync("d1", DeliveryState.Delivered);
        Assert.Equal(DeliveryState.StandBy, (await StoredAsync("d2")).State);
    }

    /// <summary>Of two stand bys one takes over and the other waits for it.</summary>
    [Fact]
    public async Task Of_two_stand_bys_one_takes_over_and_the_other_waits_for_it()
    {
        await AddAllAsync(
            Samples.Planned("d1"),
            Samples.Planned(Samples.StandBy("d3", "d1", Samples.Email("d1"))),
            Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))));

        await ToAsync("d1", DeliveryState.Failed, Later);

        Assert.Equal(DeliveryState.Planned, (await StoredAsync("d2")).State);
        var waiting = await StoredAsync("d3");
        // The address must not be told twice.
        Assert.Equal(DeliveryState.StandBy, waiting.State);
        Assert.Equal(("d2", 1), (waiting.WaitsFor!.Value.Value, waiting.Epoch));

        await ToAsync("d2", DeliveryState.Failed, Later);
        // Nobody is forgotten.
        Assert.Equal(DeliveryState.Planned, (await StoredAsync("d3")).State);
    }

    /// <summary>A stand by takes over the address that the other left.</summary>
    [Fact]
    public async Task A_stand_by_takes_over_the_address_that_the_other_left()
    {
        await AddAllAsync(
            Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("family"), Samples.Phone(1))),
            Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("family"), Samples.Phone(2))));

        await ChangeAsync("d1", d => d with { RouteIndex = 1, ChangedAt = Later });

        // The other person's phone does not tell this one.
        Assert.Equal(DeliveryState.Planned, (await StoredAsync("d2")).State);
        Assert.Equal("d2", (await AddressMarkAsync(Samples.Email("family")))!.Value.Delivery.Value);
    }

    /// <summary>A woken stand by can fail and be planned again.</summary>
    [Fact]
    public async Task A_woken_stand_by_can_fail_and_be_planned_again()
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))));
        await ToAsync("d1", DeliveryState.Failed, Later);
        await ToAsync("d2", DeliveryState.Failed, Later);
        Assert.Null(await AddressMarkAsync(Samples.Email("d1")));
        Assert.Equal(AddResult.Added, await AddAsync(Samples.Planned("d1")));
    }

    /// <summary>A stand by keeps to a message that is changed and goes where it went.</summary>
    [Fact]
    public async Task A_stand_by_keeps_to_a_message_that_is_changed_and_goes_where_it_went()
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))));
        Assert.True(await ChangeAsync(await ReaddressedAsync("d1", "d1")));
        Assert.Equal(DeliveryState.StandBy, (await StoredAsync("d2")).State);
        Assert.Equal("d1", (await AddressMarkAsync(Samples.Email("d1")))!.Value.Delivery.Value);
    }

    /// <summary>Who stands by takes no slot under a cap before taking over.</summary>
    [Fact]
    public async Task Who_stands_by_takes_no_place_under_a_cap_before_taking_over()
    {
        await AddAllAsync(Samples.Planned("d1"),
            Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1")), Samples.Slot("acc-d2", 1)));
        Assert.Empty(await SlotsAsync("acc-d2"));
        await ToAsync("d1", DeliveryState.Failed);
        Assert.Single(await SlotsAsync("acc-d2"));
    }
}
