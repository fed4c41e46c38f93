using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Tests.TestKit;
using Notify.Sdk.Tracking;
using static Notify.Sdk.Tests.Tracking.Replies;

namespace Notify.Sdk.Tests.Tracking;

public class InboundStartHelpTests
{
    [Theory]
    [InlineData("+881612345678", 0)]
    [InlineData("+870773111632", 0)]
    [InlineData(People.NewYorkPhone, 1)]
    public async Task Help_asked_for_all_day_is_answered_once_an_hour_and_never_where_it_costs_a_multiple(string from, int answers)
    {
        using var scenario = Replies.Scenario();
        for (var i = 0; i < 20; i++)
            await scenario.ReceiveAsync(scenario.Text("HELP", $"m{i}", from));
        await scenario.DispatchAsync();
        scenario.Answers().Should().HaveCount(answers);
        scenario.Time.Advance(Duration.FromHours(1));
        await scenario.ReceiveAsync(scenario.Text("HELP", "later", from));
        await scenario.DispatchAsync();
        scenario.Answers().Should().HaveCount(2 * answers);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Start_by_mail_lifts_a_stop_only_when_the_sender_was_verified(bool verified)
    {
        using var scenario = Replies.Scenario();
        var mail = scenario.Text("STOP", "m1") with { Channel = DeliveryChannel.Email, From = "ana@example.com" };
        await scenario.ReceiveAsync(mail);
        scenario.Time.Advance(Duration.FromMinutes(1));
        var start = mail with { Text = "START", MessageId = "m2", ReceivedAt = scenario.Time.Now, IsSenderVerified = verified };
        var outcome = await scenario.ReceiveAsync(start);
        outcome.Reasons.Single().Code.Should().Be(verified ? ReasonCodes.StartedByReply : ReasonCodes.ReplyIgnored);
        (await scenario.SendAsync("offer", People.Contact("ana").Email("ana@example.com"))).Of("ana").Codes()
            .Contains(ReasonCodes.GloballyOptedOut).Should().Be(!verified);
    }

    private static readonly AddressKey Phone = TestKit.Scenario.Number(People.NewYorkPhone);

    private static async Task LaterAsync(Scenario scenario, string text, string id)
    {
        scenario.Time.Advance(Duration.FromMinutes(10));
        await scenario.ReceiveAsync(text, id);
        await scenario.DispatchAsync();
    }

    [Fact]
    public async Task Start_lifts_the_stop_and_says_so()
    {
        using var scenario = Scenario();
        await LaterAsync(scenario, "STOP", "m1");
        await LaterAsync(scenario, "START", "m2");
        scenario.Answers().Should().HaveCount(2).And.HaveElementAt(
            1, "Example Shop: You will get our messages again. Reply HELP for help, STOP to end them.");
        (await scenario.SendAsync("bill", Mobile())).Planned.Should().Be(1);
    }

    [Fact]
    public async Task Start_brings_back_the_consent_that_stood_before_and_no_other()
    {
        using var scenario = Scenario(more: b => b.AddTopic("news", t => t.Marketing().Over(DeliveryChannel.Sms).Sms("en", "News.")));
        await scenario.ConsentAsync(Phone, "offer");
        await LaterAsync(scenario, "STOP", "m1");
        (await scenario.SendAsync("offer", Mobile())).Planned.Should().Be(0);
        await LaterAsync(scenario, "START", "m2");
        (await scenario.SendAsync("offer", Mobile())).Planned.Should().Be(1);
        (await scenario.SendAsync("news", Mobile())).Planned.Should().Be(0, "nobody ever consented to news");
    }

    [Fact]
    public async Task Start_brings_back_a_consent_to_everything()
    {
        using var scenario = Scenario();
        await scenario.ConsentAsync(Phone, topic: null);
        await LaterAsync(scenario, "STOP", "m1");
        await LaterAsync(scenario, "START", "m2");
        (await scenario.SendAsync("offer", Mobile())).Planned.Should().Be(1);
    }

    [Fact]
    public async Task Start_without_a_stop_changes_nothing_and_is_no_consent()
    {
        using var scenario = Scenario();
        var outcome = await scenario.ReceiveAsync("START");
        outcome.Reasons.Single().Code.Should().Be(ReasonCodes.NothingToStart);
        (await scenario.Get<IConsentLedger>().FindAsync([Phone], "offer")).Should().BeEmpty();
        await scenario.DispatchAsync();
        scenario.Texts.Calls.Should().BeEmpty();
        (await scenario.SendAsync("offer", Mobile())).Planned.Should().Be(0);
    }

    [Fact]
    public async Task Start_lifts_nothing_at_another_address_of_the_person()
    {
        using var scenario = Scenario();
        await scenario.OptOutAsync("ana@example.com", topic: null);
        await LaterAsync(scenario, "START", "m1");
        var person = Mobile().Email("ana@example.com");
        (await scenario.SendAsync("bill", person)).Of("ana").Codes().Should().Contain(ReasonCodes.GloballyOptedOut);
    }

    [Fact]
    public async Task Start_leaves_a_stop_of_one_topic_when_everything_was_stopped_too()
    {
        using var scenario = Scenario();
        await LaterAsync(scenario, "STOP BILL", "m1");
        await LaterAsync(scenario, "STOP", "m2");
        await LaterAsync(scenario, "START", "m3");
        (await scenario.SendAsync("outage", Mobile())).Planned.Should().Be(1);
        (await scenario.SendAsync("bill", Mobile())).Planned.Should().Be(0);
        await LaterAsync(scenario, "START", "m4");
        (await scenario.SendAsync("bill", Mobile())).Planned.Should().Be(1);
    }

    [Fact]
    public async Task Start_of_one_topic_lifts_only_that()
    {
        using var scenario = Scenario();
        await LaterAsync(scenario, "STOP", "m1");
        await LaterAsync(scenario, "START BILL", "m2");
        (await scenario.SendAsync("bill", Mobile())).Planned.Should().Be(1);
        (await scenario.SendAsync("outage", Mobile())).Planned.Should().Be(0);
    }

    [Fact]
    public async Task A_start_that_is_reported_again_after_a_later_stop_lifts_nothing()
    {
        using var scenario = Scenario();
        await LaterAsync(scenario, "STOP", "m1");
        var start = scenario.Text("START", "m2") with { ReceivedAt = scenario.Time.Now + Duration.FromMinutes(1) };
        scenario.Time.Advance(Duration.FromMinutes(1));
        await scenario.ReceiveAsync(start);
        await LaterAsync(scenario, "STOP", "m3");
        await scenario.ReceiveAsync(start);
        (await scenario.SendAsync("bill", Mobile())).Planned.Should().Be(0);
    }

    [Fact]
    public async Task A_start_that_arrives_after_a_younger_stop_lifts_nothing()
    {
        using var scenario = Scenario();
        var early = scenario.Text("START", "m0");
        await LaterAsync(scenario, "STOP", "m1");
        (await scenario.ReceiveAsync(early)).Reasons.Single().Code.Should().Be(ReasonCodes.NothingToStart);
        (await scenario.SendAsync("bill", Mobile())).Planned.Should().Be(0);
    }

    [Fact]
    public async Task A_stop_after_a_start_is_confirmed_again()
    {
        using var scenario = Scenario();
        await LaterAsync(scenario, "STOP", "m1");
        await LaterAsync(scenario, "START", "m2");
        await LaterAsync(scenario, "STOP", "m3");
        scenario.Answers().Count(a => a.Contains("no more messages", StringComparison.Ordinal)).Should().Be(2);
        (await scenario.SendAsync("bill", Mobile())).Planned.Should().Be(0);
    }

    [Fact]
    public async Task Help_is_answered_to_anyone_even_the_opted_out_and_once_for_each_message()
    {
        using var scenario = Scenario();
        await LaterAsync(scenario, "STOP", "m1");
        await LaterAsync(scenario, "Help!", "m2");
        await LaterAsync(scenario, "Help!", "m2");
        scenario.Answers().Skip(1).Should()
            .Equal("Example Shop: For help contact help@shop.example. Reply STOP to get no more messages. Msg and data rates may apply.");
        (await scenario.SendAsync("bill", Mobile())).Planned.Should().Be(0);
    }

    [Theory]
    [InlineData(SuppressionKind.OwnList, 1)]
    [InlineData(SuppressionKind.Complaint, 1)]
    [InlineData(SuppressionKind.Invalid, 0)]
    public async Task Help_is_answered_whatever_list_the_address_stands_on_unless_nobody_is_there(SuppressionKind kind, int answers)
    {
        using var scenario = Scenario();
        await scenario.Suppressions.AddAsync([new(Phone, "list", kind, scenario.Time.Now)]);
        await scenario.ReceiveAsync("HELP");
        await scenario.DispatchAsync();
        scenario.Answers().Should().HaveCount(answers);
    }

    [Theory]
    [InlineData("ARRÊT", null, "vous ne recevrez plus")]
    [InlineData("STOP", "de-AT", "keine Nachrichten mehr")]
    [InlineData("Abmelden", null, "keine Nachrichten mehr")]
    [InlineData("STOP", "ja", "no more messages")]
    [InlineData("STOP", "it", "Non scriviamo")]
    public async Task Answers_are_in_the_language_of_the_person_else_of_their_word(string text, string? language, string expected)
    {
        using var scenario = Scenario(o => o.Texts[(ReplyAnswer.Stopped, "it")] = "{{brand}}: Non scriviamo piu.");
        await scenario.ReceiveAsync(scenario.Text(text) with { Language = language });
        await scenario.DispatchAsync();
        scenario.Answers().Single().Should().Contain(expected).And.StartWith("Example Shop");
    }

    [Theory]
    [InlineData("what time does it end", ReplyKind.Question)]
    [InlineData("I need to cancel my order", ReplyKind.Other)]
    public async Task What_is_for_the_business_is_left_to_it(string text, ReplyKind kind)
    {
        using var scenario = Scenario();
        var outcome = await scenario.ReceiveAsync(text);
        (outcome.Reading.Kind, outcome.Answer).Should().Be((kind, null));
        outcome.Reasons.Single().Code.Should().Be(ReasonCodes.ReplyForBusiness);
        (await scenario.SendAsync("bill", Mobile())).Planned.Should().Be(1);
    }

    [Fact]
    public async Task Every_shipped_answer_names_the_brand_fits_two_segments_and_needs_no_ucs2()
    {
        foreach (var ((answer, language), text) in ReplyTexts.Shipped)
        {
            text.Should().StartWith("{{brand}}");
            var filled = text.Replace("{{brand}}", new string('B', 20), StringComparison.Ordinal)
                .Replace("{{support}}", new string('S', 20), StringComparison.Ordinal)
                .Replace("{{topic}}", new string('T', 12), StringComparison.Ordinal);
            var counted = Notify.Sdk.Rendering.SmsSegments.Count(filled);
            counted.Encoding.Should().Be(Notify.Sdk.Rendering.SmsEncoding.Gsm7, "of {0} in {1}", answer, language);
            counted.Segments.Should().Be(1, "of {0} in {1}", answer, language);
        }

        await Task.CompletedTask;
    }

    [Fact]
    public async Task Nobody_can_use_the_class_of_answers_to_pass_an_opt_out()
    {
        using var scenario = Scenario();
        var send = () => scenario.SendAsync(new Notification("reply.help", "mine"), Mobile());
        (await send.Should().ThrowAsync<NotifyException>()).WithMessage("*IInboundProcessor*");
        var add = () =>
            new Scenario(b => b.AddTopic(new Topic { Name = "sly", Class = MessageClass.Answer, Channels = [DeliveryChannel.Sms] }));
        add.Should().Throw<NotifyException>().WithMessage("*'sly'*");
    }

    [Theory]
    [InlineData("", "help@shop.example")]
    [InlineData("Example Shop", "")]
    public void Brand_and_support_are_required(string brand, string support)
    {
        using var scenario = Scenario(o => (o.Brand, o.Support) = (brand, support));
        var use = () => scenario.Get<IInboundProcessor>();
        use.Should().Throw<Microsoft.Extensions.Options.OptionsValidationException>();
    }
}
