using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Tests.TestKit;
using Notify.Sdk.Tracking;
using static Notify.Sdk.Tests.Tracking.Replies;

namespace Notify.Sdk.Tests.Tracking;

public class InboundStopTests
{
    private static readonly AddressKey Phone = TestKit.Scenario.Number(People.NewYorkPhone);

    [Fact]
    public async Task Stop_is_in_force_when_the_call_returns()
    {
        using var scenario = Scenario();
        var outcome = await scenario.ReceiveAsync("STOP");
        outcome.Reading.Kind.Should().Be(ReplyKind.OptOut);
        outcome.Reasons.Single().Code.Should().Be(ReasonCodes.StoppedByReply);
        (await scenario.SendAsync("bill", Mobile())).Of("ana").Codes().Should().Contain(ReasonCodes.GloballyOptedOut);
    }

    [Fact]
    public async Task What_was_planned_before_the_stop_does_not_leave_any_more()
    {
        using var scenario = Scenario();
        (await scenario.SendAsync("bill", Mobile())).Planned.Should().Be(1);
        await scenario.ReceiveAsync("STOP");
        await scenario.DispatchAsync();
        scenario.Texts.Calls.Should().OnlyContain(m => m.Class == MessageClass.Answer);
        (await scenario.DeliveryAsync("bill/1", "ana")).State.Should().Be(DeliveryState.Suppressed);
    }

    [Fact]
    public async Task What_waits_for_a_window_does_not_leave_when_it_opens()
    {
        using var scenario = Scenario(at: Instant.FromUtc(2026, 3, 2, 8, 0));
        (await scenario.SendAsync("bill", Mobile())).Of("ana").Kind.Should().Be(OutcomeKind.Held);
        await scenario.ReceiveAsync("please stop texting me");
        await scenario.DispatchAfterAsync(Duration.FromHours(12));
        scenario.Texts.Calls.Should().BeEmpty("the confirmation is too late as well by then");
        (await scenario.DeliveryAsync("bill/1", "ana")).State.Should().Be(DeliveryState.Suppressed);
    }

    [Fact]
    public async Task Opt_out_lost_in_a_merge__a_stop_by_text_stops_the_persons_other_accounts_too()
    {
        using var scenario = Scenario();
        await scenario.ReceiveAsync("STOP");
        var report = await scenario.SendAsync("bill", Mobile("a") with { PersonId = "p" }, People.Contact("b").Email("ana@example.com")
            with
        { PersonId = "p" });
        report.Outcomes.Should().OnlyContain(o => o.Kind == OutcomeKind.Suppressed && o.Codes().Contains(ReasonCodes.GloballyOptedOut));
    }

    [Fact]
    public async Task An_emergency_still_passes()
    {
        using var scenario = Scenario();
        await scenario.ReceiveAsync("STOP");
        (await scenario.SendAsync(new Notification("alarm", "alarm/1") { Emergency = new("duty-officer", "Gas leak.") }, Mobile()))
            .Planned.Should().Be(1);
    }

    [Fact]
    public async Task One_confirmation_leaves_although_the_person_just_opted_out()
    {
        using var scenario = Scenario();
        (await scenario.ReceiveAsync("STOP")).Answer!.Codes().Should().Equal(ReasonCodes.AnswersThePerson);
        await scenario.DispatchAsync();
        scenario.Answers().Should().Equal("Example Shop: You will get no more messages from us. Reply START if you change your mind.");
        scenario.Texts.Addresses.Should().Equal(People.NewYorkPhone);
    }

    [Fact]
    public async Task Five_stops_are_confirmed_once()
    {
        using var scenario = Scenario();
        for (var i = 0; i < 5; i++)
        {
            await scenario.ReceiveAsync(i % 2 == 0 ? "STOP" : "unsubscribe", $"m{i}");
            await scenario.DispatchAfterAsync(Duration.FromSeconds(20));
        }

        scenario.Answers().Should().ContainSingle();
    }

    [Fact]
    public async Task The_same_message_twice_is_one_stop()
    {
        using var scenario = Scenario();
        await scenario.ReceiveAsync("STOP");
        await scenario.ReceiveAsync("STOP");
        await scenario.DispatchAsync();
        scenario.Answers().Should().ContainSingle();
        (await scenario.Get<IConsentLedger>().FindAsync([Phone], "bill")).Should().ContainSingle();
    }

