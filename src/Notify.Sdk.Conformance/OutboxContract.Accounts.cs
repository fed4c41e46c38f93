using Notify.Sdk.Stores;

namespace Notify.Sdk.Conformance;

// Accounts that come later, or go.
public abstract partial class OutboxContract
{
    /// <summary>A message that ended unsent takes no account that is known again.</summary>
    [Fact]
    public async Task A_message_that_ended_unsent_takes_no_account_that_is_known_again()
    {
        await AddAllAsync(Samples.Planned("d1"));
        await ToAsync("d1", DeliveryState.Failed);
        var mark = Samples.AccountMark(Samples.Delivery("d1"), new("acc-new"));
        await Outbox.AddAsync([new KnownAgain(new("d1"), [mark], Traces(2, 99))]);
        Assert.Null(await MarkAsync(mark));
        Assert.Empty(await Outbox.FindTracesAsync("c", [99]));
        // Nor when it is tried again on somebody's word.
        Assert.Equal(SettlementResult.Settled, await SettleAsync("d1", Settlement.TryAgain));
        Assert.Null(await MarkAsync(mark));
        Assert.Empty(await Outbox.FindTracesAsync("c", [99]));
    }

    /// <summary>A mark that another message holds stays with it when its account is known again.</summary>
    [Fact]
    public async Task A_mark_that_another_message_holds_stays_with_it_when_its_account_is_known_again()
    {
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned("d2"));
        var mark = Samples.AccountMark(Samples.Delivery("d2"), new("acc-d2"));
        await Outbox.AddAsync([new KnownAgain(new("d1"), [mark], Traces(2, 99))]);
        Assert.Equal("d2", (await MarkAsync(mark))!.Value.Delivery.Value);
        await ToAsync("d1", DeliveryState.Failed);
        Assert.Equal("d2", (await MarkAsync(mark))!.Value.Delivery.Value);
    }

    /// <summary>What was sent stays as it is when its account is cancelled.</summary>
    [Theory]
    [InlineData(DeliveryState.Sending, OnceStanding.Leaving)]
    [InlineData(DeliveryState.Accepted, OnceStanding.Told)]
    [InlineData(DeliveryState.InDoubt, OnceStanding.InDoubt)]
    public async Task What_was_sent_stays_as_it_is_when_its_account_is_cancelled(DeliveryState state, OnceStanding standing)
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned("d1"));
        await ToAsync("d1", state);
        Assert.Equal(standing, await Outbox.CancelAsync(Samples.Key, new AccountRef("acc-d1"), Samples.Now));
        Assert.Equal(state, (await StoredAsync("d1")).State);
    }

    /// <summary>Without an account a message does not go where another tells the same.</summary>
    [Fact]
    public async Task Without_an_account_a_message_does_not_go_where_another_tells_the_same()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned(TwoAccounts("d1")), Samples.Planned(Samples.Delivery("d9", "acc-9", Samples.Email("work"))));
        await Outbox.CancelAsync(Samples.Key, new AccountRef("acc-1"), Samples.Now);
        Assert.Equal(DeliveryState.Cancelled, (await StoredAsync("d1")).State);
        Assert.Equal("d9", (await AddressMarkAsync(Samples.Email("work")))!.Value.Delivery.Value);
    }

    /// <summary>A change brings its traces in place of those before.</summary>
    [Fact]
    public async Task A_change_brings_its_traces_in_place_of_those_before()
    {
        await AddAsync(Traced("d1", run: 1, KnownAt));
        var change = await ReaddressedAsync("d1", "new") with { Traces = Traces(2, 99) };
        Assert.True(await ChangeAsync(change));
        Assert.Empty(await Outbox.FindTracesAsync("c", [KnownAt]));
        Assert.Single(await Outbox.FindTracesAsync("c", [99]));
    }

    /// <summary>A change that ends a message takes its traces with it.</summary>
    [Fact]
    public async Task A_change_that_ends_a_message_takes_its_traces_with_it()
    {
        await AddAsync(Traced("d1", run: 1, KnownAt));
        var stored = await StoredAsync("d1");
        Assert.True(await ChangeAsync(new PlannedDelivery(stored with { State = DeliveryState.Suppressed }, [], [], [])));
        Assert.Empty(await Outbox.FindTracesAsync("c", [KnownAt]));
    }

    /// <summary>An account that a change leaves out stays marked.</summary>
    [Fact]
    public async Task An_account_that_a_change_leaves_out_stays_marked()
    {
        await AddAllAsync(Samples.Planned("d1"));
        var change = Samples.Planned(Samples.Delivery("d1", "acc-new", Samples.Email("d1")));
        Assert.True(await ChangeAsync(change));
        Assert.NotNull(await MarkAsync(Samples.AccountMark(change.Delivery, new("acc-d1"))));
        Assert.NotNull(await MarkAsync(Samples.AccountMark(change.Delivery, new("acc-new"))));
    }

    /// <summary>A change of an older version and of what may have arrived is refused.</summary>
    [Fact]
    public async Task A_change_of_an_older_version_and_of_what_may_have_arrived_is_refused()
    {
        await AddAllAsync(Samples.Planned("old"), Samples.Planned("arrived"));
        var old = await ReaddressedAsync("old", "new-1");
        await ToAsync("old", DeliveryState.Held);
        Assert.False(await ChangeAsync(old));
        await ToAsync("arrived", DeliveryState.Sending);
        await ChangeAsync("arrived", d => d with { State = DeliveryState.Planned, Asked = [new(0, "provider") { Unknowns = 1 }] });
        Assert.False(await ChangeAsync(await ReaddressedAsync("arrived", "new-2")));
    }

    /// <summary>An account that is cancelled takes its mark the attempts of its route and the lease with it.</summary>
    [Fact]
    public async Task An_account_that_is_cancelled_takes_its_mark_the_attempts_of_its_route_and_the_claim_with_it()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned(TwoAccounts("d1")));
        await Outbox.LeaseAsync(Samples.Lease());
        await ChangeAsync("d1", d => d with { Attempts = 3 });
        await Outbox.CancelAsync(Samples.Key, new AccountRef("acc-1"), Samples.Now);
        var left = await StoredAsync("d1");
        Assert.Equal((DeliveryState.Planned, 0), (left.State, left.Attempts));
        Assert.Null(await MarkAsync(Samples.AccountMark(left, new("acc-1"))));
        Assert.NotNull(await MarkAsync(Samples.AccountMark(left, new("acc-2"))));
    }

    /// <summary>A person of two accounts, one with the mailbox "ana" and the other with the mailbox "work".</summary>
    private static Delivery TwoAccounts(string id)
    {
        var one = Samples.Delivery(id, "acc-1", Samples.Email("ana"));
        var other = Samples.Delivery(id, "acc-2", Samples.Email("work"));
        return one.WithPlan(p => p with
        {
            Person = one.Person with { Accounts = [.. one.Person.Accounts, .. other.Person.Accounts] },
            Routes = [.. one.Routes, .. other.Routes],
        });
    }
}
