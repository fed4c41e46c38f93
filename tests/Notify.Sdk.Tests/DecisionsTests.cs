using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests;

/// <summary>A decision can be printed for whoever checks it, and nothing in it is a guess.</summary>
public sealed class DecisionsTests
{
    private static Scenario World() => Scenario.UnderLaw(b => b
        .AddTopic("sale", t => t.Marketing().Over(DeliveryChannel.Sms, DeliveryChannel.Email).From("Example").Sms("en", "Cheap.")
            .Email("en", "Sale", "Cheap.")));

    private static Contact Bo =>
        People.Contact("bo") with { Country = "US", Region = "Rhode Island", Phones = ["+12145550101"], Emails = ["bo@example.com"] };

    [Fact]
    public async Task A_refusal_is_a_page_with_the_place_the_rules_what_would_have_been_enough_and_the_versions()
    {
        using var scenario = World();
        var outcome = (await scenario.SendAsync("sale", Bo)).Of("bo");
        outcome.Kind.Should().Be(OutcomeKind.Suppressed);
        var page = outcome.ToPage();
        page.Should().Contain("Not told.")
            .And.Contain("US (country, number)").And.Contain("US-RI (region)").And.Contain("US-TX (area code of the number)")
            .And.Contain(
                "US-TCPA-SMS-MKT: consent, opt-in: an express written consent. law: 47 CFR 64.1200(a)(2), (f)(9); secondary-multiple, "
                + "reviewed 2026-11-26")
            .And.Contain("US-RI: hours")
            .And.Contain("Enough would be: an express written consent (with the words that were shown)")
            .And.Contain(LegalPack.BuiltIn.Version).And.Contain(TimeZoneData.Default.Version)
            .And.Contain("Not legal advice");
        page.Should().NotContain("bo@example.com").And.NotContain("5550101").And.NotContain("Rhode Island");
        foreach (var line in page.Split('\n').SkipWhile(l => l != "Rules that were asked:").Skip(1).TakeWhile(l => l.StartsWith('-')))
            line.Should().MatchRegex(@"reviewed 202\d-\d\d-\d\d|a default of the library, no law", "every rule says what stands behind it");
    }

    [Fact]
    public async Task A_message_that_goes_out_says_what_it_rests_on_also_when_it_is_asked_for_later()
    {
        using var scenario = World();
        await scenario.ConsentAsync(Scenario.Number("+12145550101"), "sale");
        var outcome = (await scenario.SendAsync("sale", Bo)).Of("bo");
        outcome.Kind.Should().Be(OutcomeKind.Planned);
        outcome.ToPage().Should().Contain("ExpressWritten consent of 2026-03-02").And.Contain("record yes-1").And.Contain("Told by sms");
        outcome.Rules.Should().Contain(["US-TCPA-SMS-MKT", "US-CTIA-SMS", "US-TCPA", "US-RI"]);
        var later = WrittenAndRead(outcome);
        later.ToPage().Should().Be(outcome.ToPage());
        var explanation = await scenario.Notifier.ExplainAsync("sale/1", "bo");
        explanation!.ToPage().Should().StartWith(outcome.ToPage()).And.Contain("is Planned");
        explanation.ToString().Should().Contain("rules asked US-TCPA-SMS-MKT").And.Contain("place US (country, number)");
    }

    [Fact]
    public async Task A_preview_says_how_many_lose_which_channel_by_which_rule()
    {
        using var scenario = World();
        await scenario.ConsentAsync(Scenario.Mailbox("bo@example.com"), "sale");
        Contact[] list = [Bo, Bo with { AccountId = "cy", Name = "Cy Other", Phones = ["+12145550102"], Emails = [] }];
        var preview = await scenario.Notifier.PreviewAsync(new("sale", "p"), list);
        preview.Losses.Should().Contain(l => l.Channel == DeliveryChannel.Sms && l.Rule.Contains("US-TCPA-SMS-MKT")
            && l.Code == ReasonCodes.NoConsent && l.People == 2, "the one is told by mail instead");
        preview.Losses.Should().NotContain(l => l.Channel == DeliveryChannel.Email);
        preview.Losses[0].ToString().Should().StartWith("2 people lose sms by permission/consent/");
    }

    [Fact]
    public async Task People_of_one_kind_share_what_their_decisions_rest_on()
    {
        using var scenario = World();
        var report = await scenario.SendAsync(new Notification("outage", "o"),
            [.. Enumerable.Range(1, 2).Select(i => People.Contact($"p{i}").Email($"p{i}@example.com") with { Country = "DE" })]);
        report.Outcomes[0].Rules.Should().BeSameAs(report.Outcomes[1].Rules);
        report.Outcomes[0].Ground.Should().BeSameAs(report.Outcomes[1].Ground);
        var copy = report.Outcomes[0];
        Allocations.Of(() => copy = copy with { IsForecast = true }, expected: 112).Should().BeLessThanOrEqualTo(112,
            "place, rules, zones and versions are one reference, and their texts are made when read");
        report.Outcomes[0].Place.Should().BeSameAs(report.Outcomes[1].Place);
    }

    [Fact]
    public void A_text_is_made_when_it_is_read_and_is_the_same_after_it_was_stored()
    {
        var record = new ConsentRecord
        {
            Id = "r",
            Address = Scenario.Mailbox("a@example.com"),
            Scope = ConsentScope.Of("sale"),
            Status =
            ConsentStatus.Granted,
            OccurredAt = Scenario.Monday
        };
        Reason made = new(ReasonCodes.ConsentGranted, "permission/consent", new GrantedText(record));
        made.Detail.Should().Be("Express consent of 2026-03-02T15:00:00Z (record r).");
        made.Should().Be(new Reason(made.Code, made.Rule, made.Detail)).And.NotBe(made with { Detail = "other" });
        made.Against(DeliveryChannel.Sms).Detail.Should().Be($"sms: {made.Detail}");
        var outcome = new AccountOutcome
        {
            Account = new("a"),
            Kind = OutcomeKind.Suppressed,
            Reasons =
            [made.Against(DeliveryChannel.Sms)]
        };
        WrittenAndRead(outcome).Reasons.Should().Equal(outcome.Reasons);
    }

    private static AccountOutcome WrittenAndRead(AccountOutcome outcome)
    {
        Sending.NamesInMemory names = new();
        return new OutboxRows(names).ReadOutcome(new OutboxRows(names).Write(outcome), outcome.Account);
    }
}
