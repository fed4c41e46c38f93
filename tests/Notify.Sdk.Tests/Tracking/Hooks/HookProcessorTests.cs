using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Tests.Tracking;

public sealed class HookProcessorTests : IDisposable
{
    private readonly ScriptedWork _work = new();
    private readonly LogLines _log = new();
    private readonly Scenario _scenario;

    public HookProcessorTests() => _scenario = Build(withReplies: true);

    public void Dispose() => _scenario.Dispose();

    private IHookProcessor Hooks => _scenario.Get<IHookProcessor>();

    private IHookInbox Inbox => _scenario.Get<IHookInbox>();

    private Instant Now => _scenario.Time.Now;

    [Fact]
    public async Task Receipts_and_replies_are_worked_once()
    {
        (await TakeInAsync(Receipt("e1"), Receipt("e2"), Reply("m1"))).Should().BeTrue();
        (await TakeInAsync(Receipt("e1"), Reply("m1"))).Should().BeTrue("the provider is told that we have it");
        (await Hooks.WorkDueAsync()).Should().Be(3);
        _work.Done.Should().BeEquivalentTo(["e1", "e2", "m1"]);

        await TakeInAsync(Receipt("e2"));
        (await Hooks.WorkDueAsync()).Should().Be(0);
        _work.Done.Should().HaveCount(3);
    }

    [Fact]
    public async Task Events_of_one_message_and_words_of_one_sender_are_worked_in_their_order()
    {
        string[] ids = [.. Enumerable.Range(0, 200).Select(i => $"m{i:000}")];
        await TakeInAsync([.. ids.Select(id => Reply(id))]);
        await Hooks.WorkDueAsync();
        _work.Done.Should().Equal(ids);
    }

