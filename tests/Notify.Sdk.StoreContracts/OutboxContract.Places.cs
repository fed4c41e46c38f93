using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.StoreContracts;

public abstract partial class OutboxContract
{
    private static readonly CapPlace HomePlace = Samples.Place("acc-home", 5);

    [Fact]
    public async Task A_stand_by_takes_its_places_when_it_is_woken()
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1")), HomePlace));
        (await PlacesAsync("acc-home")).Should().BeEmpty();

        await ToAsync("d1", DeliveryState.Failed, Later);

        (await PlacesAsync("acc-home")).Should().ContainSingle().Which.Should().Be(new CapUse(HomePlace.Bucket, Later, new("d2")));
        await ToAsync("d2", DeliveryState.Failed, Later);
        (await PlacesAsync("acc-home")).Should().BeEmpty("what ended unsent counts nowhere");
    }

    [Fact]
    public async Task A_fallback_gives_back_the_places_of_its_old_route_and_takes_those_of_the_new_one()
    {
        var delivery = Samples.Delivery("d1", "acc-d1", Samples.Email("d1"), Samples.Phone(7));
        await AddAllAsync(Samples.Planned(delivery, OnRoute("mail", 0), OnRoute("text", 1), OnRoute("both", null)));
        (await PlacesAsync("mail", "text", "both")).Select(Account).Should().BeEquivalentTo("mail", "both");

        (await UpdateAsync((await StoredAsync("d1")) with { RouteIndex = 1, Due = Later, ChangedAt = Later })).Should().BeTrue();

        var places = await PlacesAsync("mail", "text", "both");
        places.Select(Account).Should().BeEquivalentTo("text", "both");
        places.Should().OnlyContain(u => u.At == Later);
    }

    [Fact]
    public async Task A_place_in_one_bucket_that_both_routes_take_stays_through_the_change_of_route()
    {
        var delivery = Samples.Delivery("d1", "acc-d1", Samples.Email("d1"), Samples.Phone(7));
        await AddAllAsync(Samples.Planned(delivery, OnRoute("one", 0), OnRoute("one", 1)));
        await ToAsync("d1", DeliveryState.Sending, Later);
        await UpdateAsync((await StoredAsync("d1")) with { State = DeliveryState.Claimed, RouteIndex = 1 });
        (await PlacesAsync("one")).Should().ContainSingle().Which.At.Should().Be(Later);
    }

    private static CapPlace OnRoute(string account, int? route) => Samples.Place(account, 5) with { Route = route };

    private static string Account(CapUse use) => use.Bucket.Subject.Account!.Value.Id;

    private async Task<IReadOnlyList<CapUse>> PlacesAsync(params string[] accounts) =>
        await Outbox.FindUsesAsync([.. accounts.Select(Samples.Bucket)], Instant.MinValue);
}
