using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Conformance;

public abstract partial class OutboxContract
{
    private static readonly CapSlot HomeSlot = Samples.Slot("acc-home", 5);

    /// <summary>A stand by takes its slots when it is woken.</summary>
    [Fact]
    public async Task A_stand_by_takes_its_places_when_it_is_woken()
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1")), HomeSlot));
        Assert.Empty(await SlotsAsync("acc-home"));

        await ToAsync("d1", DeliveryState.Failed, Later);

        Assert.Equal(new CapUse(HomeSlot.Bucket, Later, new("d2")), Assert.Single(await SlotsAsync("acc-home")));
        await ToAsync("d2", DeliveryState.Failed, Later);
        // What ended unsent counts nowhere.
        Assert.Empty(await SlotsAsync("acc-home"));
    }

    /// <summary>A fallback gives back the slots of its old route and takes those of the new one.</summary>
    [Fact]
    public async Task A_fallback_gives_back_the_places_of_its_old_route_and_takes_those_of_the_new_one()
    {
        var delivery = Samples.Delivery("d1", "acc-d1", Samples.Email("d1"), Samples.Phone(7));
        await AddAllAsync(Samples.Planned(delivery, OnRoute("mail", 0), OnRoute("text", 1), OnRoute("both", null)));
        Assert.Equal(["both", "mail"],
            (await SlotsAsync("mail", "text", "both")).Select(Account).Order(StringComparer.Ordinal));

        Assert.True(await UpdateAsync((await StoredAsync("d1")) with { RouteIndex = 1, Due = Later, ChangedAt = Later }));

        var slots = await SlotsAsync("mail", "text", "both");
        Assert.Equal(["both", "text"], slots.Select(Account).Order(StringComparer.Ordinal));
        Assert.All(slots, u => Assert.True(u.At == Later));
    }

    /// <summary>A slot in one bucket that both routes take stays through the change of route.</summary>
    [Fact]
    public async Task A_place_in_one_bucket_that_both_routes_take_stays_through_the_change_of_route()
    {
        var delivery = Samples.Delivery("d1", "acc-d1", Samples.Email("d1"), Samples.Phone(7));
        await AddAllAsync(Samples.Planned(delivery, OnRoute("one", 0), OnRoute("one", 1)));
        await ToAsync("d1", DeliveryState.Sending, Later);
        await UpdateAsync((await StoredAsync("d1")) with { State = DeliveryState.Leased, RouteIndex = 1 });
        Assert.Equal(Later, Assert.Single(await SlotsAsync("one")).At);
    }

    private static CapSlot OnRoute(string account, int? route) => Samples.Slot(account, 5) with { Route = route };

    private static string Account(CapUse use) => use.Bucket.Subject.Account!.Value.Id;

    private async Task<IReadOnlyList<CapUse>> SlotsAsync(params string[] accounts) =>
        await Outbox.FindUsesAsync([.. accounts.Select(Samples.Bucket)], Instant.MinValue);

    /// <summary>What is in doubt takes room whatever it was before.</summary>
    [Fact]
    public async Task What_is_in_doubt_takes_room_whatever_it_was_before()
    {
        await AddAllAsync(Samples.Planned("d1", Samples.Slot("acc-d1", 1)));
        await ToAsync("d1", DeliveryState.InDoubt);
        Assert.True(Assert.Single(await SlotsAsync("acc-d1")).Sent);
    }
}