    [Fact]
    public async Task What_fails_is_tried_again_longer_each_time_and_keeps_no_other_back()
    {
        _work.Failing["e1"] = new TimeoutException();
        await TakeInAsync(Receipt("e1"), Receipt("e2", "p2"));
        await Hooks.WorkDueAsync();
        _work.Done.Should().Equal("e2");
        (await Hooks.WorkDueAsync()).Should().Be(0, "a second has to pass");

        _scenario.Time.Advance(Duration.FromSeconds(1));
        (await Hooks.WorkDueAsync()).Should().Be(1);
        _scenario.Time.Advance(Duration.FromSeconds(1));
        (await Hooks.WorkDueAsync()).Should().Be(0, "now it is two");
        _work.Failing.Clear();
        _scenario.Time.Advance(Duration.FromSeconds(1));
        await Hooks.WorkDueAsync();
        _work.Done.Should().Equal("e2", "e1");
        _log.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task What_fails_too_often_is_set_aside_by_name_and_waits_again_when_somebody_says_so()
    {
        _work.Failing["e1"] = new TimeoutException("+12025550147 is away");
        await TakeInAsync(Receipt("e1"));
        for (var i = 0; i < 12; i++)
        {
            (await Hooks.WorkDueAsync()).Should().Be(1);
            _scenario.Time.Advance(Duration.FromMinutes(15));
        }

        (await Hooks.WorkDueAsync()).Should().Be(0);
        var aside = (await Inbox.FindAsync(HookEntryState.SetAside, 10)).Should().ContainSingle().Subject;
        (aside.Fault, aside.Tries).Should().Be(("TimeoutException", 12));
        _log.Errors.Should().ContainSingle().Which.Should().Contain(aside.Name).And.Contain("acme").And.NotContain("2025550147");

        _work.Failing.Clear();
        (await Hooks.RetrySetAsideAsync()).Should().Be(1);
        await Hooks.WorkDueAsync();
        _work.Done.Should().Equal("e1");
    }

    [Fact]
    public async Task An_event_that_is_at_fault_itself_is_set_aside_at_once()
    {
        _work.Failing["e1"] = new ArgumentOutOfRangeException("kind");
        await TakeInAsync(Receipt("e1"), Damaged("e2"));
        await Hooks.WorkDueAsync();
        (await Inbox.FindAsync(HookEntryState.SetAside, 10)).Select(e => e.Fault).Should()
            .BeEquivalentTo(["ArgumentOutOfRangeException", "what was stored cannot be read"]);
        _log.Errors.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_reply_that_nobody_reads_is_not_lost()
    {
        using var scenario = Build(withReplies: false);
        await scenario.Get<IHookProcessor>().TakeInAsync([Reply("m1")]);
        await scenario.Get<IHookProcessor>().WorkDueAsync();
        var aside = (await scenario.Get<IHookInbox>().FindAsync(HookEntryState.SetAside, 10)).Should().ContainSingle().Subject;
        aside.Fault.Should().Contain("AddReplies");
        aside.Reply!.Text.Should().Be("STOP");
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_whoever_is_slow_with_questions()
    {
        SlowDesk desk = new();
        using var scenario = Replies.Scenario(null, b =>
        {
            b.Services.AddSingleton<IUnansweredReply>(desk);
            b.ConfigureHooks(o => o.TakeTimeout = TimeSpan.FromMinutes(10));
        });
        var (hooks, inbox) = (scenario.Get<IHookProcessor>(), scenario.Get<IHookInbox>());
        await hooks.TakeInAsync([HookEntry.Of(scenario.Text("Is my bike ready?", "q1"), Now)]);
        await hooks.WorkDueAsync();
        (await inbox.CountAsync(HookEntryState.ForPeople)).Should().Be(1, "it is kept until somebody has it");
        var giving = hooks.GiveDueAsync();
        await hooks.TakeInAsync([HookEntry.Of(scenario.Text("STOP", "s1", from: "+12125550188"), Now)]);
        await hooks.WorkDueAsync();
        (await scenario.SendAsync("offer", People.Contact("cy").Phone("+12125550188"))).Of("cy").Codes()
            .Should().Contain(ReasonCodes.GloballyOptedOut);
        desk.Waiting.Should().BeEmpty();
        desk.Opens.SetResult();
        (await giving).Should().Be(1);
        desk.Waiting.Should().ContainSingle().Which.IsRepeat.Should().BeFalse();
        (await inbox.CountAsync(HookEntryState.Done)).Should().Be(2);
    }

    [Fact]
    public async Task Whoever_never_takes_a_reply_is_asked_again_and_in_the_end_it_is_set_aside()
    {
        SlowDesk desk = new();
        using var scenario = Replies.Scenario(null, b =>
        {
            b.Services.AddSingleton<IUnansweredReply>(desk);
            b.ConfigureHooks(o => (o.TakeTimeout, o.MaxTries) = (TimeSpan.FromMilliseconds(1), 2));
        });
        var (hooks, inbox) = (scenario.Get<IHookProcessor>(), scenario.Get<IHookInbox>());
        await hooks.TakeInAsync([HookEntry.Of(scenario.Text("Is my bike ready?", "q1"), Now)]);
        await hooks.WorkDueAsync();
        await hooks.GiveDueAsync();
        (await hooks.GiveDueAsync()).Should().Be(0, "a second has to pass");
        scenario.Time.Advance(Duration.FromSeconds(1));
        await hooks.GiveDueAsync();
        (await inbox.FindAsync(HookEntryState.SetAside, 10)).Should().ContainSingle().Which.Fault.Should().Be(nameof(TimeoutException));
    }

    [Fact]
    public async Task A_stop_of_somebody_who_cannot_be_read_is_set_aside_and_not_lost()
    {
        using var scenario = Replies.Scenario();
        await scenario.Get<IHookProcessor>().TakeInAsync([HookEntry.Of(scenario.Text("STOP", "s1", from: "20123456"), Now)]);
        await scenario.Get<IHookProcessor>().WorkDueAsync();
        var aside = (await scenario.Get<IHookInbox>().FindAsync(HookEntryState.SetAside, 10)).Should().ContainSingle().Subject;
        aside.Reply!.Text.Should().Be("STOP");
        aside.Fault.Should().Contain("sender");
    }

    private sealed class SlowDesk : IUnansweredReply
    {
        public TaskCompletionSource Opens { get; } = new();

        public System.Collections.Concurrent.ConcurrentQueue<UnansweredReply> Waiting { get; } = new();

        public async Task TakeAsync(UnansweredReply reply, CancellationToken cancellationToken)
        {
            await Opens.Task.WaitAsync(cancellationToken);
            Waiting.Enqueue(reply);
        }
    }

    [Fact]
    public async Task When_too_many_wait_nothing_more_is_taken_in_until_some_are_worked()
    {
        using var scenario = Build(withReplies: true, b => b.ConfigureHooks(o => o.MaxWaiting = 2));
        var hooks = scenario.Get<IHookProcessor>();
        (await hooks.TakeInAsync([Receipt("e1"), Receipt("e2")])).Should().BeTrue();
        (await hooks.TakeInAsync([Receipt("e3")])).Should().BeFalse();
        await hooks.WorkDueAsync();
        (await hooks.TakeInAsync([Receipt("e3")])).Should().BeTrue();
        (await scenario.Get<IHookInbox>().CountAsync(HookEntryState.Waiting)).Should().Be(1);
    }

    [Fact]
    public async Task What_was_worked_before_the_host_stops_stays_worked()
    {
        using CancellationTokenSource stop = new();
        _work.Before["e2"] = stop.Cancel;
        await TakeInAsync(Receipt("e1"), Receipt("e2"));
        var work = () => Hooks.WorkDueAsync(stop.Token);
        await work.Should().ThrowAsync<OperationCanceledException>();
        (await Inbox.FindDueAsync(HookEntryState.Waiting, Now, 10)).Select(e => e.EventId).Should().Equal("receipt/e2");
        await Hooks.WorkDueAsync();
        _work.Done.Should().Equal("e1", "e2");
    }

    [Fact]
    public void Settings_that_make_no_sense_are_said_by_name()
    {
        HookOptions options = new() { FirstRetry = TimeSpan.FromHours(1), KnownFor = TimeSpan.Zero };
        var said = new HookOptionsValidator().Validate(null, options).FailureMessage;
        said.Should().Contain("KnownFor").And.Contain("LongestRetry (00:15:00) is shorter than FirstRetry (01:00:00)");
    }

    [Fact]
    public void A_long_event_id_is_kept_by_its_digest()
    {
        var (one, other) = (Receipt(new string('x', 300)), Receipt(new string('x', 301)));
        one.EventId.Should().HaveLength(72);
        one.EventId.Should().NotBe(other.EventId);
    }

    private ValueTask<bool> TakeInAsync(params HookEntry[] entries) => Hooks.TakeInAsync(entries);

    private Scenario Build(bool withReplies, Action<NotifyBuilder>? more = null) => new(b =>
    {
        b.Services.AddLogging(l => l.AddProvider(_log));
        b.Services.AddSingleton<IReceiptProcessor>(_work);
        if (withReplies)
            b.Services.AddSingleton<IInboundProcessor>(_work);
        more?.Invoke(b);
    });

    private static HookEntry Receipt(string id, string message = "p1") =>
        HookEntry.Of(new Receipt("acme", id, message, ReceiptKind.Delivered, Scenario.Monday), Scenario.Monday);

    private static HookEntry Damaged(string id) => Receipt(id) with { Receipt = null };

    private static HookEntry Reply(string id) => HookEntry.Of(
        new InboundReply
        {
            Provider = "acme",
            MessageId = id,
            Channel = DeliveryChannel.Sms,
            From = People.NewYorkPhone,
            Text = "STOP",
            ReceivedAt = Scenario.Monday,
        },
        Scenario.Monday);

    /// <summary>Writes down what it was given, and fails where a test says so.</summary>
    private sealed class ScriptedWork : IReceiptProcessor, IInboundProcessor
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _done = new();

        public IReadOnlyList<string> Done => [.. _done];

        public Dictionary<string, Exception> Failing { get; } = [];

        public Dictionary<string, Action> Before { get; } = [];

        public Task<bool> RecordAsync(Receipt receipt, CancellationToken cancellationToken)
        {
            Do(receipt.EventId, cancellationToken);
            return Task.FromResult(true);
        }

        public Task<int> SettleParkedAsync(CancellationToken cancellationToken) => Task.FromResult(0);

        public Task<InboundOutcome> ReceiveAsync(InboundReply reply, CancellationToken cancellationToken)
        {
            Do(reply.MessageId, cancellationToken);
            return Task.FromResult(new InboundOutcome(new(Notify.Sdk.Permission.ReplyKind.Other, "none"), []));
        }

        public Task<InboundOutcome> SettleAsync(InboundReply reply, bool isOptOut, CancellationToken cancellationToken) =>
            ReceiveAsync(reply, cancellationToken);

        private void Do(string id, CancellationToken cancellationToken)
        {
            if (Before.Remove(id, out var before))
                before();
            cancellationToken.ThrowIfCancellationRequested();
            if (Failing.TryGetValue(id, out var fault))
                throw fault;
            _done.Enqueue(id);
        }
    }
}
