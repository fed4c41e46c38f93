using Notify.Sdk.Sending;

namespace Notify.Sdk.StoreContracts;

public abstract partial class OutboxContract
{
    [Fact]
    public async Task A_key_that_was_never_seen_is_new() =>
        (await Outbox.RegisterAsync(Samples.Record())).Should().Be(RegisterResult.New);

    [Fact]
    public async Task The_same_key_and_content_is_known()
    {
        await Outbox.RegisterAsync(Samples.Record());
        (await Outbox.RegisterAsync(Samples.Record())).Should().Be(RegisterResult.Known);
    }

    [Fact]
    public async Task The_same_key_with_other_content_is_a_conflict_and_changes_nothing()
    {
        await Outbox.RegisterAsync(Samples.Record(hash: "aa"));
        (await Outbox.RegisterAsync(Samples.Record(hash: "bb"))).Should().Be(RegisterResult.Conflict);
        (await Outbox.FindNotificationAsync(Samples.Key))!.ContentHash.Should().Be("aa");
    }

    [Fact]
    public async Task A_lower_revision_than_the_registered_one_is_a_conflict()
    {
        await Outbox.RegisterAsync(Samples.Record(revision: 2));
        (await Outbox.RegisterAsync(Samples.Record(revision: 1))).Should().Be(RegisterResult.Conflict);
    }

    [Fact]
    public async Task A_cancelled_key_stays_cancelled_in_every_revision()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await Outbox.CancelAsync(Samples.Key, Samples.Now);
        (await Outbox.RegisterAsync(Samples.Record())).Should().Be(RegisterResult.Cancelled);
        (await Outbox.RegisterAsync(Samples.Record(revision: 1))).Should().Be(RegisterResult.Cancelled);
        (await Outbox.FindNotificationAsync(Samples.Key))!.Cancelled.Should().BeTrue();
    }

    [Fact]
    public async Task The_highest_revision_is_found_unless_another_is_asked_for()
    {
        await Outbox.RegisterAsync(Samples.Record(revision: 0));
        await Outbox.RegisterAsync(Samples.Record(revision: 3, hash: "bb"));
        (await Outbox.FindNotificationAsync(Samples.Key))!.Notification.Revision.Should().Be(3);
        (await Outbox.FindNotificationAsync(Samples.Key, 0))!.ContentHash.Should().Be("aa");
        (await Outbox.FindNotificationAsync(Samples.Key, 1)).Should().BeNull();
        (await Outbox.FindNotificationAsync("other")).Should().BeNull();
    }

    [Fact]
    public async Task A_notification_comes_back_as_it_was_registered()
    {
        var record = Samples.Record() with
        {
            Notification = new("outage", Samples.Key)
            {
                Data = new Dictionary<string, object?>
                {
                    ["street"] = "Am Ring",
                    ["minutes"] = 90L,
                    ["parts"] =
                    new List<object?> { "a", true, null }
                },
                ExpiresAt = Samples.Now,
                NotBefore = Samples.Now,
                About = new("acc-1", "crm"),
                Emergency = new("duty-officer", "gas leak"),
            },
        };
        await Outbox.RegisterAsync(record);
        (await Outbox.FindNotificationAsync(Samples.Key)).Should().BeEquivalentTo(record);
    }

    [Fact]
    public async Task Attachments_come_back_with_every_octet()
    {
        var octets = Enumerable.Range(0, 100_000).Select(i => (byte)i).ToArray();
        Attachment[] files = [Attachment.Of("Pläne.pdf", "application/pdf", octets),
            Attachment.FromSource("bill.pdf", "application/pdf", "bills/11"), Attachment.Inline("logo", "image/png", default)];
        await Outbox.RegisterAsync(Samples.Record() with { Notification = new("outage", Samples.Key) { Attachments = files } });
        var read = (await Outbox.FindNotificationAsync(Samples.Key))!.Notification.Attachments;
        read.Select(a => (a.Name, a.MediaType, a.IsInline, a.Key)).Should()
            .Equal(files.Select(a => (a.Name, a.MediaType, a.IsInline, a.Key)));
        read[0].Content.ToArray().Should().Equal(octets);
    }

    [Fact]
    public async Task A_higher_revision_supersedes_what_was_not_sent_and_frees_its_marks_and_places()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(
            Samples.Planned("d1", Samples.Place("acc-d1", 1)),
            Samples.Planned("d2"),
            Samples.Planned(Samples.StandBy("d3", "d1", Samples.Email("d1"))));
        await ToAsync("d2", DeliveryState.Sending);

        (await Outbox.RegisterAsync(Samples.Record(revision: 1, hash: "bb"))).Should().Be(RegisterResult.New);

        var replaced = await StoredAsync("d1");
        replaced.State.Should().Be(DeliveryState.Superseded);
        replaced.Reasons.Should().ContainSingle().Which.Code.Should().Be(ReasonCodes.Superseded);
        (await StoredAsync("d2")).State.Should().Be(DeliveryState.Sending, "it may have left");
        (await StoredAsync("d3")).State.Should().Be(DeliveryState.Superseded);
        (await Outbox.FindMarksAsync(Samples.Planned("d1").Marks.ToList())).Should().BeEmpty();
        (await Outbox.FindUsesAsync([Samples.Bucket("acc-d1")], Samples.Now)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_superseded_message_that_was_deferred_is_not_tried_again()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned("d1"));
        await ToAsync("d1", DeliveryState.Sending);
        await Outbox.RegisterAsync(Samples.Record(revision: 1, hash: "bb"));

        (await ToAsync("d1", DeliveryState.Planned)).Should().BeFalse();

        (await StoredAsync("d1")).State.Should().Be(DeliveryState.Superseded);
        (await AddressMarkAsync(Samples.Email("d1"))).Should().BeNull();
    }
}
