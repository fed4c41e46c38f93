using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Conformance;

public abstract partial class OutboxContract
{
    /// <summary>A delivery comes back as it was added.</summary>
    [Fact]
    public async Task A_delivery_comes_back_as_it_was_added()
    {
        var planned = Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("ana"), Samples.Phone(1))
            with
        { State = DeliveryState.Held });
        await AddAllAsync(planned);
        Assert.Equivalent(planned.Delivery, await StoredAsync("d1"), strict: true);
        Assert.Null(await Outbox.FindAsync(new("d2")));
    }

    /// <summary>Marks stand once a delivery is added.</summary>
    [Fact]
    public async Task Marks_stand_once_a_delivery_is_added()
    {
        var planned = Samples.Planned("d1");
        await AddAllAsync(planned);
        var marks = await Outbox.FindMarksAsync([.. planned.Marks, Samples.AccountMark(planned.Delivery, new("acc-9"))]);
        Assert.Equivalent(planned.Marks, marks.Select(m => m.Key), strict: true);
        Assert.All(marks, m => Assert.True(m.Delivery == planned.Delivery.Id && !m.Sent));
    }

    /// <summary>The same person is not added twice.</summary>
    [Fact]
    public async Task The_same_person_is_not_added_twice()
    {
        await AddAllAsync(Samples.Planned("d1"));
        Assert.Equal(AddResult.AlreadyMarked, await AddAsync(Samples.Planned("d1")));
        // The account is marked.
        Assert.Equal(AddResult.AlreadyMarked, await AddAsync(Samples.Planned(Samples.Delivery("d2", "acc-d1", Samples.Email("other")))));
        // The address is marked.
        Assert.Equal(AddResult.AlreadyMarked, await AddAsync(Samples.Planned(Samples.Delivery("d3", "acc-3", Samples.Email("d1")))));
    }

    /// <summary>Marks count within one batch too.</summary>
    [Fact]
    public async Task Marks_count_within_one_batch_too()
    {
        var results =
            await Outbox.AddAsync(
            Samples.Key, [Samples.Planned("d1"), Samples.Planned(Samples.Delivery("d2", "acc-2", Samples.Email("d1")))], []);
        Assert.Equal([AddResult.Added, AddResult.AlreadyMarked], results);
    }

    /// <summary>A refused delivery leaves nothing behind.</summary>
    [Fact]
    public async Task A_refused_delivery_leaves_nothing_behind()
    {
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("ana"))));
        var refused = Samples.Planned(Samples.Delivery("d2", "acc-2", Samples.Email("ana")), Samples.Slot("acc-2", 5));

        Assert.Equal(AddResult.AlreadyMarked, await AddAsync(refused));

        Assert.Null(await Outbox.FindAsync(new("d2")));
        Assert.Null(await MarkAsync(Samples.AccountMark(refused.Delivery, new("acc-2"))));
        Assert.Empty(await Outbox.FindUsesAsync([Samples.Bucket("acc-2")], Samples.Now));
        Assert.Null(await Outbox.FindOutcomeAsync(Samples.Key, new("acc-2")));
    }

    /// <summary>Who was refused at one address can be told at another.</summary>
    [Fact]
    public async Task Who_was_refused_at_one_address_can_be_told_at_another()
    {
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("ana"))));
        Assert.Equal(AddResult.AlreadyMarked, await AddAsync(Samples.Planned(Samples.Delivery("d2", "acc-2", Samples.Email("ana")))));

        await AddAllAsync(Samples.Planned("d4"));

        await AddAllAsync(Samples.Planned(Samples.Delivery("d2", "acc-2", Samples.Email("ben"))), Samples.Planned("d3"));
        Assert.Equal("d3", (await AddressMarkAsync(Samples.Email("d3")))!.Value.Delivery.Value);
    }

    /// <summary>Slots are found from an instant on.</summary>
    [Fact]
    public async Task Places_are_found_from_an_instant_on()
    {
        var later = Samples.Now + NodaTime.Duration.FromHours(2);
        await AddAllAsync(Samples.Planned("d1", Samples.Slot("acc-1", 5)),
            Samples.Planned(Samples.Delivery("d2") with { Due = later }, Samples.Slot("acc-1", 5)));
        Assert.Equal(
            [new Stores.CapUse(Samples.Bucket("acc-1"), Samples.Now, new("d1")),
                new Stores.CapUse(Samples.Bucket("acc-1"), later, new("d2"))],
            (await Outbox.FindUsesAsync([Samples.Bucket("acc-1")], Samples.Now)).OrderBy(u => u.At));
        Assert.Equal("d2", Assert.Single(await Outbox.FindUsesAsync([Samples.Bucket("acc-1")], later)).Delivery.Value);
        Assert.Empty(await Outbox.FindUsesAsync([Samples.Bucket("acc-1") with { Scope = "other" }], Samples.Now));
    }

    /// <summary>The latest decision about an account is kept.</summary>
    [Fact]
    public async Task The_latest_decision_about_an_account_is_kept()
    {
        var decided = Samples.Outcome(new("acc-7", "crm"), OutcomeKind.Suppressed);
        await Outbox.AddAsync(Samples.Key, [Samples.Planned("d1")], [decided]);
        Assert.Equivalent(decided, await Outbox.FindOutcomeAsync(Samples.Key, new("acc-7", "crm")), strict: true);
        Assert.Null(await Outbox.FindOutcomeAsync(Samples.Key, new("acc-7")));
        Assert.Equal(new DeliveryId("d1"), (await Outbox.FindOutcomeAsync(Samples.Key, new("acc-d1")))!.Delivery);

        await Outbox.AddAsync(Samples.Key, [], [decided with { Kind = OutcomeKind.Covered, CoveredBy = new("acc-1") }]);
        Assert.Equal(new AccountRef("acc-1"), (await Outbox.FindOutcomeAsync(Samples.Key, new("acc-7", "crm")))!.CoveredBy);
    }

    /// <summary>A stand by needs somebody to stand by for.</summary>
    [Fact]
    public async Task A_stand_by_needs_somebody_to_stand_by_for()
    {
        Assert.Equal(AddResult.WaitsForNothing, await AddAsync(Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1")))));
        Assert.Equal([AddResult.Added, AddResult.Added], await Outbox.AddAsync(
            Samples.Key, [Samples.Planned("d1"), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1")))], []));
    }

    /// <summary>A stand by for a delivery that failed before is refused rather than forgotten.</summary>
    [Fact]
    public async Task A_stand_by_for_a_delivery_that_failed_before_is_refused_rather_than_forgotten()
    {
        await AddAllAsync(Samples.Planned("d1"));
        await ToAsync("d1", DeliveryState.Failed);
        Assert.Equal(AddResult.WaitsForNothing, await AddAsync(Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1")))));
    }

    /// <summary>Nothing is added to a notification that was cancelled meanwhile.</summary>
    [Fact]
    public async Task Nothing_is_added_to_a_notification_that_was_cancelled_meanwhile()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await Outbox.CancelAsync(Samples.Key, Samples.Now);
        Assert.Equal(AddResult.Closed, await AddAsync(Samples.Planned("d1")));
        Assert.Null(await Outbox.FindAsync(new("d1")));
    }

    /// <summary>Nothing is added to a revision that was replaced meanwhile.</summary>
    [Fact]
    public async Task Nothing_is_added_to_a_revision_that_was_replaced_meanwhile()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await Outbox.RegisterAsync(Samples.Record(revision: 1, hash: "bb"));
        Assert.Equal(AddResult.Closed, await AddAsync(Samples.Planned("d1")));
    }

    /// <summary>A delivery that failed can be planned anew and its old worker is refused.</summary>
    [Fact]
    public async Task A_delivery_that_failed_can_be_planned_anew_and_its_old_worker_is_refused()
    {
        await AddAllAsync(Samples.Planned("d1"));
        var before = await StoredAsync("d1");
        await ToAsync("d1", DeliveryState.Failed);

        Assert.Equal(AddResult.Added, await AddAsync(Samples.Planned("d1")));

        Assert.Equal(DeliveryState.Planned, (await StoredAsync("d1")).State);
        Assert.False(await UpdateAsync(before with { State = DeliveryState.Sending }));
        Assert.NotNull(await AddressMarkAsync(Samples.Email("d1")));
        Assert.Equal([new(DeliveryState.Planned, 1)], (await Outbox.StatusAsync()).ByState);
    }

    /// <summary>Only beginnings are added.</summary>
    [Fact]
    public async Task Only_beginnings_are_added()
    {
        var add = async () => await Outbox.AddAsync(Samples.Key,
            [Samples.Planned("d1"), Samples.Planned(Samples.Delivery("d2") with { State = DeliveryState.Accepted })], []);
        await Assert.ThrowsAnyAsync<ArgumentException>(add);
        // The batch is one transaction.
        Assert.Null(await Outbox.FindAsync(new("d1")));
    }

    /// <summary>A cancelled call writes nothing.</summary>
    [Fact]
    public async Task A_cancelled_call_writes_nothing()
    {
        var add = async () => await Outbox.AddAsync(Samples.Key, [Samples.Planned("d1")], [], new CancellationToken(canceled: true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(add);
        Assert.Null(await Outbox.FindAsync(new("d1")));
    }

    /// <summary>Many keys are looked up at once.</summary>
    [Fact]
    public async Task Many_keys_are_looked_up_at_once()
    {
        var planned = Enumerable.Range(0, 3000).Select(i => Samples.Planned($"d{i:0000}", Samples.Slot($"acc-{i}", 1))).ToArray();
        await AddAllAsync(planned);
        Assert.Equal(6000, (await Outbox.FindMarksAsync([.. planned.SelectMany(p => p.Marks)])).Count);
        Assert.Equal(3000, (await Outbox.FindUsesAsync([.. planned.SelectMany(p => p.Slots).Select(p => p.Bucket)], Samples.Now)).Count);
    }

    /// <summary>Every store orders ids alike, so those that one might order otherwise are refused.</summary>
    [Fact]
    public async Task An_id_is_digits_and_small_letters()
    {
        foreach (var id in new[] { "", "D1", "d-1", "d1\u00e4", "d 1", new string('d', 65) })
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await AddAsync(Samples.Planned(id)));
            await Assert.ThrowsAnyAsync<ArgumentException>(
                async () => await AddAsync(Samples.Planned(Samples.StandBy("d1", id, Samples.Email("d1")))));
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Outbox.FindOfAsync(Accounts("acc-d1"), new(id)));
            Assert.Null(await Outbox.FindAsync(new DeliveryId(id)));
        }

        Assert.Empty((await Outbox.StatusAsync()).ByState);
    }

    /// <summary>Ids of all lengths are found page by page, in the order of their texts.</summary>
    [Fact]
    public async Task Ids_of_all_lengths_are_found_page_by_page_in_one_order()
    {
        string[] ids = ["0", "9", "a", "a0", "a00", "ab", "abcdefghijklmnopqrstuvwxy2", "abcdefghijklmnopqrstuvwxyz", "b", "z",
            new('z', 64)];
        foreach (var id in ids.Reverse())
            await AddAllAsync(Samples.Planned(id));
        DeliveryQuery late = new(DeliveryConcern.Late) { LateBy = Duration.Zero, Limit = 2 };
        List<string> found = [];
        for (IReadOnlyList<Delivery> page; (page = await Outbox.FindAsync(late, Samples.Now)).Count > 0;)
        {
            found.AddRange(page.Select(d => d.Id.Value));
            late = late with { After = page[^1].Id };
        }

        Assert.Equal(ids, found);
        Assert.Equal(ids, (await Outbox.FindOfAsync(new() { Accounts = ids.Select(id => new AccountRef($"acc-{id}")).ToHashSet() })).Found
            .Select(d => d.Id.Value));
    }
}
