using Notify.Sdk.Sending;

namespace Notify.Sdk.StoreContracts;

public abstract partial class OutboxContract
{
    [Fact]
    public async Task A_delivery_comes_back_as_it_was_added()
    {
        var planned = Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("ana"), Samples.Phone(1))
            with
        { State = DeliveryState.Held });
        await AddAllAsync(planned);
        (await StoredAsync("d1")).Should().BeEquivalentTo(planned.Delivery);
        (await Outbox.FindAsync(new("d2"))).Should().BeNull();
    }

    [Fact]
    public async Task Marks_stand_once_a_delivery_is_added()
    {
        var planned = Samples.Planned("d1");
        await AddAllAsync(planned);
        var marks = await Outbox.FindMarksAsync([.. planned.Marks, Samples.AccountMark(planned.Delivery, new("acc-9"))]);
        marks.Select(m => m.Key).Should().BeEquivalentTo(planned.Marks);
        marks.Should().OnlyContain(m => m.Delivery == planned.Delivery.Id && !m.Sent);
    }

    [Fact]
    public async Task The_same_person_is_not_added_twice()
    {
        await AddAllAsync(Samples.Planned("d1"));
        (await AddAsync(Samples.Planned("d1"))).Should().Be(AddResult.AlreadyMarked);
        (await AddAsync(Samples.Planned(Samples.Delivery("d2", "acc-d1", Samples.Email("other"))))).Should()
            .Be(AddResult.AlreadyMarked, "the account is marked");
        (await AddAsync(Samples.Planned(Samples.Delivery("d3", "acc-3", Samples.Email("d1"))))).Should()
            .Be(AddResult.AlreadyMarked, "the address is marked");
    }

    [Fact]
    public async Task Marks_count_within_one_batch_too()
    {
        var results =
            await Outbox.AddAsync(
            Samples.Key, [Samples.Planned("d1"), Samples.Planned(Samples.Delivery("d2", "acc-2", Samples.Email("d1")))], []);
        results.Should().Equal(AddResult.Added, AddResult.AlreadyMarked);
    }

    [Fact]
    public async Task A_refused_delivery_leaves_nothing_behind()
    {
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("ana"))));
        var refused = Samples.Planned(Samples.Delivery("d2", "acc-2", Samples.Email("ana")), Samples.Place("acc-2", 5));

        (await AddAsync(refused)).Should().Be(AddResult.AlreadyMarked);

        (await Outbox.FindAsync(new("d2"))).Should().BeNull();
        (await MarkAsync(Samples.AccountMark(refused.Delivery, new("acc-2")))).Should().BeNull();
        (await Outbox.FindUsesAsync([Samples.Bucket("acc-2")], Samples.Now)).Should().BeEmpty();
        (await Outbox.FindOutcomeAsync(Samples.Key, new("acc-2"))).Should().BeNull();
    }

    [Fact]
    public async Task Who_was_refused_at_one_address_can_be_told_at_another()
    {
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("ana"))));
        (await AddAsync(Samples.Planned(Samples.Delivery("d2", "acc-2", Samples.Email("ana"))))).Should().Be(AddResult.AlreadyMarked);

        await AddAllAsync(Samples.Planned("d4"));

        await AddAllAsync(Samples.Planned(Samples.Delivery("d2", "acc-2", Samples.Email("ben"))), Samples.Planned("d3"));
        (await AddressMarkAsync(Samples.Email("d3")))!.Value.Delivery.Value.Should().Be("d3");
    }

    [Fact]
    public async Task Places_are_found_from_an_instant_on()
    {
        var later = Samples.Now + NodaTime.Duration.FromHours(2);
        await AddAllAsync(Samples.Planned("d1", Samples.Place("acc-1", 5)),
            Samples.Planned(Samples.Delivery("d2") with { Due = later }, Samples.Place("acc-1", 5)));
        (await Outbox.FindUsesAsync([Samples.Bucket("acc-1")], Samples.Now)).Should().BeEquivalentTo(
            [new Permission.CapUse(Samples.Bucket("acc-1"), Samples.Now, new("d1")),
                new Permission.CapUse(Samples.Bucket("acc-1"), later, new("d2"))]);
        (await Outbox.FindUsesAsync([Samples.Bucket("acc-1")], later)).Should().ContainSingle().Which.Delivery.Value.Should().Be("d2");
        (await Outbox.FindUsesAsync([Samples.Bucket("acc-1") with { Scope = "other" }], Samples.Now)).Should().BeEmpty();
    }

    [Fact]
    public async Task The_latest_decision_about_an_account_is_kept()
    {
        var decided = Samples.Outcome(new("acc-7", "crm"), OutcomeKind.Suppressed);
        await Outbox.AddAsync(Samples.Key, [Samples.Planned("d1")], [decided]);
        (await Outbox.FindOutcomeAsync(Samples.Key, new("acc-7", "crm"))).Should().BeEquivalentTo(decided);
        (await Outbox.FindOutcomeAsync(Samples.Key, new("acc-7"))).Should().BeNull();
        (await Outbox.FindOutcomeAsync(Samples.Key, new("acc-d1")))!.Delivery.Should().Be(new Permission.DeliveryId("d1"));

        await Outbox.AddAsync(Samples.Key, [], [decided with { Kind = OutcomeKind.Covered, CoveredBy = new("acc-1") }]);
        (await Outbox.FindOutcomeAsync(Samples.Key, new("acc-7", "crm")))!.CoveredBy.Should().Be(new AccountRef("acc-1"));
    }

    [Fact]
    public async Task A_stand_by_needs_somebody_to_stand_by_for()
    {
        (await AddAsync(Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))))).Should().Be(AddResult.WaitsForNothing);
        (await Outbox.AddAsync(Samples.Key, [Samples.Planned("d1"), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1")))], []))
            .Should().Equal(AddResult.Added, AddResult.Added);
    }

    [Fact]
    public async Task A_stand_by_for_a_delivery_that_failed_before_is_refused_rather_than_forgotten()
    {
        await AddAllAsync(Samples.Planned("d1"));
        await ToAsync("d1", DeliveryState.Failed);
        (await AddAsync(Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))))).Should().Be(AddResult.WaitsForNothing);
    }

    [Fact]
    public async Task Nothing_is_added_to_a_notification_that_was_cancelled_meanwhile()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await Outbox.CancelAsync(Samples.Key, Samples.Now);
        (await AddAsync(Samples.Planned("d1"))).Should().Be(AddResult.Closed);
        (await Outbox.FindAsync(new("d1"))).Should().BeNull();
    }

    [Fact]
    public async Task Nothing_is_added_to_a_revision_that_was_replaced_meanwhile()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await Outbox.RegisterAsync(Samples.Record(revision: 1, hash: "bb"));
        (await AddAsync(Samples.Planned("d1"))).Should().Be(AddResult.Closed);
    }

    [Fact]
    public async Task A_delivery_that_failed_can_be_planned_anew_and_its_old_worker_is_refused()
    {
        await AddAllAsync(Samples.Planned("d1"));
        var before = await StoredAsync("d1");
        await ToAsync("d1", DeliveryState.Failed);

        (await AddAsync(Samples.Planned("d1"))).Should().Be(AddResult.Added);

        (await StoredAsync("d1")).State.Should().Be(DeliveryState.Planned);
        (await UpdateAsync(before with { State = DeliveryState.Sending })).Should().BeFalse();
        (await AddressMarkAsync(Samples.Email("d1"))).Should().NotBeNull();
        (await Outbox.StatusAsync()).ByState.Should().Equal(new Dictionary<DeliveryState, int> { [DeliveryState.Planned] = 1 });
    }

    [Fact]
    public async Task Only_beginnings_are_added()
    {
        var add = async () => await Outbox.AddAsync(Samples.Key,
            [Samples.Planned("d1"), Samples.Planned(Samples.Delivery("d2") with { State = DeliveryState.Accepted })], []);
        await add.Should().ThrowAsync<ArgumentException>();
        (await Outbox.FindAsync(new("d1"))).Should().BeNull("the batch is one transaction");
    }

    [Fact]
    public async Task A_cancelled_call_writes_nothing()
    {
        var add = async () => await Outbox.AddAsync(Samples.Key, [Samples.Planned("d1")], [], new CancellationToken(canceled: true));
        await add.Should().ThrowAsync<OperationCanceledException>();
        (await Outbox.FindAsync(new("d1"))).Should().BeNull();
    }

    [Fact]
    public async Task Many_keys_are_looked_up_at_once()
    {
        var planned = Enumerable.Range(0, 3000).Select(i => Samples.Planned($"d{i:0000}", Samples.Place($"acc-{i}", 1))).ToArray();
        await AddAllAsync(planned);
        (await Outbox.FindMarksAsync([.. planned.SelectMany(p => p.Marks)])).Should().HaveCount(6000);
        (await Outbox.FindUsesAsync([.. planned.SelectMany(p => p.Places).Select(p => p.Bucket)], Samples.Now)).Should().HaveCount(3000);
    }
}
