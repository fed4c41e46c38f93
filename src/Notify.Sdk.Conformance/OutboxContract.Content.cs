using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Conformance;

// What an application gave with a notification, once its people are erased.
public abstract partial class OutboxContract
{
    private static readonly NotificationRecord Personal = Samples.Record() with
    {
        Notification = Samples.Record().Notification with
        {
            Data = new Dictionary<string, object?> { ["for"] = "Ana Example, acc-d1" },
            Attachments = [Attachment.Of("bill.txt", "text/plain", new byte[] { 1, 2, 3 })],
            About = new AccountRef("acc-d1"),
        },
    };

    private static ErasureScope Of(string account) => new() { Accounts = new HashSet<AccountRef> { new(account) } };

    /// <summary>The content of a notification goes with the last of its people, and stays while it tells others.</summary>
    [Fact]
    public async Task The_content_of_a_notification_goes_with_the_last_of_its_people()
    {
        await Outbox.RegisterAsync(Personal);
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned("d2"));
        await ToAsync("d1", DeliveryState.Accepted);

        var first = await Outbox.EraseAsync(Of("acc-d1"), Later);
        Assert.Equal(0, first.Contents);
        Assert.Equal([Samples.Key], first.SharedContents);
        Assert.Single((await Outbox.FindNotificationAsync(Samples.Key))!.Notification.Data);

        var last = await Outbox.EraseAsync(Of("acc-d2"), Later);
        Assert.Equal(1, last.Contents);
        Assert.Empty(last.SharedContents);
        var left = (await Outbox.FindNotificationAsync(Samples.Key))!;
        Assert.True(left.IsContentErased);
        Assert.Empty(left.Notification.Data);
        Assert.Empty(left.Notification.Attachments);
        Assert.Null(left.Notification.About);
        Assert.Equal(0, (await Outbox.EraseAsync(Of("acc-d2"), Later)).Contents);
    }

    /// <summary>A key that told nobody, because of what was decided about the account, loses its content with the decision.</summary>
    [Fact]
    public async Task The_content_of_what_told_nobody_goes_with_the_decision()
    {
        await Outbox.RegisterAsync(Personal);
        await Outbox.AddAsync(Samples.Key, [], [Samples.Outcome(new("acc-d1"), OutcomeKind.Suppressed)]);
        Assert.Equal(1, (await Outbox.EraseAsync(Of("acc-d1"), Later)).Contents);
        Assert.True((await Outbox.FindNotificationAsync(Samples.Key))!.IsContentErased);
    }

    /// <summary>The content comes back when the same notification is sent again, and is as old as it was.</summary>
    [Fact]
    public async Task Content_that_was_erased_comes_back_when_the_same_is_sent_again()
    {
        await Outbox.RegisterAsync(Personal);
        await AddAllAsync(Samples.Planned("d1"));
        await Outbox.EraseAsync(Of("acc-d1"), Later);

        Assert.Equal(RegisterResult.Known, await Outbox.RegisterAsync(Personal with { RegisteredAt = Later }));

        var back = (await Outbox.FindNotificationAsync(Samples.Key))!;
        Assert.False(back.IsContentErased);
        Assert.Single(back.Notification.Data);
        Assert.Equal(Personal.RegisteredAt, back.RegisteredAt);
        await AddAllAsync(Samples.Planned("d2"));
        Assert.Equal(0, (await Outbox.EraseAsync(Of("acc-d1"), Later)).Contents);
        Assert.Equal(1, (await Outbox.EraseAsync(Of("acc-d2"), Later)).Contents);
    }

    /// <summary>Of what ended long ago the content goes too.</summary>
    [Fact]
    public async Task The_content_of_what_ended_long_ago_goes_too()
    {
        await Outbox.RegisterAsync(Personal);
        await AddAllAsync(Samples.Planned("d1"), Samples.Planned("d2"));
        await ToAsync("d1", DeliveryState.Accepted);
        Assert.Equal(0, (await Outbox.EraseAsync(new() { EndedBefore = Instant.MaxValue }, Later)).Contents);
        await ToAsync("d2", DeliveryState.Failed);
        Assert.Equal(1, (await Outbox.EraseAsync(new() { EndedBefore = Instant.MaxValue }, Later)).Contents);
    }
}
