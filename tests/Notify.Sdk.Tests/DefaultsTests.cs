using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests;

/// <summary>What holds when an application sets nothing, and that each of it can be switched off by name.</summary>
public class DefaultsTests
{
    private static readonly Instant FiveInTheMorning = Instant.FromUtc(2026, 3, 3, 10, 0); // Tuesday, New York

    private static readonly QuietHours Night = new(new LocalTime(22, 0), new LocalTime(7, 0));

    private static Contact Reader(string id, string language = "en") =>
        People.Contact(id).Email($"{id}@example.com") with { Language = language, TimeZone = "America/New_York" };

    private static Contact Mailbox(string id) => new(id) { Name = $"Name {id}", Emails = [$"{id}@example.com"] };

    private static async Task AgreeAsync(Scenario scenario, params string[] ids)
    {
        foreach (var id in ids)
            await scenario.ConsentAsync(Scenario.Mailbox($"{id}@example.com"), id: $"yes-{id}");
    }

    private static Task<SendReport> OfferAsync(Scenario scenario, int number, params Contact[] contacts) =>
        scenario.SendAsync(new Notification("offer", $"offer/{number}")
        {
            Data = new Dictionary<string, object?> { ["number"] = number }
        }, contacts);

    [Fact]
    public async Task Marketing_mail_of_five_in_the_morning_waits_for_the_day()
    {
        using var scenario = Scenario.OutOfTheBox(FiveInTheMorning);
        await AgreeAsync(scenario, "bo");
        var outcome = (await OfferAsync(scenario, 1, Reader("bo"))).Of("bo");
        outcome.Kind.Should().Be(OutcomeKind.Held);
        outcome.Due.Should().Be(Instant.FromUtc(2026, 3, 3, 13, 0), "that is 08:00");
        outcome.Reasons.Should().Contain(r => r.Rule == NotifyDefaults.MarketingMailHours);
        (await scenario.DispatchAsync()).Total.Should().Be(0);
    }

    [Fact]
    public async Task Transactional_mail_of_five_in_the_morning_leaves_at_once()
    {
        using var scenario = Scenario.OutOfTheBox(FiveInTheMorning);
        (await scenario.SendAsync("outage", Mailbox("bo"))).Planned.Should().Be(1);
    }

    [Fact]
    public async Task Marketing_does_not_go_out_every_day()
    {
        using var scenario = Scenario.OutOfTheBox(configure: b =>
            b.AddTopic("tips", t => t.Marketing().ExpiresAfter(Duration.FromHours(20)).Email("en", "Tip {{number}}", "Tip {{number}}.")));
        await scenario.ConsentAsync(Scenario.Mailbox("bo@example.com"), "tips");
        for (var day = 1; day <= 14; day++)
        {
            await scenario.SendAsync(new Notification("tips", $"tips/{day}")
            {
                Data = new Dictionary<string, object?> { ["number"] = day }
            }, Reader("bo"));
            await scenario.DispatchAsync();
            await scenario.DispatchAfterAsync(Duration.FromHours(24));
        }

        scenario.Mail.Calls.Should().HaveCount(6, "three a week, for two weeks");
        scenario.Mail.Calls.Zip(scenario.Mail.Calls.Skip(1), (a, b) => b.At - a.At).Should()
            .OnlyContain(apart => apart >= Duration.FromHours(24));
    }

