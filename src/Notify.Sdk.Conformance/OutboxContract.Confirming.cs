using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Conformance;

public abstract partial class OutboxContract
{
    /// <summary>What waits for confirmation is not leased and is let go when it comes.</summary>
    [Fact]
    public async Task What_waits_for_confirmation_is_not_claimed_and_is_let_go_when_it_comes()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned("early"));
        Assert.True(await Outbox.HoldAsync(Samples.Key, Samples.Now));
        await AddAllAsync(Samples.Planned("late"), Samples.Planned(
            Samples.Delivery("tomorrow") with { State = DeliveryState.Held, Due = Samples.Now + Duration.FromDays(1) }));

        Assert.Empty(await Outbox.LeaseAsync(Samples.Lease(Later)));
        Assert.Equal([new(DeliveryState.AwaitsConfirmation, 3)], (await Outbox.StatusAsync(Samples.Key)).ByState);
        Assert.True((await Outbox.FindNotificationAsync(Samples.Key))!.AwaitsConfirmation);

        Assert.Equal(3, await Outbox.ReleaseAsync(Samples.Key, "editor", Later));
        var record = await Outbox.FindNotificationAsync(Samples.Key);
        Assert.False(record!.AwaitsConfirmation);
        Assert.Equal(new Confirmation("editor", Later), record.Confirmed);
        Assert.Equal(DeliveryState.Held, (await StoredAsync("tomorrow")).State);
        Assert.Equal(["early", "late"], (await Outbox.LeaseAsync(Samples.Lease(Later))).Select(d => d.Id.Value));
    }

    /// <summary>A worker that has leased what must be confirmed is refused.</summary>
    [Fact]
    public async Task A_worker_that_has_claimed_what_must_be_confirmed_is_refused()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned("leased"));
        var leased = (await Outbox.LeaseAsync(Samples.Lease())).Single();
        await Outbox.HoldAsync(Samples.Key, Samples.Now);
        Assert.False(await UpdateAsync(leased with { State = DeliveryState.Sending }));
        Assert.Equal(DeliveryState.AwaitsConfirmation, (await StoredAsync("leased")).State);
    }

    /// <summary>A message that is being sent ends and its next try waits for confirmation.</summary>
    [Fact]
    public async Task A_message_that_is_being_sent_ends_and_its_next_try_waits_for_confirmation()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned("sending"));
        await ToAsync("sending", DeliveryState.Sending);
        await Outbox.HoldAsync(Samples.Key, Samples.Now);
        Assert.Equal(DeliveryState.Sending, (await StoredAsync("sending")).State);
        await ToAsync("sending", DeliveryState.Planned);
        Assert.Equal(DeliveryState.AwaitsConfirmation, (await StoredAsync("sending")).State);
    }

    /// <summary>Who stands by stands by whether a notification waits or not.</summary>
    [Fact]
    public async Task Who_stands_by_stands_by_whether_a_notification_waits_or_not()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned(Samples.StandBy("d2", "d1", Samples.Email("d1"))));
        await Outbox.HoldAsync(Samples.Key, Samples.Now);
        Assert.Equal(DeliveryState.StandBy, (await StoredAsync("d2")).State);
        Assert.Equal(1, await Outbox.ReleaseAsync(Samples.Key, "editor", Later));
        Assert.Equal(DeliveryState.StandBy, (await StoredAsync("d2")).State);
    }

    /// <summary>A stand by that takes over waits for confirmation too.</summary>
    [Fact]
    public async Task A_stand_by_that_takes_over_waits_for_confirmation_too()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned("told"), Samples.Planned(Samples.StandBy("standby", "told", Samples.Email("told"))));
        await ToAsync("told", DeliveryState.Sending);
        await Outbox.HoldAsync(Samples.Key, Samples.Now);
        await ToAsync("told", DeliveryState.Failed);
        Assert.Equal(DeliveryState.AwaitsConfirmation, (await StoredAsync("standby")).State);
    }

    /// <summary>What is planned anew while it waits for confirmation waits on.</summary>
    [Fact]
    public async Task What_is_planned_anew_while_it_waits_for_confirmation_waits_on()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("old"))));
        await Outbox.HoldAsync(Samples.Key, Samples.Now);
        var changed = await ReaddressedAsync("d1", "new");
        Assert.True(await ChangeAsync(changed with { Delivery = changed.Delivery with { State = DeliveryState.Planned } }));
        Assert.Equal(DeliveryState.AwaitsConfirmation, (await StoredAsync("d1")).State);
        // Nobody has confirmed it.
        Assert.Empty(await Outbox.LeaseAsync(Samples.Lease(Later)));
    }

    /// <summary>Cancelling withdraws what waits for confirmation.</summary>
    [Fact]
    public async Task Cancelling_withdraws_what_waits_for_confirmation()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned("d1"));
        await Outbox.HoldAsync(Samples.Key, Samples.Now);
        Assert.Equal(1, await Outbox.CancelAsync(Samples.Key, Later));
        Assert.Equal(DeliveryState.Cancelled, (await StoredAsync("d1")).State);
        Assert.False(await Outbox.HoldAsync(Samples.Key, Later));
        Assert.Equal(0, await Outbox.ReleaseAsync(Samples.Key, "editor", Later));
    }

    /// <summary>What was confirmed never waits again but a higher revision does.</summary>
    [Fact]
    public async Task What_was_confirmed_never_waits_again_but_a_higher_revision_does()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await Outbox.HoldAsync(Samples.Key, Samples.Now);
        await Outbox.ReleaseAsync(Samples.Key, confirmedBy: null, Samples.Now);
        // Nobody confirmed it.
        Assert.True(await Outbox.HoldAsync(Samples.Key, Samples.Now));
        await Outbox.ReleaseAsync(Samples.Key, "editor", Later);
        Assert.False(await Outbox.HoldAsync(Samples.Key, Later));
        var first = Samples.Record();
        await Outbox.RegisterAsync(first with { Notification = first.Notification with { Revision = 1 }, ContentHash = "other" });
        Assert.Null((await Outbox.FindNotificationAsync(Samples.Key))!.Confirmed);
        Assert.True(await Outbox.HoldAsync(Samples.Key, Later));
    }

    /// <summary>Nothing waits under a key that was never registered.</summary>
    [Fact]
    public async Task Nothing_waits_under_a_key_that_was_never_registered()
    {
        var hold = async () => await Outbox.HoldAsync("nothing", Samples.Now);
        await Assert.ThrowsAnyAsync<KeyNotFoundException>(hold);
        var release = async () => await Outbox.ReleaseAsync("nothing", "editor", Samples.Now);
        await Assert.ThrowsAnyAsync<KeyNotFoundException>(release);
    }
}
