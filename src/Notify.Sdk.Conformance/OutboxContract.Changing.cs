using System.Collections.Concurrent;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Conformance;

public abstract partial class OutboxContract
{
    private const ulong KnownAt = 7_000_000_000_000_000_007;

    /// <summary>A change moves the address mark and keeps the account s.</summary>
    [Fact]
    public async Task A_change_moves_the_address_mark_and_keeps_the_account_s()
    {
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("old"))));
        Assert.True(await ChangeAsync(await ReaddressedAsync("d1", "new")));
        Assert.Null(await AddressMarkAsync(Samples.Email("old")));
        Assert.Equal(new DeliveryId("d1"), (await AddressMarkAsync(Samples.Email("new")))!.Value.Delivery);
        Assert.NotNull(await MarkAsync(Samples.AccountMark(Samples.Delivery("d1"), new("acc-1"))));
        Assert.Equal("new@example.com", (await StoredAsync("d1")).Route.Address.Key.Value);
    }

    /// <summary>A change to an address that another message holds is refused and leaves all as it was.</summary>
    [Fact]
    public async Task A_change_to_an_address_that_another_message_holds_is_refused_and_leaves_all_as_it_was()
    {
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("old")), Samples.Slot("acc-1", 1)),
            Samples.Planned(Samples.Delivery("d2", "acc-2", Samples.Email("new"))));
        var before = await StoredAsync("d1");
        Assert.False(await ChangeAsync(await ReaddressedAsync("d1", "new")));
        Assert.Equal(before.Epoch, (await StoredAsync("d1")).Epoch);
        Assert.Equal(new DeliveryId("d1"), (await AddressMarkAsync(Samples.Email("old")))!.Value.Delivery);
        Assert.Single(await Outbox.FindUsesAsync([Samples.Bucket("acc-1")], Samples.Now));
    }

    /// <summary>What has begun is not changed.</summary>
    [Theory]
    [InlineData(DeliveryState.Sending)]
    [InlineData(DeliveryState.InDoubt)]
    [InlineData(DeliveryState.Accepted)]
    public async Task What_has_begun_is_not_changed(DeliveryState state)
    {
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("old"))));
        await UpdateAsync(await StoredAsync("d1") with { State = state });
        Assert.False(await ChangeAsync(await ReaddressedAsync("d1", "new")));
        Assert.Equal(state, (await StoredAsync("d1")).State);
    }

    /// <summary>A change that ends a message frees it and wakes its stand bys.</summary>
    [Fact]
    public async Task A_change_that_ends_a_message_frees_it_and_wakes_its_stand_bys()
    {
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("home"))),
            Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("home"))));
        var stored = await StoredAsync("d1");
        Assert.True(await ChangeAsync(new(stored with { State = DeliveryState.Suppressed }, [], [], [])));
        Assert.Equal(DeliveryState.Planned, (await StoredAsync("d2")).State);
        Assert.Null(await MarkAsync(Samples.AccountMark(stored, new("acc-1"))));
    }

    /// <summary>A change to another address wakes those whom it covered.</summary>
    [Fact]
    public async Task A_change_to_another_address_wakes_those_whom_it_covered()
    {
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("home"))),
            Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("home"))));
        Assert.True(await ChangeAsync(await ReaddressedAsync("d1", "new")));
        Assert.Equal(DeliveryState.Planned, (await StoredAsync("d2")).State);
        Assert.Equal(new DeliveryId("d2"), (await AddressMarkAsync(Samples.Email("home")))!.Value.Delivery);
    }

    /// <summary>Two workers and a changer send each message once and never to an address that was changed before it began.</summary>
    [Fact]
    public async Task Two_workers_and_a_changer_send_each_message_once_and_never_to_an_address_that_was_changed_before_it_began()
    {
        const int messages = 40;
        await AddAllAsync(
            [.. Enumerable.Range(0, messages)
            .Select(i => Samples.Planned(Samples.Delivery($"d{i:00}", $"acc-{i}", Samples.Email($"old{i}"))))]);
        ConcurrentDictionary<string, string> begun = [];
        ConcurrentDictionary<string, bool> changed = [];
        await RaceAsync(
            async racer =>
            {
                if (racer == 0)
                {
                    for (var i = 0; i < messages; i++)
                        changed[$"d{i:00}"] = await ChangedAsync($"d{i:00}", $"new{i}");
                    return true;
                }

                for (var idle = 0; idle < 3;)
                {
                    var leased = await Outbox.LeaseAsync(Samples.Lease(limit: 3));
                    idle = leased.Count == 0 ? idle + 1 : 0;
                    foreach (var delivery in leased)
                    {
                        if (await UpdateAsync(delivery with { State = DeliveryState.Sending }))
                            Assert.True(begun.TryAdd(delivery.Id.Value, delivery.Route.Address.Deliverable), "It begins once.");
                    }
                }

                return true;
            },
            racers: 3);

        // What was changed after the last look of the workers goes now.
        foreach (var delivery in await Outbox.LeaseAsync(Samples.Lease(limit: 1000)))
        {
            if (await UpdateAsync(delivery with { State = DeliveryState.Sending }))
                Assert.True(begun.TryAdd(delivery.Id.Value, delivery.Route.Address.Deliverable), "It begins once.");
        }

        Assert.Equal(messages, begun.Count);
        Assert.All(begun, b => Assert.True(b.Value.StartsWith(changed[b.Key] ? "new" : "old", StringComparison.Ordinal)));
    }

    /// <summary>A cancelled account takes its message with it and accepts none.</summary>
    [Fact]
    public async Task A_cancelled_account_takes_its_message_with_it_and_accepts_none()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("ana"))));
        Assert.Equal(OnceStanding.Planned, await Outbox.CancelAsync(Samples.Key, new AccountRef("acc-1"), Samples.Now));
        Assert.Equal(DeliveryState.Cancelled, (await StoredAsync("d1")).State);
        Assert.Equal([new AccountRef("acc-1")], await Outbox.FindCancelledAsync(Samples.Key, [new("acc-1"), new("acc-2")]));
        Assert.Equal(AddResult.AlreadyMarked, await AddAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("ana")))));
        Assert.Null(await Outbox.CancelAsync(Samples.Key, new AccountRef("acc-2"), Samples.Now));
    }

    /// <summary>Without one of its accounts a message goes to the other.</summary>
    [Fact]
    public async Task Without_one_of_its_accounts_a_message_goes_to_the_other()
    {
        await Outbox.RegisterAsync(Samples.Record());
        var both = TwoAccounts("d1");
        await AddAllAsync(
            Samples.Planned(both, Samples.Slot("acc-1", 1) with { Route = 0 }, Samples.Slot("acc-2", 1) with { Route = 1 }));
        await Outbox.CancelAsync(Samples.Key, new AccountRef("acc-1"), Samples.Now);
        var left = await StoredAsync("d1");
        Assert.Equal(DeliveryState.Planned, left.State);
        Assert.Equal(new AccountRef("acc-2"), Assert.Single(left.Routes).Account);
        Assert.Null(await AddressMarkAsync(Samples.Email("ana")));
        Assert.NotNull(await AddressMarkAsync(Samples.Email("work")));
        Assert.Empty(await Outbox.FindUsesAsync([Samples.Bucket("acc-1")], Samples.Now));
        Assert.Single(await Outbox.FindUsesAsync([Samples.Bucket("acc-2")], Samples.Now));
    }

    /// <summary>Racing calls tell a person once under all their accounts.</summary>
    [Fact]
    public async Task Racing_calls_tell_a_person_once_under_all_their_accounts()
    {
        var results = await RaceAsync(i => AddAsync(Traced($"d{i}", run: (ulong)i + 1, KnownAt)));
        Assert.Equal(1, results.Count(r => r == AddResult.Added));
        Assert.Equal(Racers - 1, results.Count(r => r == AddResult.AlreadyMarked));
    }

    /// <summary>Traces of one call bar nobody and go with the message.</summary>
    [Fact]
    public async Task Traces_of_one_call_bar_nobody_and_go_with_the_message()
    {
        Assert.Equal(AddResult.Added, await AddAsync(Traced("d1", run: 1, KnownAt)));
        Assert.Equal(AddResult.Added, await AddAsync(Traced("d2", run: 1, KnownAt)));
        Assert.Equal(2, (await Outbox.FindTracesAsync("c", [KnownAt, 5])).Count);
        Assert.All(await Outbox.FindTracesAsync("c", [KnownAt, 5]),
            t => Assert.Equal((OnceStanding.Planned, KnownAt), (t.Standing, t.Trace.At)));
        await UpdateAsync(await StoredAsync("d1") with { State = DeliveryState.Failed });
        await UpdateAsync(await StoredAsync("d2") with { State = DeliveryState.Failed });
        Assert.Empty(await Outbox.FindTracesAsync("c", [KnownAt]));
        Assert.Equal(AddResult.Added, await AddAsync(Traced("d3", run: 2, KnownAt)));
    }

    /// <summary>Who is known again leaves marks and traces of the new account too.</summary>
    [Fact]
    public async Task Who_is_known_again_leaves_marks_and_traces_of_the_new_account_too()
    {
        await AddAsync(Traced("d1", run: 1, KnownAt));
        var mark = Samples.AccountMark(Samples.Delivery("d1"), new("acc-new"));
        await Outbox.AddAsync([new KnownAgain(new("d1"), [mark], Traces(2, 99))]);
        Assert.Equal(new DeliveryId("d1"), (await MarkAsync(mark))!.Value.Delivery);
        Assert.Equal(AddResult.AlreadyMarked, await AddAsync(Traced("d2", run: 3, 99)));
        await UpdateAsync(await StoredAsync("d1") with { State = DeliveryState.Failed });
        Assert.Null(await MarkAsync(mark));
        Assert.Equal(AddResult.Added, await AddAsync(Traced("d2", run: 3, 99)));
    }

    /// <summary>The key of the codes never changes.</summary>
    [Fact]
    public async Task The_key_of_the_codes_never_changes()
    {
        var key = (await Outbox.TraceKeyAsync()).ToArray();
        Assert.Equal(16, key.Length);
        Assert.Equal(key, (await Outbox.TraceKeyAsync()).ToArray());
    }

    private static PersonTraces Traces(ulong run, ulong at) => new("c", run, [new(TraceKind.Address, at, 42, TracedName.Full, false)]);

    private static PlannedDelivery Traced(string id, ulong run, ulong at) => Samples.Planned(id) with { Traces = Traces(run, at) };

    private async Task<bool> ChangeAsync(PlannedDelivery change) => (await Outbox.ChangeAsync([change]))[0];

    private async Task<PlannedDelivery> ReaddressedAsync(string id, string local)
    {
        var stored = await StoredAsync(id);
        var account = stored.Person.Accounts[0].Ref.Id;
        var fresh = Samples.Delivery(id, account, Samples.Email(local));
        return Samples.Planned(fresh with { Epoch = stored.Epoch });
    }

    /// <summary>Tries until the change is written or the message has begun, as a caller does.</summary>
    private async Task<bool> ChangedAsync(string id, string local)
    {
        while (OutboxRules.CanBeStopped((await StoredAsync(id)).State))
        {
            if (await ChangeAsync(await ReaddressedAsync(id, local)))
                return true;
        }

        return false;
    }
}
