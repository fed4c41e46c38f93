using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Planning;

/// <summary>Which channel, in which order, and why not the others: from the call to the hand-over.</summary>
public class ChannelChoiceTests
{
    private static readonly Notification Bill = new("bill", "bill/1");

    private static async Task<IReadOnlyList<Route>> RoutesAsync(Scenario scenario, string account = "ana") =>
        (await scenario.DeliveryAsync("bill/1", account)).Routes;

    [Fact]
    public async Task Preference_stored_but_not_honoured__the_channel_that_a_person_chose_for_the_topic_is_the_one_that_is_used()
    {
        using var scenario = new Scenario();
        var ana = People.Ana.Prefers("bill", DeliveryChannel.Sms, DeliveryChannel.Email).Prefers("*", DeliveryChannel.Email);
        await scenario.SendAsync(Bill, ana);
        await scenario.SendAsync("outage", ana);
        await scenario.DispatchAsync();
        scenario.Texts.Calls.Select(c => c.Topic).Should().Equal("bill");
        scenario.Mail.Calls.Select(c => c.Topic).Should().Equal("outage");
    }

    [Fact]
    public async Task Preference_stored_but_not_honoured__it_is_still_asked_at_the_fallback()
    {
        using var scenario = new Scenario();
        scenario.Texts.Answers(SendOutcome.Rejected("no"));
        await scenario.SendAsync(Bill, People.Ana.Prefers("bill", DeliveryChannel.Sms));
        await scenario.DispatchAsync();
        scenario.Mail.Calls.Should().BeEmpty("mail was left out");
        (await scenario.DeliveryAsync("bill/1", "ana")).State.Should().Be(DeliveryState.Failed);
    }

    [Fact]
    public async Task The_fallback_plan_holds_every_permitted_route_in_order()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(Bill, People.Ana.Email("second@example.com").Prefers("bill", DeliveryChannel.Sms, DeliveryChannel.Email));
        (await RoutesAsync(scenario)).Select(r => r.Address.Deliverable).Should()
            .Equal(People.NewYorkPhone, "ana@example.com", "second@example.com");
    }

    [Fact]
    public async Task The_next_route_follows_a_definite_failure()
    {
        using var scenario = new Scenario();
        scenario.Mail.Answers(SendOutcome.Rejected("no such mailbox"));
        await scenario.SendAsync(Bill, People.Ana);
        await scenario.DispatchAsync();
        scenario.Texts.Addresses.Should().Equal(People.NewYorkPhone);
    }

    [Fact]
    public async Task No_route_follows_an_unknown_outcome()
    {
        using var scenario = new Scenario();
        scenario.Mail.Answers(SendOutcome.Unknown("connection lost"));
        await scenario.SendAsync(Bill, People.Ana);
        await scenario.DispatchAsync();
        await scenario.DispatchAfterAsync(Duration.FromHours(1));
        scenario.Texts.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task A_route_that_is_refused_says_why_and_the_next_one_is_taken()
    {
        using var scenario = new Scenario();
        await scenario.Suppressions.AddAsync(
            [new(Scenario.Mailbox("ana@example.com"), "invalid-addresses", SuppressionKind.Invalid, Scenario.Monday)]);
        var outcome = (await scenario.SendAsync(Bill, People.Ana)).Of("ana");
        (outcome.Kind, outcome.Channel).Should().Be((OutcomeKind.Planned, DeliveryChannel.Sms));
        outcome.Reasons.Should().ContainSingle(r => r.Code == ReasonCodes.Suppressed).Which.Detail.Should().StartWith("email: ");
    }

    [Fact]
    public async Task When_no_route_is_left_every_one_says_why()
    {
        using var scenario = new Scenario();
        await scenario.Suppressions.AddAsync(
            [new(Scenario.Mailbox("ana@example.com"), "invalid-addresses", SuppressionKind.Invalid, Scenario.Monday)]);
        await scenario.Get<IConsentLedger>()
            .AppendAsync(
            [new() { Id = "s", Address = Scenario.Number(People.NewYorkPhone), Scope = ConsentScope.Of("bill"), Channel =
                DeliveryChannel.Sms,
            Status = ConsentStatus.Withdrawn, OccurredAt = Scenario.Monday }]);
        var outcome = (await scenario.SendAsync(Bill, People.Ana)).Of("ana");
        outcome.Kind.Should().Be(OutcomeKind.Suppressed);
        outcome.Reasons.Select(r => (r.Code, r.Detail.Split(':')[0])).Should()
            .Contain([(ReasonCodes.Suppressed, "email"), (ReasonCodes.OptedOut, "sms")]);
    }

    [Fact]
    public async Task A_channel_that_was_left_out_has_its_reason_when_another_one_is_taken()
    {
        using var scenario = new Scenario();
        var outcome = (await scenario.SendAsync(Bill, People.Ana.Prefers("bill", DeliveryChannel.Email))).Of("ana");
        (outcome.Kind, outcome.Channel).Should().Be((OutcomeKind.Planned, DeliveryChannel.Email));
        outcome.Reasons.Should().ContainSingle().Which.ToString().Should()
            .Be("planning.channel-left-out (planning/routes): sms: the order of channels that the person chose leaves it out.");
    }

    [Fact]
    public async Task A_landline_has_its_reason_when_the_mail_is_taken()
    {
        using var scenario = new Scenario();
        var outcome = (await scenario.SendAsync(Bill, People.Contact("bo").Email("bo@example.com").Phone("+442079460101"))).Of("bo");
        outcome.Kind.Should().Be(OutcomeKind.Planned);
        var reason = outcome.Reasons.Should().ContainSingle().Which;
        reason.Code.Should().Be(ReasonCodes.AddressOutOfReach);
        reason.Detail.Should().StartWith("sms: ").And.NotContain("9460101", "addresses are masked");
    }

    [Fact]
    public async Task A_landline_alone_is_no_route_and_says_why()
    {
        using var scenario = new Scenario();
        var outcome = (await scenario.SendAsync(Bill, People.Contact("bo").Phone("+442079460101"))).Of("bo");
        outcome.Kind.Should().Be(OutcomeKind.Suppressed);
        outcome.Codes().Should().Equal(ReasonCodes.NoRoute, ReasonCodes.AddressOutOfReach);
    }

    [Fact]
    public async Task A_person_who_accepts_no_channel_of_the_topic_is_not_told_and_the_reason_names_the_channels()
    {
        using var scenario = new Scenario();
        var outcome = (await scenario.SendAsync(Bill, People.Ana.Prefers("bill", DeliveryChannel.Voice))).Of("ana");
        outcome.Kind.Should().Be(OutcomeKind.Suppressed);
        outcome.Codes().Should().Equal(ReasonCodes.NoRoute, ReasonCodes.ChannelLeftOut, ReasonCodes.ChannelLeftOut);
        outcome.Reasons[0].Detail.Should().Contain("email, sms").And.Contain("the person accepts");
    }
}
