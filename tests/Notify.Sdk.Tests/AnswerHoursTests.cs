using NodaTime;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests;

/// <summary>Messages that invite a call or a reply leave when somebody is there for it, and no more than can be answered.</summary>
public sealed class AnswerHoursTests
{
    private static readonly AnswerHours s_hotline = new("hotline", "Europe/Berlin",
        new DailyWindow(DailyWindow.MondayToFriday, new(8, 0), new(18, 0)));

    private static Scenario With(AnswerHours hours, Instant? at = null, Action<NotifyBuilder>? more = null) => new(b =>
    {
        b.AddTopic("call-us", t => t.Transactional().AnsweredAt(hours).Email("en", "Outage", "Call 0800 123."));
        more?.Invoke(b);
    }, at);

    private static Contact[] People(int count) =>
        [.. Enumerable.Range(0, count).Select(i => TestKit.People.Contact($"c{i}").Email($"c{i}@example.com"))];

    [Fact]
    public async Task They_wait_while_nobody_is_there_in_the_zone_of_those_who_answer()
    {
        var saturday = Instant.FromUtc(2026, 3, 7, 12, 0);
        using var scenario = With(s_hotline, saturday);
        var outcome = (await scenario.SendAsync("call-us", TestKit.People.Ana)).Of("ana");
        outcome.Kind.Should().Be(OutcomeKind.Held);
        outcome.Due.Should().Be(Instant.FromUtc(2026, 3, 9, 7, 0), "Monday, eight o'clock in Berlin");
        outcome.Reasons.Should().Contain(r => r.Code == ReasonCodes.OutsideWindow && r.Rule.Contains("answer-hours/hotline"));
    }

    [Fact]
    public async Task They_may_arrive_as_long_as_somebody_is_there()
    {
        using var scenario = With(s_hotline, Instant.FromUtc(2026, 3, 9, 16, 0));
        await scenario.SendAsync("call-us", TestKit.People.Ana);
        await scenario.DispatchAsync();
        scenario.Mail.Calls.Should().ContainSingle().Which.ValidUntil.Should().Be(Instant.FromUtc(2026, 3, 9, 17, 0));
    }

    [Fact]
    public async Task A_holiday_of_those_who_answer_counts()
    {
        var hours = s_hotline with { Holidays = new(HolidayCalendar.Parse("company", ["2026-03-09"])) };
        using var scenario = With(hours, Instant.FromUtc(2026, 3, 9, 9, 0));
        (await scenario.SendAsync("call-us", TestKit.People.Ana)).Of("ana").Due.Should().Be(Instant.FromUtc(2026, 3, 10, 7, 0));
    }

