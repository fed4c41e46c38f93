using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.StoreContracts;

/// <summary>A cap is kept where an attempt is written down: by what may have arrived, and by nothing that is only planned.</summary>
public abstract partial class OutboxContract
{
    [Fact]
    public async Task Plans_take_no_room_however_many_there_are()
    {
        await AddAllAsync(
            [.. Enumerable.Range(0, 5)
            .Select(i =>
            Samples.Planned(Samples.Delivery($"d{i}") with { Due = Samples.Now + Duration.FromHours(i) }, Samples.Place("acc-1", 1)))]);
        (await StartAsync("d0", Samples.Now + Duration.FromMilliseconds(1))).Should().Be(StartResult.Started);
    }

    [Theory]
    [InlineData(DeliveryState.Sending)]
    [InlineData(DeliveryState.Accepted)]
    [InlineData(DeliveryState.Delivered)]
    [InlineData(DeliveryState.InDoubt)]
    public async Task What_may_have_arrived_takes_room_for_one_window(DeliveryState state)
    {
        await AddAllAsync(Samples.Planned("d1", Samples.Place("acc-1", 1)), Samples.Planned("d2", Samples.Place("acc-1", 1)));
        await StartAsync("d1", Samples.Now);
        if (state != DeliveryState.Sending)
            await ToAsync("d1", state, Later);
        var end = Samples.Now + Samples.Cap(1).Window;
        (await StartAsync("d2", end - Duration.Epsilon)).Should().Be(StartResult.NoRoom);
        (await StoredAsync("d2")).Should().Match<Delivery>(d => d.State == DeliveryState.Planned && d.Epoch == 0,
            "nothing of a refused attempt is written");
        (await StartAsync("d2", end)).Should().Be(StartResult.Started);
    }

    [Theory]
    [InlineData(DeliveryState.Planned)]
    [InlineData(DeliveryState.Held)]
    [InlineData(DeliveryState.Failed)]
    [InlineData(DeliveryState.Suppressed)]
    public async Task What_certainly_did_not_arrive_gives_its_room_back(DeliveryState state)
    {
        await AddAllAsync(Samples.Planned("d1", Samples.Place("acc-1", 1)), Samples.Planned("d2", Samples.Place("acc-1", 1)));
        await StartAsync("d1", Samples.Now);
        await ToAsync("d1", state);
        (await StartAsync("d2", Samples.Now)).Should().Be(StartResult.Started);
    }

    [Fact]
    public async Task What_is_sent_again_after_an_unknown_outcome_takes_room_while_it_waits()
    {
        await AddAllAsync(Samples.Planned("d1", Samples.Place("acc-1", 1)), Samples.Planned("d2", Samples.Place("acc-1", 1)));
        await StartAsync("d1", Samples.Now);
        await ChangeAsync("d1", d => d with { State = DeliveryState.Planned, MayHaveArrived = true, Due = Later });
        (await PlacesAsync("acc-1")).Single(u => u.Sent).Should().Match<CapUse>(u => u.At == Samples.Now && u.Delivery.Value == "d1");
        (await StartAsync("d2", Later)).Should().Be(StartResult.NoRoom);
        (await StartAsync("d1", Later)).Should().Be(StartResult.Started, "its own place is not in its way");
    }

    [Fact]
    public async Task A_cap_of_zero_lets_nothing_through()
    {
        await AddAllAsync(Samples.Planned("d1", Samples.Place("acc-1", 0)));
        (await StartAsync("d1", Samples.Now)).Should().Be(StartResult.NoRoom);
    }

