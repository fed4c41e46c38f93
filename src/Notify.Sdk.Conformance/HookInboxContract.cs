using NodaTime;
using Notify.Sdk.Stores;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Conformance;

/// <summary>What every inbox of hooks must do.</summary>
public abstract class HookInboxContract
{
    private static readonly Duration Tick = Duration.FromTicks(1);

    /// <summary>An empty inbox, the same one during one test.</summary>
    protected abstract IHookInbox Inbox { get; }

    /// <summary>What is in an entry comes back as it was.</summary>
    [Fact]
    public async Task What_is_in_an_entry_comes_back_as_it_was()
    {
        var receipt = HookEntry.Of(
            new Receipt("acme", "e-1", "p-1", ReceiptKind.Bounced, Samples.Now.PlusNanoseconds(3), "550 no such user")
            {
                IdempotencyKey = "d1.1",
                IsSoftBounce = true,
            },
            Samples.Now);
        var reply = HookEntry.Of(
            new InboundReply
            {
                Provider = "acme",
                MessageId = "m-1",
                Channel = DeliveryChannel.WhatsApp,
                From = "+12025550147",
                To = "12345",
                Text = "СТОП 🛑",
                ReceivedAt = Samples.Now,
                Language = "ru",
                InReplyTo = "d1.0",
            },
            Samples.Now + Tick);
        Assert.Equal(2, await Inbox.AddAsync([receipt, reply]));
        Assert.Equal([receipt, reply], await DueAsync());
    }

    /// <summary>The same event is kept once, whatever became of it.</summary>
    [Fact]
    public async Task The_same_event_is_kept_once_whatever_became_of_it()
    {
        Assert.Equal(1, await Inbox.AddAsync([Entry("e-1"), Entry("e-1") with { Due = Samples.Now + Tick }]));
        Assert.Equal([Entry("e-1")], await DueAsync());
        // Event ids are unique within a provider only.
        Assert.Equal(1, await Inbox.AddAsync([Entry("e-1") with { Provider = "other" }, Entry("e-1")]));
        await Inbox.SaveAsync([Entry("e-1") with { State = HookEntryState.Done }]);
        Assert.Equal(0, await Inbox.AddAsync([Entry("e-1")]));
        Assert.Equal("other", Assert.Single(await DueAsync()).Provider);
        await Inbox.SaveAsync([Entry("e-1") with { Provider = "other", State = HookEntryState.SetAside }]);
        Assert.Equal(0, await Inbox.AddAsync([Entry("e-1") with { Provider = "other" }]));
        Assert.Empty(await DueAsync());
    }

    /// <summary>What is due comes by its instant, then as it was added, and nothing else comes.</summary>
    [Fact]
    public async Task What_is_due_comes_by_its_instant_then_as_it_was_added()
    {
        await Inbox.AddAsync([Entry("b"), Entry("a")]);
        await Inbox.AddAsync([Entry("later") with { Due = Samples.Now + Tick }, Entry("first") with { Due = Samples.Now - Tick }]);
        Assert.Equal(["receipt/first", "receipt/b", "receipt/a"], Ids(await Inbox.FindDueAsync(HookEntryState.Waiting, Samples.Now, 10)));
        Assert.Equal(["receipt/first", "receipt/b"], Ids(await Inbox.FindDueAsync(HookEntryState.Waiting, Samples.Now, 2)));
        Assert.Equal(4, (await Inbox.FindDueAsync(HookEntryState.Waiting, Samples.Now + Tick, 10)).Count);
    }

    /// <summary>What is put off comes back when it is due, with what went wrong.</summary>
    [Fact]
    public async Task What_is_put_off_comes_back_when_it_is_due_with_what_went_wrong()
    {
        var put = Entry("e-1") with { Due = Samples.Now + Tick, Tries = 3, Fault = "TimeoutException" };
        await Inbox.AddAsync([Entry("e-1")]);
        await Inbox.SaveAsync([put]);
        Assert.Empty(await Inbox.FindDueAsync(HookEntryState.Waiting, Samples.Now, 10));
        Assert.Equal([put], await Inbox.FindDueAsync(HookEntryState.Waiting, Samples.Now + Tick, 10));
    }

    /// <summary>What is done stays done and loses its contents.</summary>
    [Fact]
    public async Task What_is_done_stays_done_and_loses_its_contents()
    {
        await Inbox.AddAsync([Entry("e-1")]);
        await Inbox.SaveAsync([Entry("e-1") with { State = HookEntryState.Done }]);
        Assert.Null(Assert.Single(await Inbox.FindAsync(HookEntryState.Done, 10)).Receipt);
        // Another process worked it too, failed, and says so late.
        await Inbox.SaveAsync([Entry("e-1") with { Tries = 1 }]);
        await Inbox.SaveAsync([Entry("e-1") with { State = HookEntryState.SetAside }]);
        Assert.Empty(await DueAsync());
        Assert.Equal(1, await Inbox.CountAsync(HookEntryState.Done));
    }

