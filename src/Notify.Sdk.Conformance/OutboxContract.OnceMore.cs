using Notify.Sdk.Stores;

namespace Notify.Sdk.Conformance;

// What is registered, held, planned, settled, cancelled or erased once more, or in part.
public abstract partial class OutboxContract
{
    /// <summary>A higher revision does not wait for the confirmation of the one before.</summary>
    [Fact]
    public async Task A_higher_revision_does_not_wait_for_the_confirmation_of_the_one_before()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await Outbox.HoldAsync(Samples.Key, Samples.Now);
        await Outbox.RegisterAsync(Samples.Record(revision: 1, hash: "bb"));
        Assert.False((await Outbox.FindNotificationAsync(Samples.Key))!.AwaitsConfirmation);
        await AddAllAsync(Samples.Planned(
            Samples.Delivery("d1").WithPlan(p => p with { Revision = 1, AddressContent = $"{Samples.Key}#1" })));
        Assert.Equal(DeliveryState.Planned, (await StoredAsync("d1")).State);
    }

    /// <summary>Who confirmed first stays who confirmed.</summary>
    [Fact]
    public async Task Who_confirmed_first_stays_who_confirmed()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await Outbox.HoldAsync(Samples.Key, Samples.Now);
        await Outbox.ReleaseAsync(Samples.Key, "editor", Samples.Now);
        await Outbox.ReleaseAsync(Samples.Key, "another", Later);
        Assert.Equal(new Confirmation("editor", Samples.Now), (await Outbox.FindNotificationAsync(Samples.Key))!.Confirmed);
    }

    /// <summary>A change brings its decisions about accounts.</summary>
    [Fact]
    public async Task A_change_brings_its_decisions_about_accounts()
    {
        await AddAllAsync(Samples.Planned("d1"));
        var decided = Samples.Outcome(new("acc-d1"), OutcomeKind.Suppressed);
        Assert.True(await ChangeAsync(await ReaddressedAsync("d1", "d1") with { Outcomes = [decided] }));
        Assert.Equal(OutcomeKind.Suppressed, (await Outbox.FindOutcomeAsync(Samples.Key, new("acc-d1")))!.Kind);
    }

    /// <summary>A change that stays at its address leaves those who stand by there untouched.</summary>
    [Fact]
    public async Task A_change_that_stays_at_its_address_leaves_those_who_stand_by_there_untouched()
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))));
        var before = await StoredAsync("d2");
        Assert.True(await ChangeAsync(await ReaddressedAsync("d1", "d1")));
        Assert.Equal((before.Epoch, before.ChangedAt), ((await StoredAsync("d2")).Epoch, (await StoredAsync("d2")).ChangedAt));
    }

    /// <summary>Attempts that count stay when what failed is planned anew.</summary>
    [Fact]
    public async Task Attempts_that_count_stay_when_what_failed_is_planned_anew()
    {
        CapSlot slot = new(Samples.Bucket("acc-1"), Samples.Cap(5) with { CountsAttempts = true });
        await AddAllAsync(Samples.Planned("d1", slot));
        await StartAsync("d1", Samples.Now);
        await ToAsync("d1", DeliveryState.Failed);
        await AddAllAsync(Samples.Planned("d1", slot));
        Assert.Equal([true, false], (await SlotsAsync("acc-1")).Select(u => u.IsAttempt).OrderDescending());
    }

    /// <summary>What is found not to have arrived is in no doubt any more, however it goes on.</summary>
    [Fact]
    public async Task What_is_found_not_to_have_arrived_is_in_no_doubt_any_more()
    {
        await AddAllAsync(Samples.Planned("d1"));
        await ChangeAsync("d1", d => d with { State = DeliveryState.InDoubt, Asked = [new(0, "provider") { Unknowns = 1 }] });
        Assert.Equal(SettlementResult.Settled, await SettleAsync("d1", Settlement.DidNotArrive));
        Assert.False((await StoredAsync("d1")).MayHaveArrived);
        Assert.Equal(SettlementResult.Settled, await SettleAsync("d1", Settlement.TryAgain));
        Assert.False((await StoredAsync("d1")).MayHaveArrived);
    }

    /// <summary>What has failed and is tried again has a higher epoch.</summary>
    [Fact]
    public async Task What_has_failed_and_is_tried_again_has_a_higher_epoch()
    {
        await AddAllAsync(Samples.Planned("d1"));
        await ToAsync("d1", DeliveryState.Failed);
        var failed = await StoredAsync("d1");
        await SettleAsync("d1", Settlement.TryAgain);
        Assert.Equal(failed.Epoch + 1, (await StoredAsync("d1")).Epoch);
        Assert.False(await UpdateAsync(failed with { State = DeliveryState.Held }));
    }

    /// <summary>
    /// A message goes on to the address that it went to when another of its accounts is cancelled, and its worker is refused.
    /// </summary>
    [Fact]
    public async Task A_message_stays_at_its_address_when_another_of_its_accounts_is_cancelled()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned(TwoAccounts("d1")), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("ana"))));
        var leased = Assert.Single(await Outbox.LeaseAsync(Samples.Lease()));
        await Outbox.CancelAsync(Samples.Key, new AccountRef("acc-2"), Samples.Now);
        var left = await StoredAsync("d1");
        Assert.Equal((DeliveryState.Planned, leased.Epoch + 1), (left.State, left.Epoch));
        Assert.Equal("d1", (await AddressMarkAsync(Samples.Email("ana")))!.Value.Delivery.Value);
        Assert.False(await UpdateAsync(leased with { State = DeliveryState.Sending }));
        Assert.Equal((DeliveryState.StandBy, 0L), ((await StoredAsync("d2")).State, (await StoredAsync("d2")).Epoch));
    }

    /// <summary>Who stood by for an account that is cancelled is told.</summary>
    [Fact]
    public async Task Who_stood_by_for_an_account_that_is_cancelled_is_told()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))));
        await Outbox.CancelAsync(Samples.Key, new AccountRef("acc-d1"), Samples.Now);
        Assert.Equal(DeliveryState.Cancelled, (await StoredAsync("d1")).State);
        Assert.Equal(DeliveryState.Planned, (await StoredAsync("d2")).State);
        Assert.Equal("d2", (await AddressMarkAsync(Samples.Email("d1")))!.Value.Delivery.Value);
    }

    /// <summary>What expires takes those with it who stand by for those who stand by, and leaves no traces.</summary>
    [Fact]
    public async Task What_expires_takes_a_chain_of_stand_bys_with_it_and_leaves_no_traces()
    {
        await AddAllAsync(Traced("d1", run: 1, KnownAt), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))),
            Samples.Planned(Samples.StandBy("d3", "d2", Samples.Email("d1"))));
        await ToAsync("d1", DeliveryState.Expired, Later);
        Assert.Equal((DeliveryState.Expired, DeliveryState.Expired), ((await StoredAsync("d2")).State, (await StoredAsync("d3")).State));
        Assert.Empty(await Outbox.FindTracesAsync("c", [KnownAt]));
    }

    /// <summary>What is cancelled leaves no traces.</summary>
    [Fact]
    public async Task What_is_cancelled_leaves_no_traces()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Traced("d1", run: 1, KnownAt));
        await Outbox.CancelAsync(Samples.Key, Samples.Now);
        Assert.Empty(await Outbox.FindTracesAsync("c", [KnownAt]));
    }

    /// <summary>Without an erased account a message does not go where another tells the same.</summary>
    [Fact]
    public async Task Without_an_erased_account_a_message_does_not_go_where_another_tells_the_same()
    {
        await AddAllAsync(Samples.Planned(TwoAccounts("d1")), Samples.Planned(Samples.Delivery("d9", "acc-9", Samples.Email("work"))));
        Assert.Equal(new OutboxErasure(1, 1, 0), await EraseAsync(Accounts("acc-1")));
        Assert.True((await StoredAsync("d1")).IsErased);
        Assert.Equal("d9", (await AddressMarkAsync(Samples.Email("work")))!.Value.Delivery.Value);
    }

    /// <summary>Who stood by where an erased account was to be told is told when the message goes elsewhere.</summary>
    [Fact]
    public async Task Who_stood_by_where_an_erased_account_was_to_be_told_is_told()
    {
        await AddAllAsync(Samples.Planned(TwoAccounts("d1")), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("ana"))));
        Assert.Equal(new OutboxErasure(1, 0, 0), await EraseAsync(Accounts("acc-1")));
        Assert.Equal("d1", (await AddressMarkAsync(Samples.Email("work")))!.Value.Delivery.Value);
        Assert.Equal("d2", (await AddressMarkAsync(Samples.Email("ana")))!.Value.Delivery.Value);
        Assert.Equal(DeliveryState.Planned, (await StoredAsync("d2")).State);
    }

    /// <summary>What is planned anew elsewhere, for others, holds what it held before no more.</summary>
    [Fact]
    public async Task What_is_planned_anew_elsewhere_holds_what_it_held_before_no_more()
    {
        var before = Samples.Delivery("d1", "acc-1", Samples.Email("old"), Samples.Phone(1));
        await AddAllAsync(Samples.Planned(before));
        await ChangeAsync("d1", d => d with { State = DeliveryState.Failed, RouteIndex = 1 });
        Assert.Null(await AddressMarkAsync(Samples.Email("old")));
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-2", Samples.Email("new"))));
        foreach (var left in new[] { Samples.Email("old"), Samples.Phone(1) })
            Assert.Null(await AddressMarkAsync(left));
        Assert.Null(await MarkAsync(Samples.AccountMark(before, new("acc-1"))));
        await AddAllAsync(Samples.Planned(Samples.Delivery("d2", "acc-1", Samples.Email("old"))));
        Assert.Equal("d2", (await MarkAsync(Samples.AccountMark(before, new("acc-1"))))!.Value.Delivery.Value);
    }

    /// <summary>What another took over from a message that failed stays with the other when that one is planned anew.</summary>
    [Fact]
    public async Task What_another_took_over_stays_with_it_when_the_first_is_planned_anew()
    {
        await AddAllAsync(Traced("d1", run: 1, KnownAt));
        await ToAsync("d1", DeliveryState.Failed);
        await AddAllAsync(Samples.Planned(Samples.Delivery("d2", "acc-2", Samples.Email("d1"))));
        Assert.Equal(AddResult.AlreadyMarked, await AddAsync(Samples.Planned("d1")));
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-d1", Samples.Email("new"))));
        Assert.Equal("d2", (await AddressMarkAsync(Samples.Email("d1")))!.Value.Delivery.Value);
        Assert.Empty(await Outbox.FindTracesAsync("c", [KnownAt]));
        await ToAsync("d1", DeliveryState.Failed);
        Assert.Equal("d2", (await AddressMarkAsync(Samples.Email("d1")))!.Value.Delivery.Value);
    }
}