    [Fact]
    public async Task Of_two_caps_on_one_message_the_fuller_one_decides()
    {
        CapPlace week = new(Samples.Bucket("acc-1") with { Cap = "week" }, Samples.Cap(2)
            with
        { Id = "week", Window = Duration.FromDays(7) });
        await AddAllAsync([.. Enumerable.Range(1, 3).Select(i => Samples.Planned($"d{i}", Samples.Place("acc-1", 1), week))]);
        var day = Duration.FromDays(1);
        (await StartAsync("d1", Samples.Now)).Should().Be(StartResult.Started);
        (await StartAsync("d2", Samples.Now)).Should().Be(StartResult.NoRoom, "one a day");
        (await StartAsync("d2", Samples.Now + day)).Should().Be(StartResult.Started);
        (await StartAsync("d3", Samples.Now + (2 * day))).Should().Be(StartResult.NoRoom, "two a week");
        (await StartAsync("d3", Samples.Now + (7 * day))).Should().Be(StartResult.Started);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_makes_no_room()
    {
        CapPlace brief = new(Samples.Bucket("acc-1"), Samples.Cap(1) with { Window = Duration.FromMinutes(30) });
        await AddAllAsync(Samples.Planned("d1", brief), Samples.Planned("d2", brief));
        await StartAsync("d1", Samples.Now);
        (await StartAsync("d2", Samples.Now - Duration.FromHours(1))).Should()
            .Be(StartResult.NoRoom, "the first left a moment ago, whatever the clock says");
        (await StartAsync("d2", Samples.Now + Duration.FromMinutes(30))).Should().Be(StartResult.Started);
    }

    [Fact]
    public async Task Room_that_is_reserved_stays_for_urgent_topics()
    {
        var place = Samples.Place("acc-1", 2) with { Cap = Samples.Cap(2) with { Reserved = 1 } };
        await AddAllAsync(Samples.Planned("d1", place), Samples.Planned("d2", place),
            Samples.Planned(Samples.Delivery("d3").WithPlan(p => p with { Priority = TopicPriority.Urgent }), place));
        (await StartAsync("d1", Samples.Now)).Should().Be(StartResult.Started);
        (await StartAsync("d2", Samples.Now)).Should().Be(StartResult.NoRoom);
        (await StartAsync("d3", Samples.Now)).Should().Be(StartResult.Started);
        (await PlacesAsync("acc-1")).Single(u => u.Delivery.Value == "d3").Should().Be(
            new CapUse(Samples.Bucket("acc-1"), Samples.Now, new("d3"), TopicPriority.Urgent, Sent: true, InFlight: true));
    }

    [Fact]
    public async Task Only_the_cap_of_the_route_in_use_decides()
    {
        await AddAllAsync(
            Samples.Planned("other", Samples.Place("text", 1)),
            Samples.Planned(Samples.Delivery("d1", "acc-d1", Samples.Email("d1"), Samples.Phone(7)), Samples.Place("text", 1)
                with
            { Route = 1 }));
        await StartAsync("other", Samples.Now);
        var stored = await StoredAsync("d1");
        (await UpdateAsync(stored with { State = DeliveryState.Sending, RouteIndex = 1 })).Should().BeFalse();
        (await UpdateAsync(stored with { State = DeliveryState.Sending })).Should().BeTrue("the cap is not about the first route");
    }

    [Fact]
    public async Task An_attempt_takes_the_places_of_the_moment_and_gives_those_of_the_plan_back()
    {
        await AddAllAsync(Samples.Planned("d1", Samples.Place("before", 1), Samples.Place("both", 1)), Samples.Planned("d2"));
        var stored = await StoredAsync("d1");
        (await Outbox.StartAsync(
            [new(stored with { State = DeliveryState.Sending, ChangedAt = Later }, [Samples.Place("both", 1), Samples.Place("now", 1)])]))
            .Should().Equal(StartResult.Started);
        var places = await PlacesAsync("before", "both", "now");
        places.Select(Account).Should().BeEquivalentTo("both", "now");
        places.Should().OnlyContain(u => u.At == Later && u.Sent);

        (await Outbox.StartAsync(
            [new((await StoredAsync("d2")) with { State = DeliveryState.Sending, ChangedAt = Later }, [Samples.Place("now", 1)])]))
            .Should().Equal([StartResult.NoRoom], "a cap that came after the plan holds too");
        await ToAsync("d1", DeliveryState.Failed, Later);
        (await PlacesAsync("before", "both", "now")).Should().BeEmpty();
    }

    [Fact]
    public async Task An_attempt_of_another_epoch_or_of_a_delivery_that_ended_is_refused()
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned("d2"));
        var stored = await StoredAsync("d1");
        await ToAsync("d2", DeliveryState.Suppressed);
        (await Outbox.StartAsync(
        [
            new(stored with { State = DeliveryState.Sending, Epoch = stored.Epoch + 1 }, []),
            new((await StoredAsync("d2")) with { State = DeliveryState.Sending }, []),
            new(Samples.Delivery("unknown") with { State = DeliveryState.Sending }, []),
        ])).Should().OnlyContain(r => r == StartResult.Refused);
    }

    [Fact]
    public async Task What_is_not_sending_cannot_be_started()
    {
        await AddAllAsync(Samples.Planned("d1"));
        var start = async () => await Outbox.StartAsync([new(await StoredAsync("d1"), [])]);
        await start.Should().ThrowAsync<ArgumentException>().WithMessage("*Start deliveries that are sending*");
    }
}
