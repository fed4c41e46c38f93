using NodaTime;
using Notify.Sdk.Sending;

namespace Notify.Sdk.StoreContracts;

public abstract partial class OutboxContract
{
    private static readonly Duration Lease = Duration.FromMinutes(5);

    [Fact]
    public async Task Due_deliveries_are_claimed_by_priority_then_by_first_due_instant_and_then_by_id()
    {
        var early = Samples.Now - Duration.FromMinutes(1);
        await AddAllAsync(
            Samples.Planned("c"),
            Samples.Planned("a"),
            Samples.Planned(Samples.Delivery("b").WithPlan(p => p with { Priority = TopicPriority.Low, FirstDue = early - Lease })),
            Samples.Planned(Samples.Delivery("y").WithPlan(p => p with { Priority = TopicPriority.Urgent })),
            Samples.Planned(Samples.Delivery("z").WithPlan(p => p with { FirstDue = early }) with { State = DeliveryState.Held }),
            Samples.Planned(Samples.Delivery("future") with { Due = Samples.Now + Duration.FromSeconds(1) }));

        var claimed = await Outbox.ClaimAsync(Samples.Claim());

        claimed.Select(d => d.Id.Value).Should().Equal("y", "z", "a", "c", "b");
        claimed.Should().OnlyContain(d => d.State == DeliveryState.Claimed && d.Epoch == 1 && d.LeaseUntil == Samples.Now + Lease);
        (await StoredAsync("a")).Should().BeEquivalentTo(claimed[2]);
        (await Outbox.ClaimAsync(Samples.Claim())).Should().BeEmpty("a lease holds");
    }

    [Fact]
    public async Task Who_was_held_back_is_not_overtaken_by_what_became_due_later()
    {
        await AddAllAsync(Samples.Planned("z"), Samples.Planned(Samples.Delivery("a").WithPlan(p => p with { FirstDue = Later }) with { Due = Later }));
        var evening = Later + Lease;
        await ChangeAsync("z", d => d with { State = DeliveryState.Held, Due = evening });
        (await Outbox.ClaimAsync(Samples.Claim(Later, limit: 1))).Select(d => d.Id.Value).Should().Equal("a");
        await ChangeAsync("a", d => d with { State = DeliveryState.Planned });
        (await Outbox.ClaimAsync(Samples.Claim(evening, limit: 1))).Select(d => d.Id.Value).Should().Equal("z");
        (await Outbox.ClaimAsync(Samples.Claim(evening, limit: 1))).Select(d => d.Id.Value).Should().Equal("a");
    }

    [Fact]
    public async Task What_is_not_due_any_more_when_the_clock_was_set_back_waits()
    {
        await AddAllAsync(Samples.Planned(Samples.Delivery("a").WithPlan(p => p with { FirstDue = Later }) with { Due = Later }),
            Samples.Planned(Samples.Delivery("b").WithPlan(p => p with { FirstDue = Later }) with { Due = Later }));
        await Outbox.ClaimAsync(Samples.Claim(Later, limit: 1));
        (await Outbox.ClaimAsync(Samples.Claim(Samples.Now))).Should().BeEmpty();
        (await Outbox.StatusAsync()).NextDue.Should().Be(Later);
        (await Outbox.ClaimAsync(Samples.Claim(Later))).Select(d => d.Id.Value).Should().Equal("b");
    }

