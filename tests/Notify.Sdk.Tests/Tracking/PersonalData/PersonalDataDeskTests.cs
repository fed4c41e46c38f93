using System.Text;
using System.Text.Json;
using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Tests.Tracking;

/// <summary>One call shows, and one erases, what all stores keep of a person.</summary>
public sealed class PersonalDataDeskTests : IDisposable
{
    private const string Ana = "ana@example.com";

    private static readonly PersonRequest Request = new() { Addresses = [RawAddress.Email("Ana@EXAMPLE.com")], Accounts = [new("a1")] };

    private readonly Scenario _scenario = new();

    private PersonalDataDesk Desk => _scenario.Get<PersonalDataDesk>();

    [Fact]
    public async Task Who_is_erased_is_not_told_what_was_planned_and_everybody_else_is()
    {
        await _scenario.SendAsync("outage", new Contact("a1") { Emails = [Ana] }, new Contact("b1") { Emails = ["ben@example.com"] });
        var report = await Desk.EraseAsync(Request);
        (report.Outbox, report.IsComplete).Should().Be((new OutboxErasure(1, 1, 0), true));
        await _scenario.DispatchAsync();
        _scenario.Mail.Addresses.Should().Equal("ben@example.com");
        (await _scenario.Notifier.ExplainAsync("outage/1", "a1")).Should().BeNull();
    }

    [Fact]
    public async Task Who_was_told_is_not_told_again_after_the_erasure()
    {
        Contact ana = new("a1") { Name = "Ana Example", Emails = [Ana] };
        await _scenario.SendAsync("outage", ana);
        await _scenario.DispatchAsync();
        await Desk.EraseAsync(Request);
        await _scenario.SendAsync("outage", ana);
        await _scenario.DispatchAsync();
        _scenario.Mail.Calls.Should().HaveCount(1);
    }

    [Theory]
    [InlineData(SuppressionKind.OwnList, true)]
    [InlineData(SuppressionKind.DoNotCall, true)]
    [InlineData(SuppressionKind.Complaint, true)]
    [InlineData(SuppressionKind.Doubtful, true)]
    [InlineData(SuppressionKind.Invalid, false)]
    [InlineData(SuppressionKind.Reassigned, false)]
    [InlineData(SuppressionKind.Unreachable, false)]
    public async Task What_refused_for_the_person_goes_on_refusing_without_the_address(SuppressionKind kind, bool refuses)
    {
        var address = Scenario.Mailbox(Ana);
        await _scenario.Suppressions.AddAsync([new(address, "list", kind, Scenario.Monday)]);
        (await Desk.EraseAsync(Request)).Suppressions.Should().Be(1);
        (await _scenario.Suppressions.FindAsync([address])).Should().BeEmpty();
        var report = await _scenario.SendAsync("outage", new Contact("a1") { Emails = [Ana] });
        report.Outcomes.Single().Kind.Should().Be(refuses ? OutcomeKind.Suppressed : OutcomeKind.Planned);
    }

    [Fact]
    public async Task A_reply_that_was_set_aside_is_shown_and_loses_its_words()
    {
        var inbox = _scenario.Get<IHookInbox>();
        await inbox.AddAsync([SetAside("m1", "Ana <ANA@example.com>"), SetAside("m2", Ana), SetAside("m3", "ben@example.com")]);
        using MemoryStream written = new();
        await Desk.ExportAsync(Request, written);
        Encoding.UTF8.GetString(written.ToArray()).Should().Contain("words of m2").And.NotContain("words of m3");
        (await Desk.EraseAsync(Request)).Replies.Should().BeInRange(1, 2);
        (await inbox.FindAsync(HookEntryState.SetAside, 10)).Select(e => e.EventId).Should().Contain("reply/m3").And.NotContain("reply/m2");
    }

