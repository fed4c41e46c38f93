using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Conformance;

public abstract partial class OutboxContract
{
    /// <summary>What was sent to an erased person keeps only what became of it.</summary>
    [Theory]
    [InlineData(DeliveryState.Accepted)]
    [InlineData(DeliveryState.Delivered)]
    [InlineData(DeliveryState.InDoubt)]
    [InlineData(DeliveryState.Failed)]
    public async Task What_was_sent_to_an_erased_person_keeps_only_what_became_of_it(DeliveryState state)
    {
        await AddAllAsync(Samples.Planned("d1", Samples.Slot("acc-d1", 1)), Samples.Planned("d2"));
        await StartAsync("d1", Samples.Now);
        await ToAsync("d1", state);

        Assert.Equal(new OutboxErasure(1, 0, 0), await EraseAsync(Accounts("acc-d1")));

        var erased = await StoredAsync("d1");
        Assert.Equal((state, true), (erased.State, erased.IsErased));
        Assert.DoesNotContain("acc-d1", erased.Person.ToString() + erased.Route.Account, StringComparison.Ordinal);
        Assert.Empty(erased.Route.Address.Deliverable);
        Assert.Null(await AddressMarkAsync(Samples.Email("d1")));
        Assert.Null(await MarkAsync(Samples.AccountMark(erased, new("acc-d1"))));
        Assert.Empty(await SlotsAsync("acc-d1"));
        Assert.Null(await Outbox.FindOutcomeAsync(Samples.Key, new("acc-d1")));
        Assert.False((await StoredAsync("d2")).IsErased);
        Assert.NotNull(await Outbox.FindOutcomeAsync(Samples.Key, new("acc-d2")));
        Assert.Empty((await Outbox.FindOfAsync(Accounts("acc-d1"))).Found);
        Assert.Equal(OutboxErasure.None, await EraseAsync(Accounts("acc-d1")));
    }