    [Fact]
    public async Task The_caps_count_all_channels_together()
    {
        using var scenario = Scenario.OutOfTheBox();
        await AgreeAsync(scenario, "bo");
        await scenario.ConsentAsync(Scenario.Number(People.NewYorkPhone), id: "yes-phone");
        var bo = Reader("bo").Phone(People.NewYorkPhone);
        (await OfferAsync(scenario, 1, bo)).Of("bo").Channel.Should().Be(DeliveryChannel.Email);
        await scenario.DispatchAsync();
        var second = (await OfferAsync(scenario, 2, bo.Prefers("offer", DeliveryChannel.Sms))).Of("bo");
        second.Due.Should().Be(Scenario.Monday + Duration.FromHours(24));
        second.Reasons.Should().Contain(r => r.Rule.EndsWith(NotifyDefaults.MarketingPerDay, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("fr")]
    public async Task Marketing_is_not_sent_in_a_language_that_the_person_is_not_known_to_read(string? language)
    {
        using var scenario = Scenario.OutOfTheBox();
        await AgreeAsync(scenario, "bo");
        var outcome = (await OfferAsync(scenario, 1, Reader("bo") with { Language = language })).Of("bo");
        outcome.Kind.Should().Be(OutcomeKind.Suppressed);
        outcome.Codes().Should().Contain(language is null ? ReasonCodes.LanguageUnknown : ReasonCodes.NoTemplate);
    }

    [Fact]
    public async Task What_needs_no_consent_is_sent_in_the_default_language()
    {
        using var scenario = Scenario.OutOfTheBox();
        (await scenario.SendAsync("outage", Reader("bo", "fr"), Mailbox("cy"))).Planned.Should().Be(2);
    }

    [Fact]
    public async Task A_consent_that_was_shown_in_a_language_is_evidence_of_it()
    {
        using var scenario = Scenario.OutOfTheBox();
        await scenario.Get<IConsentLedger>().AppendAsync([new ConsentRecord
        {
            Id = "yes-1",
            Address = Scenario.Mailbox("bo@example.com"),
            Scope = ConsentScope.Of("offer"),
            Status = ConsentStatus.Granted,
            OccurredAt = scenario.Time.Now,
            Disclosure = new() { Text = "Send me offers.", Language = "en-GB" },
        }]);
        (await OfferAsync(scenario, 1, Reader("bo") with { Language = null })).Planned.Should().Be(1);
    }

    [Fact]
    public async Task A_language_that_was_given_and_not_understood_is_not_the_language_of_the_list()
    {
        using var scenario = Scenario.OutOfTheBox(configure: b => b.ConfigureAudience(o => o.ListLanguage = "en"));
        await AgreeAsync(scenario, "bo");
        (await OfferAsync(scenario, 1, Reader("bo") with { Language = "Deutsch, bitte" })).Of("bo").Codes().Should()
            .Contain(ReasonCodes.LanguageUnknown);
    }

    [Fact]
    public async Task What_the_person_said_wins_over_the_language_and_the_zone_of_the_list()
    {
        using var scenario = Scenario.OutOfTheBox(configure: b =>
            b.ConfigureAudience(o => (o.ListLanguage, o.ListZone) = ("en", "Asia/Tokyo")));
        await AgreeAsync(scenario, "bo", "cy");
        var report = await OfferAsync(scenario, 1, Reader("bo", "fr"), Reader("cy") with { TimeZone = null, Country = "GB" });
        report.Of("bo").Kind.Should().Be(OutcomeKind.Suppressed, "the person reads French");
        report.Of("cy").ZoneSource.Should().Be("country");
    }

    [Fact]
    public async Task A_place_that_was_given_and_not_understood_is_not_the_zone_of_the_list()
    {
        using var scenario = Scenario.OutOfTheBox(configure: b =>
            b.ConfigureAudience(o => (o.ListLanguage, o.ListZone) = ("en", "Europe/London")));
        await AgreeAsync(scenario, "bo");
        (await OfferAsync(scenario, 1, Mailbox("bo") with { TimeZone = "Pacific time" })).Of("bo").Codes().Should()
            .Contain(ReasonCodes.ZoneUnknown);
    }

    [Fact]
    public async Task A_list_of_names_and_mailboxes_with_both_options_set_is_told_in_full_by_day()
    {
        using var scenario = Scenario.OutOfTheBox(FiveInTheMorning, b =>
            b.ConfigureAudience(o => (o.ListLanguage, o.ListZone) = ("en", "America/New_York")));
        var ids = Enumerable.Range(0, 200).Select(i => $"p{i}").ToArray();
        await AgreeAsync(scenario, ids);
        var report = await OfferAsync(scenario, 1, [.. ids.Select(Mailbox)]);
        report.Held.Should().Be(200);
        report.Notices.Should().BeEmpty();
        report.Outcomes.Should().OnlyContain(o => o.ZoneSource == "declared for the list");
        (await scenario.DispatchAsync()).Total.Should().Be(0);
        (await scenario.DispatchAfterAsync(Duration.FromHours(3))).Accepted.Should().Be(200);
    }

    [Fact]
    public async Task The_first_lines_of_the_report_say_how_many_people_are_held_back_and_by_which_option()
    {
        using var scenario = Scenario.OutOfTheBox();
        await AgreeAsync(scenario, "a", "b", "c", "d");
        // a: both are missing. b: the language. c: the zone. d: nothing. e: no consent, so no option would help.
        var report = await OfferAsync(scenario, 1,
            Mailbox("a"), Mailbox("b") with { Country = "GB" }, Mailbox("c") with { Language = "en" }, Reader("d"), Mailbox("e"));
        report.Planned.Should().Be(1);
        var lines = report.ToString().Split('\n');
        lines[0].Should().StartWith("2 people are not told of 'offer'").And.Contain("AudienceOptions.ListLanguage");
        lines[1].Should().StartWith("2 people are not told of 'offer'").And.Contain("AudienceOptions.ListZone");
        lines.Should().HaveCount(3);
    }

    [Fact]
    public async Task Each_default_can_be_switched_off_by_name()
    {
        using var scenario = Scenario.OutOfTheBox(FiveInTheMorning, b => b
            .SwitchOff(NotifyDefaults.MarketingMailHours, NotifyDefaults.MarketingPerDay, NotifyDefaults.MarketingPerWeek)
            .AddTopic("news", t => t.Marketing().Languages("en", LanguageFallback.DefaultLanguage).Email("en", "News", "News.")));
        await scenario.ConsentAsync(Scenario.Mailbox("bo@example.com"), "news");
        for (var number = 1; number <= 5; number++)
            (await scenario.SendAsync(new Notification("news", $"news/{number}"), Mailbox("bo"))).Planned.Should().Be(1);
    }

    [Fact]
    public async Task Courtesy_hours_of_texts_can_be_switched_off_by_name()
    {
        using var scenario = Scenario.OutOfTheBox(FiveInTheMorning, b => b.SwitchOff(NotifyDefaults.CourtesyHours)
            .ConfigureConsent(o => o.PeopleGaveTheirNumbers = true));
        (await scenario.SendAsync("outage", People.Contact("bo").Phone(People.NewYorkPhone))).Planned.Should().Be(1);
    }

    [Fact]
    public async Task Quiet_hours_without_a_zone_do_not_cost_a_bill()
    {
        using var scenario = Scenario.OutOfTheBox(FiveInTheMorning);
        var outcome = (await scenario.SendAsync("bill", Mailbox("bo") with { QuietHours = Night })).Of("bo");
        outcome.Kind.Should().Be(OutcomeKind.Planned);
        outcome.Codes().Should().Contain(ReasonCodes.ZoneUnknown, "nobody can keep these hours, and the report says so");
        (await scenario.DispatchAsync()).Accepted.Should().Be(1, "the second look says the same");
    }

    [Fact]
    public async Task Quiet_hours_of_somebody_whose_country_is_known_wait_until_they_are_over_in_all_of_it()
    {
        using var scenario = Scenario.OutOfTheBox(FiveInTheMorning);
        var outcome = (await scenario.SendAsync("bill", Mailbox("bo") with { Country = "AU", QuietHours = Night })).Of("bo");
        outcome.Kind.Should().Be(OutcomeKind.Planned, "10:00 UTC is 18:00 to 21:30 in Australia");
        var later =
            (await scenario.SendAsync(new Notification("bill", "bill/2"), Mailbox("cy")
            with
            { Country = "GB", QuietHours = new(new LocalTime(9, 0), new LocalTime(17, 0)) })).Of("cy");
        later.Due.Should().Be(Instant.FromUtc(2026, 3, 3, 17, 0));
    }

    [Fact]
    public async Task Quiet_hours_that_are_never_over_in_all_of_a_wide_country_do_not_cost_a_bill()
    {
        using var scenario = Scenario.OutOfTheBox(FiveInTheMorning);
        var quiet = new QuietHours(new LocalTime(12, 0), new LocalTime(10, 0));
        var bo = Mailbox("bo") with { Country = "RU", Language = "en", QuietHours = quiet };
        var outcome = (await scenario.SendAsync("bill", bo)).Of("bo");
        outcome.Kind.Should().Be(OutcomeKind.Planned);
        outcome.Codes().Should().Contain(ReasonCodes.ZoneUnknown);
        (await scenario.DispatchAsync()).Accepted.Should().Be(1);
        await AgreeAsync(scenario, "bo");
        (await OfferAsync(scenario, 1, bo)).Of("bo").Kind.Should()
            .Be(OutcomeKind.Suppressed, "advertising keeps all of them or is not sent");
    }

    [Fact]
    public async Task The_life_of_a_reminder_begins_when_it_may_first_leave()
    {
        using var scenario = Scenario.OutOfTheBox();
        var inAWeek = Scenario.Monday + Duration.FromDays(7);
        var report = await scenario.SendAsync(new Notification("outage", "reminder/1") { NotBefore = inAWeek }, Mailbox("bo"));
        report.Of("bo").Due.Should().Be(inAWeek);
        (await scenario.Outbox.FindNotificationAsync("reminder/1"))!.Notification.ExpiresAt.Should().Be(inAWeek + Duration.FromDays(3));
        (await scenario.DispatchAfterAsync(Duration.FromDays(9))).Accepted.Should().Be(1);
    }

    [Fact]
    public void A_rule_of_the_law_cannot_be_switched_off()
    {
        var off = () => Scenario.OutOfTheBox(configure: b => b.SwitchOff("US-TX")).Dispose();
        off.Should().Throw<NotifyException>().WithMessage("'US-TX' is no default that can be switched off.*window/courtesy*");
    }

    [Fact]
    public void The_names_of_the_defaults_are_those_of_the_rules_that_hold()
    {
        using var scenario = Scenario.OutOfTheBox();
        scenario.Get<IOptions<PlanningOptions>>().Value.Windows.Select(w => w.Id)
            .Concat(scenario.Get<IOptions<PermissionOptions>>().Value.Caps.Select(c => c.Id))
            .Prepend(NotifyDefaults.MarketingConsent)
            .Should().Equal(NotifyDefaults.All);
        scenario.Get<IOptions<PermissionOptions>>().Value.MarketingNeedsConsent.Should().BeTrue();
    }

    [Theory]
    [InlineData("English", null, "ListLanguage")]
    [InlineData(null, "London", "ListZone")]
    public void A_language_or_a_zone_of_the_list_that_nobody_has_is_refused(string? language, string? zone, string option)
    {
        var start = () => Scenario.OutOfTheBox(configure: b => b.ConfigureAudience(o => (o.ListLanguage, o.ListZone) = (language, zone)))
            .Get<INotifier>();
        start.Should().Throw<OptionsValidationException>().WithMessage($"*AudienceOptions.{option}*");
    }
}