    [Fact]
    public async Task Stops_at_the_same_time_are_confirmed_once()
    {
        using var scenario = Scenario();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => scenario.ReceiveAsync("STOP", $"m{i}"))));
        await Task.WhenAll(scenario.DispatchAsync(), scenario.DispatchAsync());
        scenario.Answers().Should().ContainSingle();
    }

    [Fact]
    public async Task A_confirmation_never_leaves_after_five_minutes()
    {
        using var scenario = Scenario();
        await scenario.ReceiveAsync("STOP");
        await scenario.DispatchAfterAsync(Duration.FromMinutes(5));
        scenario.Texts.Calls.Should().BeEmpty();

        var late = scenario.Text("STOP", "m2", "+12025550102") with { ReceivedAt = scenario.Time.Now - Duration.FromMinutes(6) };
        (await scenario.ReceiveAsync(late)).Answer!.Kind.Should().Be(OutcomeKind.Suppressed);
        await scenario.DispatchAsync();
        scenario.Texts.Calls.Should().BeEmpty();
        (await scenario.SendAsync("bill", People.Contact("x").Phone("+12025550102"))).Planned.Should()
            .Be(0, "the stop counts however late it is");
    }

    [Fact]
    public async Task A_confirmation_leaves_just_before_five_minutes_are_over()
    {
        using var scenario = Scenario();
        await scenario.ReceiveAsync("STOP");
        await scenario.DispatchAfterAsync(Duration.FromMinutes(5) - Duration.FromSeconds(1));
        scenario.Answers().Should().ContainSingle();
    }

    [Fact]
    public async Task A_confirmation_leaves_at_night_and_over_every_cap()
    {
        using var scenario = Scenario(at: Instant.FromUtc(2026, 3, 2, 8, 0), more: b => b
            .AddSendWindow(SendWindowRule.Courtesy with { Id = "all", Classes = Enum.GetValues<MessageClass>() })
            .AddFrequencyCap(new() { Id = "none", Limit = 0, Window = Duration.FromDays(1), Classes = Enum.GetValues<MessageClass>() }));
        await scenario.ReceiveAsync("STOP");
        await scenario.DispatchAsync();
        scenario.Answers().Should().ContainSingle();
    }

    [Fact]
    public async Task A_confirmation_of_unknown_outcome_is_not_sent_again()
    {
        using var scenario = Scenario();
        scenario.Texts.Answers(SendOutcome.Unknown("connection lost"));
        await scenario.ReceiveAsync("STOP");
        await scenario.DispatchAsync();
        await scenario.ReceiveAsync("STOP", "m2");
        await scenario.DispatchAfterAsync(Duration.FromMinutes(1));
        scenario.Answers().Should().ContainSingle();
    }

    [Fact]
    public async Task A_confirmation_that_was_deferred_is_tried_again_within_its_time()
    {
        using var scenario = Scenario();
        scenario.Texts.AnswersInTurn(SendOutcome.Deferred("busy"), SendOutcome.Accepted("x"));
        await scenario.ReceiveAsync("STOP");
        await scenario.DispatchAsync();
        await scenario.DispatchAfterAsync(Duration.FromMinutes(1));
        scenario.Answers().Should().HaveCount(2);
        scenario.Texts.Calls.Select(c => c.IdempotencyKey).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task A_stop_of_one_topic_leaves_the_others_alone()
    {
        using var scenario = Scenario(o => o.Words.TopicWords["reminders"] = "bill");
        var outcome = await scenario.ReceiveAsync("Stop reminders please");
        outcome.Reading.Topic.Should().Be("bill");
        await scenario.DispatchAsync();
        scenario.Answers().Single().Should().Contain("about bill").And.Contain("STOP ALL");
        (await scenario.SendAsync("bill", Mobile())).Of("ana").Codes().Should().Contain(ReasonCodes.OptedOut);
        (await scenario.SendAsync("outage", Mobile())).Planned.Should().Be(1);
    }

    [Theory]
    [InlineData(OptOutReach.Everything, 0)]
    [InlineData(OptOutReach.Class, 1)]
    [InlineData(OptOutReach.Topic, 1)]
    public async Task How_far_a_stop_reaches_after_marketing_is_the_policys(OptOutReach reach, int billsPlanned)
    {
        using var scenario = Scenario(o => o.Reach = reach, b =>
            b.AddTopic("news", t => t.Marketing().Over(DeliveryChannel.Sms).Sms("en", "News.")));
        await scenario.ConsentAsync(Phone);
        await scenario.ConsentAsync(Phone, "news", "yes-2");
        await scenario.SendAsync("offer", Mobile());
        await scenario.DispatchAfterAsync(Duration.FromMinutes(1));
        await scenario.ReceiveAsync(scenario.Text("STOP") with { InReplyTo = scenario.Texts.Calls[0].IdempotencyKey });
        (await scenario.SendAsync("bill", Mobile())).Planned.Should().Be(billsPlanned);
        (await scenario.SendAsync(new Notification("offer", "offer/2"), Mobile())).Planned.Should().Be(0);
        (await scenario.SendAsync("news", Mobile())).Planned.Should().Be(reach == OptOutReach.Topic ? 1 : 0);
    }

    [Fact]
    public async Task A_stop_of_all_marketing_is_confirmed_as_such_and_taken_back_by_start()
    {
        using var scenario = Scenario(o => o.Reach = OptOutReach.Class);
        await scenario.ConsentAsync(Phone);
        await scenario.SendAsync("offer", Mobile());
        await scenario.DispatchAfterAsync(Duration.FromMinutes(1));
        var stopped = await scenario.ReceiveAsync(scenario.Text("STOP") with { InReplyTo = scenario.Texts.Calls[0].IdempotencyKey });
        stopped.Reasons.Single().Detail.Should().Contain("all marketing");
        await scenario.DispatchAfterAsync(Duration.FromMinutes(1));
        scenario.Texts.Calls[^1].Content.Text.Should().Contain("no more advertising");
        (await scenario.SendAsync(new Notification("offer", "offer/2"), Mobile())).Of("ana").Codes().Should()
            .Contain(ReasonCodes.OptedOutOfMarketing);
        await scenario.ReceiveAsync(scenario.Text("START", "m2"));
        (await scenario.SendAsync(new Notification("offer", "offer/3"), Mobile())).Planned.Should().Be(1);
    }

    [Fact]
    public async Task A_message_that_is_reported_again_with_other_words_changes_nothing()
    {
        using var scenario = Scenario();
        await scenario.ReceiveAsync(scenario.Text("STOP"));
        await scenario.ReceiveAsync(scenario.Text("stop!!"));
        (await scenario.Get<IConsentLedger>().HeadAsync()).Sequence.Should().Be(1);
    }

    [Fact]
    public async Task A_stop_after_a_transactional_text_or_after_nothing_known_stops_everything_unless_the_topic_is_the_policy()
    {
        using var scenario = Scenario(o => o.Reach = OptOutReach.Class);
        await scenario.SendAsync("bill", Mobile());
        await scenario.DispatchAsync();
        await scenario.ReceiveAsync(scenario.Text("STOP") with { InReplyTo = scenario.Texts.Calls[0].IdempotencyKey });
        (await scenario.SendAsync("outage", Mobile())).Of("ana").Codes().Should().Contain(ReasonCodes.GloballyOptedOut);
        await scenario.ReceiveAsync(scenario.Text("STOP", "m2", "+12025550102") with { InReplyTo = "made-up" });
        (await scenario.SendAsync(new Notification("outage", "o2"), People.Contact("x").Phone("+12025550102"))).Planned.Should().Be(0);
    }

    [Fact]
    public async Task Stop_all_stops_everything_whatever_the_policy()
    {
        using var scenario = Scenario(o => o.Reach = OptOutReach.Topic);
        await scenario.SendAsync("bill", Mobile());
        await scenario.DispatchAsync();
        await scenario.ReceiveAsync(scenario.Text("STOP ALL") with { InReplyTo = scenario.Texts.Calls[0].IdempotencyKey });
        (await scenario.SendAsync("outage", Mobile())).Planned.Should().Be(0);
    }

    [Fact]
    public async Task The_words_go_into_the_evidence_with_the_rule_that_matched()
    {
        using var scenario = Scenario();
        await scenario.ReceiveAsync("Please STOP!");
        var record = (await scenario.Get<IConsentLedger>().FindAsync([Phone], "bill")).Single();
        record.Evidence.Should().Contain("Please STOP!").And.Contain("word/en/STOP");
        (record.OccurredAt, record.Scope, record.Channel).Should().Be((scenario.Time.Now, ConsentScope.Everything, null));
        record.ToString().Should().NotContain("Please");
    }

    [Fact]
    public async Task A_program_that_writes_stop_stops_nothing()
    {
        using var scenario = Scenario();
        var outcome = await scenario.ReceiveAsync(scenario.Text("STOP") with { IsAutomatic = true });
        outcome.Reasons.Single().Code.Should().Be(ReasonCodes.ReplyIgnored);
        await scenario.DispatchAsync();
        scenario.Texts.Calls.Should().BeEmpty();
        (await scenario.SendAsync("bill", Mobile())).Planned.Should().Be(1);
    }

    [Fact]
    public async Task A_sender_that_cannot_be_read_is_ignored_and_said_so()
    {
        using var scenario = Scenario();
        var outcome = await scenario.ReceiveAsync(scenario.Text("STOP", from: "not a number"));
        outcome.Reasons.Single().Code.Should().Be(ReasonCodes.ReplySenderUnreadable);
        outcome.Reasons.Single().Detail.Should().NotContain("not a number");
    }

    [Fact]
    public async Task A_stop_by_mail_is_answered_by_mail()
    {
        using var scenario = Scenario();
        await scenario.ReceiveAsync(
            new InboundReply
            {
                Provider = "imap",
                MessageId = "<1@example.com>",
                Channel = DeliveryChannel.Email,
                From = "Ana@Example.com",
                Text = "unsubscribe",
                ReceivedAt = scenario.Time.Now
            });
        await scenario.DispatchAsync();
        scenario.Mail.Calls.Single().Content.Subject.Should().Be("Example Shop");
        (await scenario.SendAsync("outage", People.Ana)).Planned.Should().Be(0);
    }
}
