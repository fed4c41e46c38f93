using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Tests.Sending;

/// <summary>The way from plan to hand-over when something goes wrong in between.</summary>
public sealed class BetweenPlanAndHandOverTests
{
    private static readonly Notification Outage = new("outage", "outage/1");

    [Fact]
    public async Task A_list_that_breaks_off_leaves_the_older_revision_in_force()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(Outage, People.Ana);
        var broken = () => scenario.Notifier.SendAsync(Outage with { Revision = 1 }, BreaksOff());
        await broken.Should().ThrowAsync<IOException>();
        await scenario.DispatchAsync();
        scenario.Mail.Calls.Should().ContainSingle();

        static async IAsyncEnumerable<Contact> BreaksOff()
        {
            yield return People.Ana;
            await Task.Yield();
            throw new IOException("the list broke off");
        }
    }

    [Fact]
    public async Task A_worker_without_the_transport_leaves_the_message_to_others()
    {
        var outbox = new InMemoryOutbox();
        using var mail = new Scenario(b => b.Services.AddOutbox(outbox));
        using var other = new Scenario(b => b.Services.AddOutbox(outbox).RemoveTransports());
        await mail.SendAsync(Outage, People.Ana);
        await other.DispatchAsync();
        await mail.DispatchAfterAsync(Duration.FromMinutes(2));
        mail.Mail.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task A_worker_without_the_topic_leaves_the_message_to_others()
    {
        var outbox = new InMemoryOutbox();
        using var knows = new Scenario(b => b.AddText("news").Services.AddOutbox(outbox));
        using var other = new Scenario(b => b.Services.AddOutbox(outbox));
        await knows.SendAsync("news", People.Ana);
        await other.DispatchAsync();
        await knows.DispatchAfterAsync(Duration.FromMinutes(2));
        knows.Texts.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task Nothing_leaves_after_its_expiry_however_slow_the_provider_is()
    {
        using var scenario = new Scenario(b => b.Services.AddOneAtATime());
        scenario.Mail.Answer = (_, _) =>
        {
            scenario.Time.Advance(Duration.FromSeconds(50));
            return new(SendOutcome.Accepted(null));
        };
        await scenario.SendAsync(Outage with { ExpiresAt = scenario.Time.Now + Duration.FromMinutes(1) },
            [.. Enumerable.Range(0, 10).Select(i => People.Contact($"c{i}").Email($"c{i}@example.com"))]);
        await scenario.DispatchAsync();
        scenario.Mail.Calls.Should().OnlyContain(m => m.At < m.ValidUntil).And.HaveCount(2);
    }

    [Fact]
    public async Task An_opt_out_during_a_batch_stops_the_rest_of_the_batch()
    {
        using var scenario = new Scenario(b => b.Services.AddOneAtATime());
        scenario.Mail.Answer = async (_, _) =>
        {
            await scenario.OptOutAsync("c9@example.com");
            return SendOutcome.Accepted(null);
        };
        await scenario.SendAsync(Outage, [.. Enumerable.Range(0, 10).Select(i => People.Contact($"c{i}").Email($"c{i}@example.com"))]);
        (await scenario.StateAsync((await scenario.Outbox.FindOutcomeAsync("outage/1", new("c9")))!)).Should().Be(DeliveryState.Planned);
        await scenario.DispatchAsync();
        var last = (await scenario.DeliveryAsync("outage/1", "c9")).State;
        (last == DeliveryState.Suppressed || scenario.Mail.Addresses.First() == "c9@example.com").Should().BeTrue();
    }

    [Fact]
    public async Task A_worker_that_is_stopped_gives_back_what_it_had_not_reached()
    {
        using var scenario = new Scenario(b => b.Services.AddOneAtATime());
        using var stop = new CancellationTokenSource();
        scenario.Mail.Answer = async (_, _) =>
        {
            await stop.CancelAsync();
            return SendOutcome.Accepted(null);
        };
        await scenario.SendAsync(Outage, [.. Enumerable.Range(0, 5).Select(i => People.Contact($"c{i}").Email($"c{i}@example.com"))]);
        await scenario.Dispatcher.DispatchDueAsync(stop.Token);
        scenario.Mail.Answers(SendOutcome.Accepted(null));
        (await scenario.DispatchAsync()).Accepted.Should().Be(4);
    }

    [Fact]
    public async Task A_gate_that_throws_closes_the_route_for_that_person_only_and_is_named()
    {
        using var scenario = new Scenario(b => b.AddGate<Touchy>());
        var report = await scenario.SendAsync(Outage, People.Contact("bad").Email("bad@example.com"), People.Ana);
        report.Of("ana").Kind.Should().Be(OutcomeKind.Planned);
        var reason = report.Of("bad").Reasons.Should().Contain(r => r.Code == ReasonCodes.GateFailed).Which;
        reason.Rule.Should().Be("test/touchy");
        reason.Detail.Should().NotContain("bad@example.com");
    }

    [Fact]
    public async Task A_gate_that_holds_for_no_time_does_not_say_yes()
    {
        using var scenario = new Scenario(b => b.AddGate<HoldsForNothing>());
        (await scenario.SendAsync(Outage, People.Ana)).Of("ana").Codes().Should().Contain(ReasonCodes.GateFailed);
    }

    [Fact]
    public async Task What_a_server_quotes_is_kept_without_the_address()
    {
        using var scenario = new Scenario();
        scenario.Mail.Answers(SendOutcome.Rejected("550 <ana@example.com> unknown"));
        await scenario.SendAsync(Outage, People.Ana with { Phones = [] });
        await scenario.DispatchAsync();
        (await scenario.Notifier.ExplainAsync("outage/1", "ana"))!.ToString().Should().Contain("550").And.NotContain("ana@example.com");
    }

    [Fact]
    public async Task An_explanation_says_what_became_of_the_message()
    {
        using var scenario = new Scenario();
        scenario.Mail.Answers(SendOutcome.Rejected("no"));
        await scenario.SendAsync(Outage, People.Ana with { Phones = [] });
        await scenario.DispatchAsync();
        (await scenario.Notifier.ExplainAsync("outage/1", "ana"))!.ToString().Should().StartWith("ana was not told: Failed.");
    }

    [Fact]
    public async Task An_account_that_is_only_found_to_be_told_already_can_be_explained()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(Outage, People.Ana);
        await scenario.DispatchAsync();
        await scenario.SendAsync(Outage, People.Contact("bo").Named("Bo Other").Email("ana@example.com"));
        (await scenario.Notifier.ExplainAsync("outage/1", "bo")).Should().NotBeNull();
    }

    [Fact]
    public async Task A_later_list_without_the_address_does_not_hide_that_someone_was_told()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(Outage, People.Ana);
        await scenario.DispatchAsync();
        await scenario.SendAsync(Outage, People.Ana with { Emails = [], Phones = [] });
        (await scenario.Notifier.ExplainAsync("outage/1", "ana"))!.ToString().Should().StartWith("ana was told by email.");
    }

    [Fact]
    public async Task A_complaint_about_the_route_that_was_left_suppresses_that_address()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(Outage, People.Ana);
        await scenario.DispatchAsync();
        var id = $"p-{scenario.Mail.Calls[0].IdempotencyKey}";
        await scenario.Receipts.RecordAsync(new("fake-email", "e1", id, ReceiptKind.Failed, scenario.Time.Now));
        await scenario.DispatchAsync();
        await scenario.Receipts.RecordAsync(new("fake-email", "e2", id, ReceiptKind.Complained, scenario.Time.Now));
        (await scenario.Suppressions.FindAsync([Scenario.Mailbox("ana@example.com")])).Should().ContainSingle();
    }

    [Theory]
    [InlineData("gb")]
    [InlineData("UK")]
    public void A_rule_for_a_country_that_does_not_exist_is_refused(string code)
    {
        var register = () => new SuppressionRegister { Name = "tps", ObtainedAt = default, Countries = [code] };
        register.Should().Throw<ArgumentException>().WithMessage("*not an ISO 3166-1*");
        var window = () => SendWindowRule.Courtesy with { Countries = [code] };
        window.Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task A_delivery_that_falls_back_counts_once()
    {
        using var scenario = new Scenario();
        scenario.Mail.Answers(SendOutcome.Rejected("no"));
        await scenario.SendAsync(Outage, People.Ana);
        (await scenario.DispatchAsync()).Should().Be(new DispatchReport(1, 0, 0, 0, 0, 0, 0));
    }

    private sealed class Touchy : ISendGate
    {
        public string Id => "test/touchy";

        public Verdict Judge(in Attempt attempt) =>
            attempt.Account.Ref.Id == "bad" ? throw new InvalidOperationException(attempt.Address.Deliverable) : Verdict.Proceed;
    }

    private sealed class HoldsForNothing : ISendGate
    {
        public string Id => "test/now";

        public Verdict Judge(in Attempt attempt) => Verdict.Hold(attempt.At, new("test.wait", Id, "Not yet."));
    }
}
