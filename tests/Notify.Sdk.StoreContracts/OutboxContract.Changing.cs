using System.Collections.Concurrent;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.StoreContracts;

public abstract partial class OutboxContract
{
    private const ulong Place = 7_000_000_000_000_000_007;

    [Fact]
    public async Task A_change_moves_the_address_mark_and_keeps_the_account_s()
    {
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("old"))));
        (await ChangeAsync(await ReaddressedAsync("d1", "new"))).Should().BeTrue();
        (await AddressMarkAsync(Samples.Email("old"))).Should().BeNull();
        (await AddressMarkAsync(Samples.Email("new")))!.Value.Delivery.Should().Be(new DeliveryId("d1"));
        (await MarkAsync(Samples.AccountMark(Samples.Delivery("d1"), new("acc-1")))).Should().NotBeNull();
        (await StoredAsync("d1")).Route.Address.Key.Value.Should().Be("new@example.com");
    }

    [Fact]
    public async Task A_change_to_an_address_that_another_message_holds_is_refused_and_leaves_all_as_it_was()
    {
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("old")), Samples.Place("acc-1", 1)),
            Samples.Planned(Samples.Delivery("d2", "acc-2", Samples.Email("new"))));
        var before = await StoredAsync("d1");
        (await ChangeAsync(await ReaddressedAsync("d1", "new"))).Should().BeFalse();
        (await StoredAsync("d1")).Epoch.Should().Be(before.Epoch);
        (await AddressMarkAsync(Samples.Email("old")))!.Value.Delivery.Should().Be(new DeliveryId("d1"));
        (await Outbox.FindUsesAsync([Samples.Bucket("acc-1")], Samples.Now)).Should().ContainSingle();
    }

    [Theory]
    [InlineData(DeliveryState.Sending)]
    [InlineData(DeliveryState.InDoubt)]
    [InlineData(DeliveryState.Accepted)]
    public async Task What_has_begun_is_not_changed(DeliveryState state)
    {
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("old"))));
        await UpdateAsync(await StoredAsync("d1") with { State = state });
        (await ChangeAsync(await ReaddressedAsync("d1", "new"))).Should().BeFalse();
        (await StoredAsync("d1")).State.Should().Be(state);
    }

    [Fact]
    public async Task A_change_that_ends_a_message_frees_it_and_wakes_its_stand_bys()
    {
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("home"))),
            Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("home"))));
        var stored = await StoredAsync("d1");
        (await ChangeAsync(new(stored with { State = DeliveryState.Suppressed }, [], [], []))).Should().BeTrue();
        (await StoredAsync("d2")).State.Should().Be(DeliveryState.Planned);
        (await MarkAsync(Samples.AccountMark(stored, new("acc-1")))).Should().BeNull();
    }

    [Fact]
    public async Task A_change_to_another_address_wakes_those_whom_it_covered()
    {
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("home"))),
            Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("home"))));
        (await ChangeAsync(await ReaddressedAsync("d1", "new"))).Should().BeTrue();
        (await StoredAsync("d2")).State.Should().Be(DeliveryState.Planned);
        (await AddressMarkAsync(Samples.Email("home")))!.Value.Delivery.Should().Be(new DeliveryId("d2"));
    }

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
                    var claimed = await Outbox.ClaimAsync(Samples.Claim(limit: 3));
                    idle = claimed.Count == 0 ? idle + 1 : 0;
                    foreach (var delivery in claimed)
                    {
                        if (await UpdateAsync(delivery with { State = DeliveryState.Sending }))
                            begun.TryAdd(delivery.Id.Value, delivery.Route.Address.Deliverable).Should()
                                .BeTrue("{0} begins once", delivery.Id);
                    }
                }

                return true;
            },
            racers: 3);

        // What was changed after the last look of the workers goes now.
        foreach (var delivery in await Outbox.ClaimAsync(Samples.Claim(limit: 1000)))
        {
            if (await UpdateAsync(delivery with { State = DeliveryState.Sending }))
                begun.TryAdd(delivery.Id.Value, delivery.Route.Address.Deliverable).Should().BeTrue("{0} begins once", delivery.Id);
        }

        begun.Should().HaveCount(messages);
        begun.Should().OnlyContain(b => b.Value.StartsWith(changed[b.Key] ? "new" : "old", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cancelled_account_takes_its_message_with_it_and_accepts_none()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("ana"))));
        (await Outbox.CancelAsync(Samples.Key, new AccountRef("acc-1"), Samples.Now)).Should().Be(OnceStanding.Planned);
        (await StoredAsync("d1")).State.Should().Be(DeliveryState.Cancelled);
        (await Outbox.FindCancelledAsync(Samples.Key, [new("acc-1"), new("acc-2")])).Should().Equal(new AccountRef("acc-1"));
        (await AddAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("ana"))))).Should().Be(AddResult.AlreadyMarked);
        (await Outbox.CancelAsync(Samples.Key, new AccountRef("acc-2"), Samples.Now)).Should().BeNull();
    }

    [Fact]
    public async Task Without_one_of_its_accounts_a_message_goes_to_the_other()
    {
        await Outbox.RegisterAsync(Samples.Record());
        var one = Samples.Delivery("d1", "acc-1", Samples.Email("ana"));
        var other = Samples.Delivery("d1", "acc-2", Samples.Email("work"));
        var both = one.WithPlan(p => p with
        {
            Person = one.Person with { Accounts = [.. one.Person.Accounts, .. other.Person.Accounts] },
            Routes = [.. one.Routes, .. other.Routes],
        });
        await AddAllAsync(
            Samples.Planned(both, Samples.Place("acc-1", 1) with { Route = 0 }, Samples.Place("acc-2", 1) with { Route = 1 }));
        await Outbox.CancelAsync(Samples.Key, new AccountRef("acc-1"), Samples.Now);
        var left = await StoredAsync("d1");
        left.State.Should().Be(DeliveryState.Planned);
        left.Routes.Should().ContainSingle().Which.Account.Should().Be(new AccountRef("acc-2"));
        (await AddressMarkAsync(Samples.Email("ana"))).Should().BeNull();
        (await AddressMarkAsync(Samples.Email("work"))).Should().NotBeNull();
        (await Outbox.FindUsesAsync([Samples.Bucket("acc-1")], Samples.Now)).Should().BeEmpty();
        (await Outbox.FindUsesAsync([Samples.Bucket("acc-2")], Samples.Now)).Should().ContainSingle();
    }

    [Fact]
    public async Task Racing_calls_tell_a_person_once_under_all_their_accounts()
    {
        var results = await RaceAsync(i => AddAsync(Traced($"d{i}", run: (ulong)i + 1, Place)));
        results.Count(r => r == AddResult.Added).Should().Be(1);
        results.Count(r => r == AddResult.AlreadyMarked).Should().Be(Racers - 1);
    }

    [Fact]
    public async Task Traces_of_one_call_bar_nobody_and_go_with_the_message()
    {
        (await AddAsync(Traced("d1", run: 1, Place))).Should().Be(AddResult.Added);
        (await AddAsync(Traced("d2", run: 1, Place))).Should().Be(AddResult.Added);
        (await Outbox.FindTracesAsync("c", [Place, 5])).Should().HaveCount(2)
            .And.OnlyContain(t => t.Standing == OnceStanding.Planned && t.Trace.At == Place);
        await UpdateAsync(await StoredAsync("d1") with { State = DeliveryState.Failed });
        await UpdateAsync(await StoredAsync("d2") with { State = DeliveryState.Failed });
        (await Outbox.FindTracesAsync("c", [Place])).Should().BeEmpty();
        (await AddAsync(Traced("d3", run: 2, Place))).Should().Be(AddResult.Added);
    }

    [Fact]
    public async Task Who_is_known_again_leaves_marks_and_traces_of_the_new_account_too()
    {
        await AddAsync(Traced("d1", run: 1, Place));
        var mark = Samples.AccountMark(Samples.Delivery("d1"), new("acc-new"));
        await Outbox.AddAsync([new KnownAgain(new("d1"), [mark], Traces(2, 99))]);
        (await MarkAsync(mark))!.Value.Delivery.Should().Be(new DeliveryId("d1"));
        (await AddAsync(Traced("d2", run: 3, 99))).Should().Be(AddResult.AlreadyMarked);
        await UpdateAsync(await StoredAsync("d1") with { State = DeliveryState.Failed });
        (await MarkAsync(mark)).Should().BeNull();
        (await AddAsync(Traced("d2", run: 3, 99))).Should().Be(AddResult.Added);
    }

    [Fact]
    public async Task The_key_of_the_codes_never_changes() =>
        (await Outbox.TraceKeyAsync()).ToArray().Should().HaveCount(16).And.Equal((await Outbox.TraceKeyAsync()).ToArray());

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