    [Fact]
    public async Task No_more_leave_in_a_minute_than_can_be_answered()
    {
        var always = new AnswerHours("hotline", "UTC", new DailyWindow(DailyWindow.EveryDay, new(0, 0), LocalTime.Midnight))
        {
            PerMinute = 1
        };
        using var scenario = With(always);
        await scenario.SendAsync("call-us", People(20));
        await scenario.DispatchAsync();
        var left = scenario.Mail.Calls.Count;
        left.Should().BeInRange(1, 10, "one a minute of real time, however slow the machine");
        var waiting = new List<Delivery>();
        for (var i = 0; i < 20; i++)
            waiting.Add(await scenario.DeliveryAsync("call-us/1", $"c{i}"));
        waiting.RemoveAll(d => d.State == DeliveryState.Accepted);
        waiting.Should().HaveCount(20 - left).And.OnlyContain(
            d => d.Attempts == 0 && d.Reasons.Any(r => r.Code == ReasonCodes.RateLimited));
        waiting.Select(d => d.Due).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Topics_with_the_same_hours_share_the_people_who_answer_and_emergencies_do_not_wait()
    {
        var always = new AnswerHours("hotline", "UTC", new DailyWindow(DailyWindow.EveryDay, new(0, 0), LocalTime.Midnight))
        {
            PerMinute = 1
        };
        using var scenario = With(always, more: b => b
            .AddTopic("bill-question", t => t.Transactional().AnsweredAt(always).Email("en", "Bill", "Call us."))
            .AddTopic("flood", t => t.Emergency(new() { MayDeclare = ["duty"] }).AnsweredAt(always).Email("en", "Flood", "Call us.")));
        await scenario.SendAsync("call-us", TestKit.People.Ana);
        await scenario.SendAsync("bill-question", TestKit.People.Ana);
        await scenario.SendAsync(new Notification("flood", "flood/1") { Emergency = new("duty", "the dam broke") }, TestKit.People.Ana);
        await scenario.DispatchAsync();
        scenario.Mail.Calls.Count(c => c.Topic != "flood").Should().Be(1);
        scenario.Mail.Calls.Count(c => c.Topic == "flood").Should().Be(1);
    }

    [Fact]
    public async Task What_was_held_over_night_is_looked_at_once_and_gets_a_turn_of_its_own()
    {
        var hours = s_hotline with { PerMinute = 1 };
        // 17:59 in Berlin: those that have no turn before six have one after it, when nobody is there.
        using var scenario = With(hours, Instant.FromUtc(2026, 3, 9, 16, 59));
        await scenario.SendAsync("call-us", People(30));
        await scenario.DispatchAsync();
        for (var i = 0; i < 40; i++)
            await scenario.DispatchAfterAsync(Duration.FromMinutes(1));
        var sent = scenario.Mail.Calls.Count;
        scenario.Time.Advance(Instant.FromUtc(2026, 3, 10, 7, 0) - scenario.Time.Now);
        await scenario.DispatchAsync();
        var waiting = new List<Delivery>();
        for (var i = 0; i < 30; i++)
            waiting.Add(await scenario.DeliveryAsync("call-us/1", $"c{i}"));
        waiting.RemoveAll(d => d.State == DeliveryState.Accepted);
        var now = scenario.Time.Now;
        waiting.Should().HaveCountGreaterThan(10, "the night was between").And.OnlyContain(d => d.Due > now);
        waiting.Select(d => d.Due).Should().OnlyHaveUniqueItems("each has a turn, and none is looked at again before it");
        scenario.Mail.Calls.Count.Should().BeGreaterThanOrEqualTo(sent);
    }

    [Fact]
    public async Task A_provider_that_has_no_turn_costs_no_turn_with_those_who_answer()
    {
        var always = new AnswerHours("hotline", "UTC", new DailyWindow(DailyWindow.EveryDay, new(0, 0), LocalTime.Midnight))
        {
            PerMinute = 600,
        };
        RecordingTransport slow = new(DeliveryChannel.Sms);
        using Scenario scenario = new(b =>
        {
            b.Services.RemoveTransports();
            b.AddTransport("slow", _ => slow, s => s.PerSecond(0.001));
            b.AddTopic("call-us", t => t.Transactional().AnsweredAt(always).Over(DeliveryChannel.Sms).Sms("en", "Call 0800 123."));
        });
        await scenario.SendAsync("call-us", [.. Enumerable.Range(0, 10).Select(i => TestKit.People.Contact($"c{i}")
            .Phone($"+1212555{100 + i:0000}"))]);
        await scenario.DispatchAsync();
        for (var i = 0; i < 10; i++)
        {
            var delivery = await scenario.DeliveryAsync("call-us/1", $"c{i}");
            delivery.Reasons.Should().NotContain(r => r.Rule.StartsWith("sending/answer-hours", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Hours_that_make_no_sense_are_refused_where_they_are_written()
    {
        FluentActions.Invoking(() => new AnswerHours("hotline", "Europe/Berlin")).Should().Throw<ArgumentException>()
            .WithMessage("*no windows*");
        FluentActions.Invoking(() => new AnswerHours("Hot line", "UTC", s_hotline.Rule.Windows)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new AnswerHours("hotline", "Berlin", s_hotline.Rule.Windows)).Should().Throw<ArgumentException>()
            .WithMessage("*'Berlin'*");
        FluentActions.Invoking(() => s_hotline with { PerMinute = 0 }).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Hours_of_one_name_with_two_capacities_are_refused_at_start()
    {
        var one = s_hotline with { PerMinute = 10 };
        using var scenario = With(one, more: b => b.AddTopic("other", t => t.Transactional().AnsweredAt(one with { PerMinute = 20 })
            .Email("en", "Other", "Call us.")));
        scenario.Invoking(s => s.Get<IDispatcher>()).Should().Throw<ArgumentException>().WithMessage("*'hotline'*10*20*'other'*");
    }
}