    [Fact]
    public async Task A_reply_that_waits_is_shown_and_the_erasure_says_that_it_is_not_complete_until_it_was_worked()
    {
        var inbox = _scenario.Get<IHookInbox>();
        await inbox.AddAsync([SetAside("m1", Ana) with { State = HookEntryState.Waiting },
            SetAside("m2", Ana) with { State = HookEntryState.ForPeople }]);
        using MemoryStream written = new();
        await Desk.ExportAsync(Request, written);
        Encoding.UTF8.GetString(written.ToArray()).Should().Contain("words of m1").And.Contain("words of m2");
        var report = await Desk.EraseAsync(Request);
        (report.Replies, report.WaitingReplies, report.IsComplete).Should().Be((1, 1, false));
        var waiting = (await inbox.FindAsync(HookEntryState.Waiting, 10)).Should().ContainSingle("it may be a stop").Subject;
        await inbox.SaveAsync([waiting with { State = HookEntryState.ForPeople }]);
        (await Desk.EraseAsync(Request)).IsComplete.Should().BeTrue();
        (await inbox.FindAsync(HookEntryState.Done, 10)).Should().OnlyContain(e => e.Reply == null);
    }

    private static HookEntry SetAside(string id, string from) => HookEntry.Of(new InboundReply
    {
        Provider = "fake-mail",
        MessageId = id,
        Channel = DeliveryChannel.Email,
        From = from,
        Text = $"words of {id}",
        ReceivedAt = Scenario.Monday,
    }, Scenario.Monday) with
    { State = HookEntryState.SetAside };

    [Fact]
    public async Task Consents_and_bounces_go_and_an_opt_out_still_refuses()
    {
        var address = Scenario.Mailbox(Ana);
        await _scenario.OptOutAsync(Ana);
        await _scenario.Get<IBounceLedger>().AddAsync(new(address, "smtp", "e-1", Scenario.Monday), Instant.MinValue);
        var report = await Desk.EraseAsync(Request);
        (report.Consents, report.Bounces).Should().Be((1, 1));
        (await _scenario.Get<IBounceLedger>().FindAsync(address)).Should().BeEmpty();
        (await _scenario.Get<IConsentLedger>().FindAsync("stop-1")).Should().BeNull();
        (await _scenario.SendAsync("outage", new Contact("a1") { Emails = [Ana] })).Outcomes.Single().Kind.Should()
            .Be(OutcomeKind.Suppressed);
    }

    [Fact]
    public async Task What_is_being_handed_over_is_erased_by_a_later_call()
    {
        await _scenario.SendAsync("outage", new Contact("a1") { Emails = [Ana] });
        ErasureReport? during = null;
        _scenario.Mail.Answer = async (_, stop) =>
        {
            during = await Desk.EraseAsync(Request, stop);
            return SendOutcome.Accepted("p-1");
        };
        await _scenario.DispatchAsync();
        during!.IsComplete.Should().BeFalse();
        (await Desk.EraseAsync(Request)).Outbox.Should().Be(new OutboxErasure(1, 0, 0));
    }

    [Fact]
    public async Task Everything_that_is_kept_is_shown_a_line_each_and_nothing_after_the_erasure()
    {
        var address = Scenario.Mailbox(Ana);
        await _scenario.SendAsync("outage", new Contact("a1") { Emails = [Ana] }, new Contact("b1") { Emails = ["ben@example.com"] });
        await _scenario.ConsentAsync(address);
        await _scenario.Suppressions.AddAsync([new(address, "list", SuppressionKind.Unreachable, Scenario.Monday)]);
        await _scenario.Get<IBounceLedger>().AddAsync(new(address, "smtp", "e-1", Scenario.Monday), Instant.MinValue);

        var lines = await ExportAsync();

        lines.Select(l => JsonDocument.Parse(l).RootElement.EnumerateObject().Single().Name)
            .Should().Equal("consent", "suppression", "bounce", "delivery", "decision");
        lines.Should().NotContain(l => l.Contains("ben@", StringComparison.Ordinal));
        await Desk.EraseAsync(Request);
        (await ExportAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task An_address_that_cannot_be_read_erases_nothing_and_is_not_repeated()
    {
        await _scenario.SendAsync("outage", new Contact("a1") { Emails = [Ana] });
        var erase = () => Desk.EraseAsync(Request with { Addresses = [RawAddress.Email("no mailbox")] });
        (await erase.Should().ThrowAsync<ArgumentException>()).Which.Message.Should().NotContain("no mailbox");
        (await _scenario.DeliveryAsync("outage/1", "a1")).IsErased.Should().BeFalse();
    }

    public void Dispose() => _scenario.Dispose();

    private async Task<string[]> ExportAsync()
    {
        using MemoryStream written = new();
        var count = await Desk.ExportAsync(Request, written);
        var lines = Encoding.UTF8.GetString(written.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount(count);
        return lines;
    }
}
