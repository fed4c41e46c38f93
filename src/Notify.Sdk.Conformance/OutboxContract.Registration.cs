using Notify.Sdk.Stores;

namespace Notify.Sdk.Conformance;

public abstract partial class OutboxContract
{
    /// <summary>A key that was never seen is new.</summary>
    [Fact]
    public async Task A_key_that_was_never_seen_is_new() =>
        Assert.Equal(RegisterResult.New, await Outbox.RegisterAsync(Samples.Record()));

    /// <summary>The same key and content is known.</summary>
    [Fact]
    public async Task The_same_key_and_content_is_known()
    {
        await Outbox.RegisterAsync(Samples.Record());
        Assert.Equal(RegisterResult.Known, await Outbox.RegisterAsync(Samples.Record()));
    }

    /// <summary>The same key with other content is a conflict and changes nothing.</summary>
    [Fact]
    public async Task The_same_key_with_other_content_is_a_conflict_and_changes_nothing()
    {
        await Outbox.RegisterAsync(Samples.Record(hash: "aa"));
        Assert.Equal(RegisterResult.Conflict, await Outbox.RegisterAsync(Samples.Record(hash: "bb")));
        Assert.Equal("aa", (await Outbox.FindNotificationAsync(Samples.Key))!.ContentHash);
    }

    /// <summary>A lower revision than the registered one is a conflict.</summary>
    [Fact]
    public async Task A_lower_revision_than_the_registered_one_is_a_conflict()
    {
        await Outbox.RegisterAsync(Samples.Record(revision: 2));
        Assert.Equal(RegisterResult.Conflict, await Outbox.RegisterAsync(Samples.Record(revision: 1)));
    }

    /// <summary>A cancelled key stays cancelled in every revision.</summary>
    [Fact]
    public async Task A_cancelled_key_stays_cancelled_in_every_revision()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await Outbox.CancelAsync(Samples.Key, Samples.Now);
        Assert.Equal(RegisterResult.Cancelled, await Outbox.RegisterAsync(Samples.Record()));
        Assert.Equal(RegisterResult.Cancelled, await Outbox.RegisterAsync(Samples.Record(revision: 1)));
        Assert.True((await Outbox.FindNotificationAsync(Samples.Key))!.Cancelled);
    }

    /// <summary>The highest revision is found unless another is asked for.</summary>
    [Fact]
    public async Task The_highest_revision_is_found_unless_another_is_asked_for()
    {
        await Outbox.RegisterAsync(Samples.Record(revision: 0));
        await Outbox.RegisterAsync(Samples.Record(revision: 3, hash: "bb"));
        Assert.Equal(3, (await Outbox.FindNotificationAsync(Samples.Key))!.Notification.Revision);
        Assert.Equal("aa", (await Outbox.FindNotificationAsync(Samples.Key, 0))!.ContentHash);
        Assert.Null(await Outbox.FindNotificationAsync(Samples.Key, 1));
        Assert.Null(await Outbox.FindNotificationAsync("other"));
    }

    /// <summary>A notification comes back as it was registered.</summary>
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
        Assert.Equivalent(record, await Outbox.FindNotificationAsync(Samples.Key), strict: true);
    }

    /// <summary>Attachments come back with every octet.</summary>
    [Fact]
    public async Task Attachments_come_back_with_every_octet()
    {
        var octets = Enumerable.Range(0, 100_000).Select(i => (byte)i).ToArray();
        Attachment[] files = [Attachment.Of("Pläne.pdf", "application/pdf", octets),
            Attachment.FromSource("bill.pdf", "application/pdf", "bills/11"), Attachment.Inline("logo", "image/png", default)];
        await Outbox.RegisterAsync(Samples.Record() with { Notification = new("outage", Samples.Key) { Attachments = files } });
        var read = (await Outbox.FindNotificationAsync(Samples.Key))!.Notification.Attachments;
        Assert.Equal(
            files.Select(a => (a.Name, a.MediaType, a.IsInline, a.Key)),
            read.Select(a => (a.Name, a.MediaType, a.IsInline, a.Key)));
        Assert.Equal(octets, read[0].Content.ToArray());
    }

    /// <summary>A higher revision supersedes what was not sent and frees its marks and slots.</summary>
    [Fact]
    public async Task A_higher_revision_supersedes_what_was_not_sent_and_frees_its_marks_and_places()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(
            Samples.Planned("d1", Samples.Slot("acc-d1", 1)),
            Samples.Planned("d2"),
            Samples.Planned(Samples.StandBy("d3", "d1", Samples.Email("d1"))));
        await ToAsync("d2", DeliveryState.Sending);

        Assert.Equal(RegisterResult.New, await Outbox.RegisterAsync(Samples.Record(revision: 1, hash: "bb")));

        var replaced = await StoredAsync("d1");
        Assert.Equal(DeliveryState.Superseded, replaced.State);
        Assert.Equal(ReasonCodes.Superseded, Assert.Single(replaced.Reasons).Code);
        // It may have left.
        Assert.Equal(DeliveryState.Sending, (await StoredAsync("d2")).State);
        Assert.Equal(DeliveryState.Superseded, (await StoredAsync("d3")).State);
        Assert.Empty(await Outbox.FindMarksAsync(Samples.Planned("d1").Marks.ToList()));
        Assert.Empty(await Outbox.FindUsesAsync([Samples.Bucket("acc-d1")], Samples.Now));
    }

    /// <summary>A superseded message that was deferred is not tried again.</summary>
    [Fact]
    public async Task A_superseded_message_that_was_deferred_is_not_tried_again()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await AddAllAsync(Samples.Planned("d1"));
        await ToAsync("d1", DeliveryState.Sending);
        await Outbox.RegisterAsync(Samples.Record(revision: 1, hash: "bb"));

        Assert.False(await ToAsync("d1", DeliveryState.Planned));

        Assert.Equal(DeliveryState.Superseded, (await StoredAsync("d1")).State);
        Assert.Null(await AddressMarkAsync(Samples.Email("d1")));
    }
}