    [Fact]
    public async Task No_more_is_claimed_than_asked_for()
    {
        await AddAllAsync(Samples.Planned("a"), Samples.Planned("b"), Samples.Planned("c"));
        (await Outbox.ClaimAsync(Samples.Claim(limit: 2))).Select(d => d.Id.Value).Should().Equal("a", "b");
        (await Outbox.ClaimAsync(Samples.Claim(limit: 2))).Select(d => d.Id.Value).Should().Equal("c");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task A_limit_out_of_bounds_is_refused(int limit)
    {
        var claim = async () => await Outbox.ClaimAsync(Samples.Claim(limit: limit));
        await claim.Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    [Fact]
    public async Task A_claim_whose_lease_ran_out_goes_to_the_next_worker_and_the_first_is_refused()
    {
        await AddAllAsync(Samples.Planned("d1"));
        var first = (await Outbox.ClaimAsync(Samples.Claim()))[0];
        (await Outbox.ClaimAsync(Samples.Claim(Samples.Now + Lease - Duration.Epsilon))).Should().BeEmpty();

        var second = (await Outbox.ClaimAsync(Samples.Claim(Samples.Now + Lease)))[0];

        second.Epoch.Should().Be(first.Epoch + 1);
        (await UpdateAsync(first with { State = DeliveryState.Accepted })).Should()
            .BeFalse("a late word must not overwrite the new worker's");
        (await UpdateAsync(second with { State = DeliveryState.Sending })).Should().BeTrue();
    }

    [Fact]
    public async Task A_worker_that_died_while_sending_leaves_a_delivery_in_state_sending()
    {
        await AddAllAsync(Samples.Planned("d1"));
        var first = (await Outbox.ClaimAsync(Samples.Claim()))[0];
        await UpdateAsync(first with { State = DeliveryState.Sending, ChangedAt = Samples.Now });

        var found = (await Outbox.ClaimAsync(Samples.Claim(Samples.Now + Lease))).Should().ContainSingle().Subject;

        found.State.Should().Be(DeliveryState.Sending, "whether it was sent is unknown");
        found.Epoch.Should().Be(first.Epoch + 2);
        found.LeaseUntil.Should().Be(Samples.Now + Lease + Lease);
        (await UpdateAsync(found with { State = DeliveryState.InDoubt })).Should().BeTrue();
    }

    [Fact]
    public async Task What_is_sent_or_ended_is_never_claimed()
    {
        DeliveryState[] states = [DeliveryState.Accepted, DeliveryState.Delivered, DeliveryState.InDoubt, DeliveryState.Failed,
            DeliveryState.Suppressed, DeliveryState.Expired];
        foreach (var state in states)
        {
            await AddAllAsync(Samples.Planned($"d-{state}"));
            (await ToAsync($"d-{state}", state)).Should().BeTrue();
        }

        await AddAllAsync(Samples.Planned("d1"));
        await AddAllAsync(Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))));
        (await Outbox.ClaimAsync(Samples.Claim(Samples.Now + Duration.FromDays(1)))).Select(d => d.Id.Value).Should().Equal("d1");
    }

    [Fact]
    public async Task A_delivery_held_until_later_is_claimed_later()
    {
        await AddAllAsync(Samples.Planned("d1"));
        var claimed = (await Outbox.ClaimAsync(Samples.Claim()))[0];
        var morning = Samples.Now + Duration.FromHours(9);
        await UpdateAsync(claimed with { State = DeliveryState.Held, Due = morning });
        (await Outbox.ClaimAsync(Samples.Claim(morning - Duration.Epsilon))).Should().BeEmpty();
        (await Outbox.ClaimAsync(Samples.Claim(morning))).Should().ContainSingle();
    }

    [Fact]
    public async Task Status_counts_by_state_and_names_the_next_due_instant()
    {
        (await Outbox.StatusAsync()).NextDue.Should().BeNull();
        var later = Samples.Now + Duration.FromHours(1);
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned("d2"),
            Samples.Planned(Samples.Delivery("d3") with { Due = later, State = DeliveryState.Held }));
        await AddAllAsync(
            Samples.Planned(Samples.Delivery("e1").WithPlan(p => p with { NotificationKey = "other", AddressContent = "other#0" })
                with
            { Due = later + Lease }));
        await Outbox.ClaimAsync(Samples.Claim());

        var all = await Outbox.StatusAsync();
        all.ByState.Should()
            .Equal(new Dictionary<DeliveryState, int>
            {
                [DeliveryState.Claimed] = 2,
                [DeliveryState.Held] = 1,
                [DeliveryState.Planned] =
            1
            });
        all.NextDue.Should().Be(later);
        var other = await Outbox.StatusAsync("other");
        other.ByState.Should().Equal(new Dictionary<DeliveryState, int> { [DeliveryState.Planned] = 1 });
        other.NextDue.Should().Be(later + Lease);
        (await Outbox.StatusAsync("unknown")).ByState.Should().BeEmpty();
    }

    [Fact]
    public async Task The_next_due_instant_is_right_behind_a_dead_worker()
    {
        await AddAllAsync(Samples.Planned("a"), Samples.Planned("b"), Samples.Planned("c"));
        await Outbox.ClaimAsync(Samples.Claim(limit: 2));
        await ToAsync("c", DeliveryState.Planned);
        var later = Samples.Now + Lease;
        await ChangeAsync("c", d => d with { Due = later });
        (await Outbox.ClaimAsync(Samples.Claim(later, limit: 1))).Should().ContainSingle().Which.Id.Value.Should().Be("a");
        (await Outbox.StatusAsync()).NextDue.Should().Be(later);
    }
}