    /// <summary>A person is found by every address, also by one that was not used.</summary>
    [Fact]
    public async Task A_person_is_found_by_every_address_also_by_one_that_was_not_used()
    {
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("ana"), Samples.Phone(1))));
        Assert.Equal(["d1"], (await Outbox.FindOfAsync(At(Samples.Phone(1)))).Found.Select(d => d.Id.Value));
        Assert.Equal(["d1"], (await Outbox.FindOfAsync(At(Samples.Email("ana")))).Found.Select(d => d.Id.Value));
        Assert.Empty((await Outbox.FindOfAsync(At(Samples.Phone(2)))).Found);
    }

    /// <summary>What an erased person was to be told is not sent, whoever holds it.</summary>
    [Theory]
    [InlineData(DeliveryState.Planned)]
    [InlineData(DeliveryState.Held)]
    [InlineData(DeliveryState.Leased)]
    public async Task What_an_erased_person_was_to_be_told_is_not_sent_whoever_holds_it(DeliveryState state)
    {
        await AddAllAsync(Samples.Planned("d1"));
        await ToAsync("d1", state);
        var held = await StoredAsync("d1");

        Assert.Equal(new OutboxErasure(1, 1, 0), await EraseAsync(At(Samples.Email("d1"))));

        Assert.Equal(DeliveryState.Suppressed, (await StoredAsync("d1")).State);
        Assert.False(await UpdateAsync(held with { State = DeliveryState.Sending }));
        Assert.True((await StoredAsync("d1")).IsErased);
        Assert.Empty(await Outbox.LeaseAsync(Samples.Lease(Samples.Now + Duration.FromDays(1))));
    }

    /// <summary>What is being handed over is left until it is over.</summary>
    [Fact]
    public async Task What_is_being_handed_over_is_left_until_it_is_over()
    {
        await AddAllAsync(Samples.Planned("d1"));
        await StartAsync("d1", Samples.Now);
        Assert.Equal(new OutboxErasure(0, 0, 1), await EraseAsync(Accounts("acc-d1")));
        Assert.False((await StoredAsync("d1")).IsErased);
        Assert.True(await ToAsync("d1", DeliveryState.Accepted));
        Assert.Equal(new OutboxErasure(1, 0, 0), await EraseAsync(Accounts("acc-d1")));
    }

    /// <summary>Who stood by for an erased person is told.</summary>
    [Fact]
    public async Task Who_stood_by_for_an_erased_person_is_told()
    {
        var shared = Samples.Email("home");
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", shared)), Samples.Planned(Samples.StandBy("d2", "d1", shared)));
        await EraseAsync(Accounts("acc-1"));
        Assert.Equal(DeliveryState.Planned, (await StoredAsync("d2")).State);
        Assert.Equal("d2", (await AddressMarkAsync(shared))?.Delivery.Value);
    }

    /// <summary>An address that is erased takes all who are told there with it.</summary>
    [Fact]
    public async Task An_address_that_is_erased_takes_all_who_are_told_there_with_it()
    {
        var shared = Samples.Email("home");
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", shared)), Samples.Planned(Samples.StandBy("d2", "d1", shared)));
        await EraseAsync(At(shared));
        Assert.True((await StoredAsync("d1")).IsErased);
        Assert.True((await StoredAsync("d2")).IsErased);
        Assert.Empty(await Outbox.LeaseAsync(Samples.Lease()));
    }

    /// <summary>Another account of the person is told without the erased one.</summary>
    [Fact]
    public async Task Another_account_of_the_person_is_told_without_the_erased_one()
    {
        var one = Samples.Delivery("d1", "acc-1", Samples.Email("ana"));
        var other = Samples.Delivery("d1", "acc-2", Samples.Phone(2));
        var both = one.WithPlan(p => p with
        {
            Person = new() { Accounts = [one.Person.Accounts[0], other.Person.Accounts[0]] },
            Routes = [one.Route, other.Route],
        });
        await AddAllAsync(Samples.Planned(both, Samples.Slot("acc-1", 1), Samples.Slot("acc-2", 1)));

        Assert.Equal(new OutboxErasure(1, 0, 0), await EraseAsync(Accounts("acc-1")));

        var left = await StoredAsync("d1");
        Assert.Equal((DeliveryState.Planned, false), (left.State, left.IsErased));
        Assert.Equal(["acc-2"], left.Person.Accounts.Select(a => a.Ref.Id));
        Assert.Equal(Samples.Phone(2).Key, left.Route.Address.Key);
        Assert.NotNull(await AddressMarkAsync(Samples.Phone(2)));
        Assert.Null(await AddressMarkAsync(Samples.Email("ana")));
        Assert.Null(await MarkAsync(Samples.AccountMark(both, new("acc-1"))));
        Assert.NotNull(await MarkAsync(Samples.AccountMark(both, new("acc-2"))));
        Assert.Empty(await SlotsAsync("acc-1"));
        Assert.Single(await SlotsAsync("acc-2"));
    }

    /// <summary>Who was told is known again after the erasure, by codes.</summary>
    [Fact]
    public async Task Who_was_told_is_known_again_after_the_erasure_by_codes()
    {
        await AddAllAsync(Traced("d1", run: 1, KnownAt));
        await StartAsync("d1", Samples.Now);
        await ToAsync("d1", DeliveryState.Accepted);
        await EraseAsync(Accounts("acc-d1"));
        Assert.Equal(AddResult.AlreadyMarked, await AddAsync(Traced("d2", run: 2, KnownAt)));
    }

    /// <summary>What is in doubt or failed is not handed over again once its person is erased.</summary>
    [Theory]
    [InlineData(DeliveryState.InDoubt)]
    [InlineData(DeliveryState.Failed)]
    public async Task What_is_in_doubt_or_failed_is_not_handed_over_again_once_its_person_is_erased(DeliveryState state)
    {
        await AddAllAsync(Samples.Planned("d1"));
        await StartAsync("d1", Samples.Now);
        await ToAsync("d1", state);
        await EraseAsync(Accounts("acc-d1"));
        var settled = await Outbox.SettleAsync(new("d1"), (await StoredAsync("d1")).Epoch, Settlement.TryAgain,
            new(ReasonCodes.Settled, "test", ""), Samples.Now);
        Assert.Equal(SettlementResult.Closed, settled);
    }

    /// <summary>What ended long ago is erased, and nothing else.</summary>
    [Fact]
    public async Task What_ended_long_ago_is_erased_and_nothing_else()
    {
        await AddAllAsync(Samples.Planned("old"), Samples.Planned("new"), Samples.Planned("open"));
        await ToAsync("old", DeliveryState.Accepted, Samples.Now);
        await ToAsync("new", DeliveryState.Accepted, Later);
        Assert.Equal(new OutboxErasure(1, 0, 0), await EraseAsync(new() { EndedBefore = Later }));
        Assert.True((await StoredAsync("old")).IsErased);
        Assert.False((await StoredAsync("new")).IsErased);
        Assert.False((await StoredAsync("open")).IsErased);
        Assert.Null(await Outbox.FindOutcomeAsync(Samples.Key, new("acc-old")));
    }

    /// <summary>Decisions about an erased account are forgotten under all keys.</summary>
    [Fact]
    public async Task Decisions_about_an_erased_account_are_forgotten_under_all_keys()
    {
        await Outbox.RegisterAsync(Samples.Record());
        AccountRef account = new("acc-7");
        await Outbox.RegisterAsync(Samples.Record("other"));
        await Outbox.AddAsync(Samples.Key, [], [Samples.Outcome(account, OutcomeKind.Suppressed)]);
        await Outbox.AddAsync("other", [], [Samples.Outcome(account, OutcomeKind.Suppressed),
            Samples.Outcome(new("acc-8"), OutcomeKind.Suppressed)]);
        await Outbox.CancelAsync(Samples.Key, account, Samples.Now);

        await EraseAsync(Accounts("acc-7"));

        Assert.Null(await Outbox.FindOutcomeAsync(Samples.Key, account));
        Assert.Null(await Outbox.FindOutcomeAsync("other", account));
        Assert.NotNull(await Outbox.FindOutcomeAsync("other", new("acc-8")));
        Assert.Empty(await Outbox.FindCancelledAsync(Samples.Key, [account]));
    }

    /// <summary>Decisions about an account are listed under all keys.</summary>
    [Fact]
    public async Task Decisions_about_an_account_are_listed_under_all_keys()
    {
        var decided = Samples.Outcome(new("acc-7"), OutcomeKind.Suppressed);
        await Outbox.RegisterAsync(Samples.Record("z"));
        await Outbox.RegisterAsync(Samples.Record("a"));
        await Outbox.AddAsync("z", [], [decided]);
        await Outbox.AddAsync("a", [], [decided, Samples.Outcome(new("acc-8"), OutcomeKind.Suppressed)]);
        var found = await Outbox.FindOutcomesAsync(new("acc-7"));
        Assert.Equal(["a", "z"], found.Select(f => f.Key));
        Assert.All(found, f => Assert.Equivalent(decided, f.Value, strict: true));
        Assert.Empty(await Outbox.FindOutcomesAsync(new("acc-9")));
    }

    /// <summary>A key without deliveries is forgotten, and one with deliveries is not.</summary>
    [Fact]
    public async Task A_key_without_deliveries_is_forgotten_and_one_with_deliveries_is_not()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await Outbox.RegisterAsync(Samples.Record("empty"));
        await AddAllAsync(Samples.Planned("d1"));
        await EraseAsync(new() { Keys = ["empty", Samples.Key, "unknown"] });
        Assert.Null(await Outbox.FindNotificationAsync("empty"));
        Assert.NotNull(await Outbox.FindNotificationAsync(Samples.Key));
        Assert.Equal(RegisterResult.New, await Outbox.RegisterAsync(Samples.Record("empty")));
    }

    private ValueTask<OutboxErasure> EraseAsync(ErasureScope scope) => Outbox.EraseAsync(scope, Samples.Now);

    private static ErasureScope Accounts(params string[] ids) => new() { Accounts = ids.Select(id => new AccountRef(id)).ToHashSet() };

    private static ErasureScope At(params Address[] addresses) =>
        new() { Addresses = addresses.Select(a => a.Key.ToLine()).ToHashSet() };
}
