using NodaTime;
using Notify.Sdk.Sending;

namespace Notify.Sdk.StoreContracts;

public abstract partial class OutboxContract
{
    [Fact]
    public async Task What_waits_for_confirmation_is_not_claimed_and_is_let_go_when_it_comes()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned("early"));
        (await Outbox.HoldAsync(Samples.Key, Samples.Now)).Should().BeTrue();
        await AddAllAsync(Samples.Planned("late"), Samples.Planned(
            Samples.Delivery("tomorrow") with { State = DeliveryState.Held, Due = Samples.Now + Duration.FromDays(1) }));

        (await Outbox.ClaimAsync(Samples.Claim(Later))).Should().BeEmpty();
        (await Outbox.StatusAsync(Samples.Key)).ByState.Should()
            .BeEquivalentTo(new Dictionary<DeliveryState, int> { [DeliveryState.AwaitsConfirmation] = 3 });
        (await Outbox.FindNotificationAsync(Samples.Key))!.AwaitsConfirmation.Should().BeTrue();

        (await Outbox.ReleaseAsync(Samples.Key, "editor", Later)).Should().Be(3);
        var record = await Outbox.FindNotificationAsync(Samples.Key);
        (record!.AwaitsConfirmation, record.Confirmed).Should().Be((false, new Confirmation("editor", Later)));
        (await StoredAsync("tomorrow")).State.Should().Be(DeliveryState.Held);
        (await Outbox.ClaimAsync(Samples.Claim(Later))).Select(d => d.Id.Value).Should().Equal("early", "late");
    }

    [Fact]
    public async Task A_worker_that_has_claimed_what_must_be_confirmed_is_refused()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned("claimed"));
        var claimed = (await Outbox.ClaimAsync(Samples.Claim())).Single();
        await Outbox.HoldAsync(Samples.Key, Samples.Now);
        (await UpdateAsync(claimed with { State = DeliveryState.Sending })).Should().BeFalse();
        (await StoredAsync("claimed")).State.Should().Be(DeliveryState.AwaitsConfirmation);
    }

    [Fact]
    public async Task A_message_that_is_being_sent_ends_and_its_next_try_waits_for_confirmation()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned("sending"));
        await ToAsync("sending", DeliveryState.Sending);
        await Outbox.HoldAsync(Samples.Key, Samples.Now);
        (await StoredAsync("sending")).State.Should().Be(DeliveryState.Sending);
        await ToAsync("sending", DeliveryState.Planned);
        (await StoredAsync("sending")).State.Should().Be(DeliveryState.AwaitsConfirmation);
    }

    [Fact]
    public async Task A_stand_by_that_takes_over_waits_for_confirmation_too()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned("told"), Samples.Planned(Samples.StandBy("standby", "told", Samples.Email("told"))));
        await ToAsync("told", DeliveryState.Sending);
        await Outbox.HoldAsync(Samples.Key, Samples.Now);
        await ToAsync("told", DeliveryState.Failed);
        (await StoredAsync("standby")).State.Should().Be(DeliveryState.AwaitsConfirmation);
    }

    [Fact]
    public async Task What_is_planned_anew_while_it_waits_for_confirmation_waits_on()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1", "acc-1", Samples.Email("old"))));
        await Outbox.HoldAsync(Samples.Key, Samples.Now);
        var changed = await ReaddressedAsync("d1", "new");
        (await ChangeAsync(changed with { Delivery = changed.Delivery with { State = DeliveryState.Planned } })).Should().BeTrue();
        (await StoredAsync("d1")).State.Should().Be(DeliveryState.AwaitsConfirmation);
        (await Outbox.ClaimAsync(Samples.Claim(Later))).Should().BeEmpty("nobody has confirmed it");
    }

    [Fact]
    public async Task Cancelling_withdraws_what_waits_for_confirmation()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned("d1"));
        await Outbox.HoldAsync(Samples.Key, Samples.Now);
        (await Outbox.CancelAsync(Samples.Key, Later)).Should().Be(1);
        (await StoredAsync("d1")).State.Should().Be(DeliveryState.Cancelled);
        (await Outbox.HoldAsync(Samples.Key, Later)).Should().BeFalse();
        (await Outbox.ReleaseAsync(Samples.Key, "editor", Later)).Should().Be(0);
    }

    [Fact]
    public async Task What_was_confirmed_never_waits_again_but_a_higher_revision_does()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await Outbox.HoldAsync(Samples.Key, Samples.Now);
        await Outbox.ReleaseAsync(Samples.Key, confirmedBy: null, Samples.Now);
        (await Outbox.HoldAsync(Samples.Key, Samples.Now)).Should().BeTrue("nobody confirmed it");
        await Outbox.ReleaseAsync(Samples.Key, "editor", Later);
        (await Outbox.HoldAsync(Samples.Key, Later)).Should().BeFalse();
        var first = Samples.Record();
        await Outbox.RegisterAsync(first with { Notification = first.Notification with { Revision = 1 }, ContentHash = "other" });
        (await Outbox.FindNotificationAsync(Samples.Key))!.Confirmed.Should().BeNull();
        (await Outbox.HoldAsync(Samples.Key, Later)).Should().BeTrue();
    }

    [Fact]
    public async Task Nothing_waits_under_a_key_that_was_never_registered()
    {
        var hold = async () => await Outbox.HoldAsync("nothing", Samples.Now);
        await hold.Should().ThrowAsync<KeyNotFoundException>();
        var release = async () => await Outbox.ReleaseAsync("nothing", "editor", Samples.Now);
        await release.Should().ThrowAsync<KeyNotFoundException>();
    }
}