    /// <summary>What waits for people is no part of what waits, and loses nothing meanwhile.</summary>
    [Fact]
    public async Task What_waits_for_people_is_apart_and_keeps_its_contents()
    {
        HookEntry[] people = [Entry("b") with { State = HookEntryState.ForPeople }, Entry("a") with { State = HookEntryState.ForPeople }];
        await Inbox.AddAsync([Entry("b"), Entry("waits"), Entry("a")]);
        await Inbox.SaveAsync(people);
        Assert.Equal([Entry("waits")], await DueAsync());
        Assert.Equal(people, await Inbox.FindDueAsync(HookEntryState.ForPeople, Samples.Now, 10));
        Assert.Empty(await Inbox.FindDueAsync(HookEntryState.ForPeople, Samples.Now - Tick, 10));
        Assert.Equal(people[1..], await Inbox.FindAsync(HookEntryState.ForPeople, 10, people[0]));
        Assert.Equal([Entry("waits")], await Inbox.FindAsync(HookEntryState.Waiting, 10));
        Assert.Equal((1, 2), (await Inbox.CountAsync(HookEntryState.Waiting), await Inbox.CountAsync(HookEntryState.ForPeople)));
        await Inbox.SaveAsync([people[0] with { State = HookEntryState.Done }]);
        Assert.Equal(people[1..], await Inbox.FindDueAsync(HookEntryState.ForPeople, Samples.Now, 10));
    }

    /// <summary>What is saved and not known is left out.</summary>
    [Fact]
    public async Task What_is_saved_and_not_known_is_left_out()
    {
        await Inbox.AddAsync([Entry("e-1")]);
        await Inbox.SaveAsync([Entry("nobody"), Entry("e-1") with { Provider = "other" }, Entry("e-1") with { Tries = 1 }]);
        Assert.Equal(1, Assert.Single(await DueAsync()).Tries);
    }

    /// <summary>What was set aside is shown page by page as it was added.</summary>
    [Fact]
    public async Task What_was_set_aside_is_shown_page_by_page_as_it_was_added()
    {
        HookEntry[] all = [Entry("b"), Entry("waits"), Entry("a"), Entry("c")];
        await Inbox.AddAsync(all);
        HookEntry[] aside = [.. all.Where(e => e != all[1]).Select(e => e with { State = HookEntryState.SetAside, Fault = "x" })];
        await Inbox.SaveAsync([.. aside.Reverse()]);
        var page = await Inbox.FindAsync(HookEntryState.SetAside, 2);
        Assert.Equal(aside[..2], page);
        Assert.Equal(aside[2..], await Inbox.FindAsync(HookEntryState.SetAside, 2, page[^1]));
        Assert.Empty(await Inbox.FindAsync(HookEntryState.SetAside, 2, aside[2]));
        Assert.Equal([all[1]], await DueAsync());
    }

    /// <summary>Entries are counted by their state.</summary>
    [Fact]
    public async Task Entries_are_counted_by_their_state()
    {
        await Inbox.AddAsync([Entry("a"), Entry("b"), Entry("c"), Entry("d"), Entry("e"), Entry("f")]);
        await Inbox.SaveAsync([Entry("a") with { State = HookEntryState.Done }]);
        await Inbox.SaveAsync([Entry("b") with { State = HookEntryState.SetAside }, Entry("c") with { State = HookEntryState.SetAside }]);
        Assert.Equal(3, await Inbox.CountAsync(HookEntryState.Waiting));
        Assert.Equal(2, await Inbox.CountAsync(HookEntryState.SetAside));
        Assert.Equal(1, await Inbox.CountAsync(HookEntryState.Done));
    }

    /// <summary>What is older than an instant is forgotten, of one state.</summary>
    [Fact]
    public async Task What_is_older_than_an_instant_is_forgotten_of_one_state()
    {
        var old = Entry("old") with { ReceivedAt = Samples.Now - Tick };
        await Inbox.AddAsync([old, Entry("then"), Entry("waits") with { ReceivedAt = Samples.Now - Tick }]);
        await Inbox.SaveAsync([old with { State = HookEntryState.Done }, Entry("then") with { State = HookEntryState.Done }]);
        Assert.Equal(0, await Inbox.PurgeAsync(HookEntryState.SetAside, Samples.Now));
        Assert.Equal(1, await Inbox.PurgeAsync(HookEntryState.Done, Samples.Now));
        Assert.Equal(["receipt/waits"], Ids(await DueAsync()));
        // It is not known any more; the other one is.
        Assert.Equal(1, await Inbox.AddAsync([old, Entry("then")]));
    }

    /// <summary>A cancelled call writes nothing.</summary>
    [Fact]
    public async Task A_cancelled_call_writes_nothing()
    {
        var add = async () => await Inbox.AddAsync([Entry("e-1")], new(canceled: true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(add);
        Assert.Empty(await DueAsync());
    }

    private ValueTask<IReadOnlyList<HookEntry>> DueAsync() =>
        Inbox.FindDueAsync(HookEntryState.Waiting, Samples.Now + Duration.FromDays(1), 100);

    private static IEnumerable<string> Ids(IEnumerable<HookEntry> entries) => entries.Select(e => e.EventId);

    private static HookEntry Entry(string eventId) =>
        HookEntry.Of(new Receipt("acme", eventId, "p-1", ReceiptKind.Delivered, Samples.Now), Samples.Now);
}
