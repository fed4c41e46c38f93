using NodaTime;
using Notify.Sdk.Sending;

namespace Notify.Sdk.StoreContracts;

public abstract partial class OutboxContract
{
    [Fact]
    public async Task Cancelling_stops_what_was_not_sent_and_refuses_the_worker_that_holds_it()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(
            Samples.Planned(Samples.Delivery("claimed") with { Due = Samples.Now - Duration.FromMinutes(1) }),
            Samples.Planned("held"),
            Samples.Planned("planned", Samples.Place("acc-1", 1)),
            Samples.Planned("sending"),
            Samples.Planned(Samples.StandBy("standby", "planned", Samples.Email("planned"))));
        var claimed = (await Outbox.ClaimAsync(Samples.Claim(limit: 1)))[0];
        await ToAsync("held", DeliveryState.Held);
        await ToAsync("sending", DeliveryState.Sending);

        (await Outbox.CancelAsync(Samples.Key, Later)).Should().Be(4);

        var stopped = await StoredAsync("planned");
        stopped.State.Should().Be(DeliveryState.Cancelled);
        stopped.ChangedAt.Should().Be(Later);
        stopped.Reasons.Should().ContainSingle().Which.Code.Should().Be(ReasonCodes.Cancelled);
        (await StoredAsync("standby")).State.Should().Be(DeliveryState.Cancelled);
        (await StoredAsync("sending")).State.Should().Be(DeliveryState.Sending);
        (await UpdateAsync(claimed with { State = DeliveryState.Sending })).Should().BeFalse();
        (await Outbox.FindMarksAsync(Samples.Planned("planned").Marks.ToList())).Should().BeEmpty();
        (await Outbox.FindUsesAsync([Samples.Bucket("acc-1")], Instant.MinValue)).Should().BeEmpty();
        (await Outbox.ClaimAsync(Samples.Claim(Later))).Select(d => d.Id.Value).Should()
            .Equal(["sending"], "its worker is gone, the others were stopped");
    }

    [Fact]
    public async Task Cancelling_twice_stops_nothing_more()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned("d1"));
        (await Outbox.CancelAsync(Samples.Key, Samples.Now)).Should().Be(1);
        (await Outbox.CancelAsync(Samples.Key, Samples.Now)).Should().Be(0);
    }

    [Fact]
    public async Task Cancelling_what_was_never_registered_is_an_error()
    {
        var cancel = async () => await Outbox.CancelAsync("unknown", Samples.Now);
        await cancel.Should().ThrowAsync<KeyNotFoundException>().WithMessage("*'unknown'*");
    }

    [Fact]
    public async Task Cancelling_leaves_other_keys_alone()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned(Samples.Delivery("d1").WithPlan(p => p with { NotificationKey = "other", AddressContent = "other#0" })));
        (await Outbox.CancelAsync(Samples.Key, Samples.Now)).Should().Be(0);
        (await StoredAsync("d1")).State.Should().Be(DeliveryState.Planned);
    }

    [Fact]
    public async Task A_message_in_flight_when_cancelled_may_be_accepted_but_is_not_tried_again()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned("d2"), Samples.Planned("d3"));
        foreach (var id in new[] { "d1", "d2", "d3" })
            await ToAsync(id, DeliveryState.Sending);
        await Outbox.CancelAsync(Samples.Key, Later);

        (await ToAsync("d1", DeliveryState.Accepted)).Should().BeTrue();
        (await ToAsync("d2", DeliveryState.Planned)).Should().BeFalse();
        (await ToAsync("d3", DeliveryState.Sending)).Should().BeFalse();

        (await StoredAsync("d2")).State.Should().Be(DeliveryState.Cancelled);
        (await StoredAsync("d3")).State.Should().Be(DeliveryState.InDoubt, "whether the first attempt arrived is unknown");
    }
}
