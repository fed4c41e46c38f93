using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.StoreContracts;

public abstract partial class OutboxContract
{
    private static readonly CapPlace HomePlace = Samples.Place("acc-home", Samples.Now, 5);

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

    [Fact]
    public async Task The_new_route_is_not_used_when_its_cap_is_full()
    {
        await AddAllAsync(
            Samples.Planned("other", Samples.Place("text", Samples.Now, 1)),
            Samples.Planned(Samples.Delivery("d1", "acc-d1", Samples.Email("d1"), Samples.Phone(7)), Samples.Place("text", Samples.Now, 1) with { Route = 1 }));
        var stored = await StoredAsync("d1");
        (await UpdateAsync(stored with { State = DeliveryState.Sending, RouteIndex = 1 })).Should().BeFalse();
        (await UpdateAsync(stored with { State = DeliveryState.Sending })).Should().BeTrue("the cap is not about the first route");
    }

    [Fact]
    public async Task The_last_place_goes_to_the_higher_priority_while_the_lower_is_only_planned()
    {
        (await AddAsync(Samples.Planned("low", Samples.Place("acc-1", Samples.Now, 1)))).Should().Be(AddResult.Added);
        (await AddAsync(Samples.Planned("urgent", Samples.Place("acc-1", Samples.Now, 1) with { Priority = TopicPriority.Urgent }))).Should().Be(AddResult.Added);

        (await UpdateAsync((await StoredAsync("low")) with { State = DeliveryState.Sending })).Should().BeFalse();
        (await UpdateAsync((await StoredAsync("urgent")) with { State = DeliveryState.Sending })).Should().BeTrue();
        (await PlacesAsync("acc-1")).Single(u => u.Delivery.Value == "urgent").Should().Be(
            new CapUse(Samples.Bucket("acc-1"), Samples.Now, new("urgent"), TopicPriority.Urgent, Sent: true));
    }

    [Fact]
    public async Task The_last_place_is_taken_once_the_lower_priority_is_being_sent()
    {
        await AddAllAsync(Samples.Planned("low", Samples.Place("acc-1", Samples.Now, 1)));
        await ToAsync("low", DeliveryState.Sending);
        (await AddAsync(Samples.Planned("urgent", Samples.Place("acc-1", Samples.Now, 1) with { Priority = TopicPriority.Urgent }))).Should().Be(AddResult.CapFull);
    }

    [Fact]
    public async Task Reserved_places_are_kept_for_urgent_topics()
    {
        CapPlace Place(TopicPriority priority) => Samples.Place("acc-1", Samples.Now, 2) with { Cap = Samples.Cap(2) with { Reserved = 1 }, Priority = priority };
        await AddAllAsync(Samples.Planned("d1", Place(TopicPriority.Normal)));
        (await AddAsync(Samples.Planned("d2", Place(TopicPriority.Normal)))).Should().Be(AddResult.CapFull);
        (await AddAsync(Samples.Planned("d3", Place(TopicPriority.Urgent)))).Should().Be(AddResult.Added);
    }

    [Fact]
    public async Task Senders_of_all_priorities_at_once_never_send_more_than_a_hot_person_may_get()
    {
        const int PerRacer = 6;
        var sent = 0;
        await RaceAsync(async racer =>
        {
            for (var i = 0; i < PerRacer; i++)
            {
                var id = $"r{racer:00}-{i}";
                var place = Samples.Place("hot", Samples.Now, 3) with { Cap = Samples.Cap(3) with { Reserved = 1 }, Priority = (TopicPriority)(i % 3) };
                if (await AddAsync(Samples.Planned(id, place)) == AddResult.Added && await UpdateAsync((await StoredAsync(id)) with { State = DeliveryState.Sending }))
                    Interlocked.Increment(ref sent);
            }

            return true;
        });
        sent.Should().BeInRange(1, 3);
        (await PlacesAsync("hot")).Where(u => u.Sent).Should().HaveCount(sent);
        (await PlacesAsync("hot")).Count(u => u.Sent && u.Priority < TopicPriority.Urgent).Should().BeLessThanOrEqualTo(2);
    }

    private static CapPlace OnRoute(string account, int? route) => Samples.Place(account, Samples.Now, 5) with { Route = route };

    private static string Account(CapUse use) => use.Bucket.Subject.Account!.Value.Id;

    private async Task<IReadOnlyList<CapUse>> PlacesAsync(params string[] accounts) =>
        await Outbox.FindUsesAsync([.. accounts.Select(Samples.Bucket)], Instant.MinValue);
}
