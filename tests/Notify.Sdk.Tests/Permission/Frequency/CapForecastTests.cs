using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

/// <summary>While planning, open plans are a forecast: it is said, and nothing is held or refused for it.</summary>
public class CapForecastTests
{
    private static readonly FrequencyCap Day = new()
    {
        Id = "day",
        Limit = 1,
        Window = Duration.FromDays(1),
        Classes =
        [MessageClass.Transactional]
    };

    private static async Task<AccountOutcome> SecondAsync(Scenario scenario, Duration life, Contact? whom = null)
    {
        var who = whom ?? People.Contact("bo").Email("bo@example.com");
        await scenario.SendAsync(new Notification("outage", "first"), who);
        scenario.Time.Advance(Duration.FromSeconds(1));
        return (await scenario.SendAsync(new Notification("outage", "second") { ExpiresAt = scenario.Time.Now + life }, who)).Of("bo");
    }

    [Fact]
    public async Task The_report_says_which_instants_are_forecasts()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(Day));
        var bo = People.Contact("bo").Email("bo@example.com");
        await scenario.SendAsync(new Notification("outage", "first"), bo);
        scenario.Time.Advance(Duration.FromSeconds(1));
        var report = await scenario.SendAsync(new Notification("outage", "second"), bo, People.Contact("cy").Email("cy@example.com"));
        (report.Held, report.Forecast, report.Planned).Should().Be((1, 1, 1));
        report.HeldUntil.Should().ContainKey(Instant.FromUtc(2026, 3, 3, 15, 0));
        var held = report.Of("bo");
        (held.Kind, held.IsForecast, held.Due).Should().Be((OutcomeKind.Held, true, scenario.Time.Now + Duration.FromDays(1)));
        held.Reasons.Should().ContainSingle(r => r.Code == ReasonCodes.FrequencyCap
            && r.Detail.Contains("what is planned is expected to take the room before"));
        report.Of("cy").IsForecast.Should().BeFalse();
    }

    [Fact]
    public async Task What_was_sent_is_no_forecast()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(Day));
        await scenario.SendAsync(new Notification("outage", "first"), People.Ana);
        await scenario.DispatchAsync();
        var second = (await scenario.SendAsync(new Notification("outage", "second"), People.Ana)).Of("ana");
        (second.Kind, second.IsForecast, second.Due).Should().Be((OutcomeKind.Held, false, Scenario.Monday + Duration.FromDays(1)));
    }

    [Fact]
    public async Task What_waits_by_forecast_leaves_at_once_when_what_was_before_it_is_cancelled()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(Day));
        (await SecondAsync(scenario, Duration.FromDays(3))).IsForecast.Should().BeTrue();
        await scenario.Notifier.CancelAsync("first");
        await scenario.DispatchAsync();
        scenario.Mail.Calls.Should().ContainSingle().Which.Delivery.Should().Be((await scenario.DeliveryAsync("second", "bo")).Id);
    }

    [Fact]
    public async Task A_cap_never_suppresses_for_what_is_only_planned()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(Day));
        var second = await SecondAsync(scenario, Duration.FromHours(12));
        (second.Kind, second.IsForecast).Should().Be((OutcomeKind.Held, true));
        second.Codes().Should().Contain([ReasonCodes.FrequencyCap, ReasonCodes.NoRoomForecast]);
        scenario.Mail.AnswersInTurn(SendOutcome.Rejected("no"), SendOutcome.Accepted("x"));
        await scenario.DispatchAsync();
        (await scenario.DeliveryAsync("second", "bo")).State.Should().Be(DeliveryState.Accepted, "the first did not arrive");
    }

    [Fact]
    public async Task At_hand_over_what_cannot_make_it_before_it_expires_is_refused_with_its_reasons()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(Day));
        await SecondAsync(scenario, Duration.FromHours(12));
        await scenario.DispatchAsync();
        var second = await scenario.DeliveryAsync("second", "bo");
        second.State.Should().Be(DeliveryState.Suppressed);
        second.Reasons.Select(r => r.Code).Should().Contain([ReasonCodes.FrequencyCap, ReasonCodes.Infeasible]);
    }

    [Fact]
    public async Task A_forecast_falls_into_the_hours_that_are_open()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(Day with { Window = Duration.FromHours(12) }));
        var bo = People.Contact("bo").Email("bo@example.com")
            with
        { TimeZone = "America/New_York", QuietHours = new(new LocalTime(21, 0), new LocalTime(8, 0)) };
        (await SecondAsync(scenario, Duration.FromDays(3), bo)).Due.Should()
            .Be(Instant.FromUtc(2026, 3, 3, 13, 0), "room is expected at ten in the evening");
    }

    [Fact]
    public void What_is_overdue_leaves_before_what_becomes_due_later()
    {
        CapUse Plan(int hour, string id, TopicPriority priority = TopicPriority.Normal, bool sent = false) =>
            new(default, Scenario.Monday + Duration.FromHours(hour), new(id), priority, sent);
        Instant? Forecast(CapUse own, params CapUse[] others) => CapForecast.Of(Day, others, own, Scenario.Monday);
        Instant At(int hour) => Scenario.Monday + Duration.FromHours(hour);

        Forecast(Plan(0, "me")).Should().Be(At(0));
        Forecast(Plan(0, "me"), Plan(10, "a")).Should().Be(At(0), "what is not due takes no room");
        Forecast(Plan(0, "me"), Plan(-5, "z")).Should().Be(At(24));
        Forecast(Plan(0, "me"), Plan(-5, "z", TopicPriority.Low)).Should().Be(At(0));
        Forecast(Plan(0, "me", TopicPriority.Low), Plan(-5, "z"), Plan(20, "u", TopicPriority.Urgent)).Should().Be(At(48));
        Forecast(Plan(5, "me"), Plan(-5, "z", sent: true)).Should().Be(At(19));
        CapForecast.Of(Day with { Limit = 0 }, [], Plan(0, "me"), Scenario.Monday).Should().BeNull();
    }
}
