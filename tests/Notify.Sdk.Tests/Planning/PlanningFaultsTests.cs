using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Planning;

/// <summary>Faults that other libraries of this kind had; none of them is to be had here.</summary>
public class PlanningFaultsTests
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    private static Instant At(int month, int day, int hour, int minute = 0) =>
        new LocalDateTime(2026, month, day, hour, minute).InZoneLeniently(NewYork).ToInstant();

    private static Instant? Next(Instant at, params DailyWindow[] windows) => SendWindows.NextOpening(at, windows, NewYork);

    private static Scenario Texts(Instant at, Action<TopicBuilder>? topic = null, Action<NotifyBuilder>? configure = null) => new(b =>
    {
        b.AddText("text", topic);
        configure?.Invoke(b);
    }, at);

    [Fact]
    public void Fault_the_clock_range_after_midnight_is_open_although_the_evening_before_was_closed()
    {
        var weekend = DailyWindow.AcrossMidnight([IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday], new(20, 0), new(2, 0));
        Next(At(3, 2, 1), weekend).Should().Be(At(3, 6, 20)); // Monday 01:00
    }

    [Fact]
    public async Task Fault_an_unknown_zone_is_treated_as_utc()
    {
        // 01:30 in Los Angeles is 09:30 UTC: open, to whoever takes UTC for it.
        using var scenario = Texts(Instant.FromUtc(2026, 3, 3, 9, 30));
        (await scenario.SendAsync("text", People.Contact("bo").Phone("+13105550101"))).Of("bo").Kind.Should().Be(OutcomeKind.Held);
    }

    [Fact]
    public async Task Fault_a_bad_zone_name_drops_everything_silently()
    {
        using var scenario = Texts(At(3, 3, 12));
        var report = await scenario.SendAsync("text", People.Ana with { TimeZone = "America/Gotham" }, People.Contact("bo")
            .Phone("+12025550102"));
        (report.Planned, report.Held).Should()
            .Be((1, 1), "the number says her country, and the zone that was given is not taken for that of its area code");
        report.Of("ana").Due.Should().Be(At(3, 3, 13), "eight o'clock in Honolulu");
        report.Of("ana").Codes().Should().Contain(ReasonCodes.FieldIgnored);
    }

    [Fact]
    public void Fault_a_bad_zone_name_in_a_rule_is_found_when_somebody_is_called()
    {
        var make = () => new SendWindowRule { Id = "x", Windows = [], Zones = ["US/Gotham"] };
        make.Should().Throw<ArgumentException>().WithMessage("*'US/Gotham' is not a zone of the time zone database*");
    }

    [Fact]
    public void Fault_an_hour_that_the_clock_skips_opens_early_or_throws()
    {
        // 2026-03-08: 02:00 to 03:00 does not exist.
        var window = new DailyWindow(DailyWindow.EveryDay, new(2, 15), new(4, 0));
        Next(Instant.FromUtc(2026, 3, 8, 6, 30), window).Should().Be(Instant.FromUtc(2026, 3, 8, 7, 0));
    }

    [Fact]
    public void Fault_ranges_out_of_order_give_a_wrong_next_opening()
    {
        DailyWindow[] ranges = [new(DailyWindow.EveryDay, new(18, 0), new(20, 0)), new(DailyWindow.EveryDay, new(9, 0), new(12, 0)),
            new(DailyWindow.EveryDay, new(14, 0), new(16, 0))];
        Next(At(3, 3, 12, 30), ranges).Should().Be(At(3, 3, 14));
    }

    [Fact]
    public void Fault_ten_at_night_to_eight_is_read_as_eight_to_ten()
    {
        var night = DailyWindow.AcrossMidnight(DailyWindow.EveryDay, new(22, 0), new(8, 0));
        Next(At(3, 3, 12), night).Should().Be(At(3, 3, 22));
        Next(At(3, 3, 23), night).Should().Be(At(3, 3, 23));
    }

    [Theory]
    [InlineData(22, 8, "Window closes (08:00) before it opens (22:00). If it means the night, say DailyWindow.AcrossMidnight*")]
    [InlineData(9, 9, "Window closes (09:00) before it opens (09:00)*")]
    public void Fault_a_window_that_closes_before_it_opens_means_something_else_to_everybody(int from, int to, string says)
    {
        var make = () => new DailyWindow(DailyWindow.EveryDay, new(from, 0), new(to, 0));
        make.Should().Throw<ArgumentException>().WithMessage(says);
    }

    [Fact]
    public void Fault_a_night_that_does_not_cross_midnight_is_taken()
    {
        var make = () => DailyWindow.AcrossMidnight(DailyWindow.EveryDay, new(8, 0), new(22, 0));
        make.Should().Throw<ArgumentException>().WithMessage("*does not cross midnight*");
    }

    [Fact]
    public void Fault_next_monday_at_eight_is_in_the_past()
    {
        var monday = new DailyWindow([IsoDayOfWeek.Monday], new(8, 0), new(9, 0));
        for (var at = At(3, 2, 7); at < At(3, 11, 0); at += Duration.FromMinutes(29))
            (Next(at, monday) >= at).Should().BeTrue();
    }

    [Fact]
    public async Task Fault_hours_of_one_rule_that_overlap_say_more_than_either()
    {
        using var scenario = Texts(At(3, 3, 12), configure: b => b.AddSendWindow(new()
        {
            Id = "brand",
            Windows = [new(DailyWindow.EveryDay, new(8, 0), new(21, 0)),
                new(DailyWindow.MondayToFriday, new(9, 0), new(18, 0))],
        }));
        var send = () => scenario.SendAsync("text", People.Ana);
        (await send.Should().ThrowAsync<OptionsValidationException>()).WithMessage("*'brand' has hours that overlap*make two rules*");
    }

    [Fact]
    public async Task Fault_held_three_times_then_sent_anyway()
    {
        using var scenario = Texts(At(3, 3, 22), t => t.ExpiresAfter(Duration.FromDays(20)), b => b.AddGate<NeverBeforeApril>());
        await scenario.SendAsync("text", People.Ana);
        for (var look = 0; look < 10; look++)
            await scenario.DispatchAfterAsync(Duration.FromDays(1));
        scenario.Texts.Calls.Should().BeEmpty();
    }

    private sealed class NeverBeforeApril : ISendGate
    {
        public string Id => "test/april";

        // Tells the truth only a day at a time, as a window that moves does.
        public Verdict Judge(in Attempt attempt) => attempt.At >= Instant.FromUtc(2026, 3, 20, 0, 0)
            ? Verdict.Proceed
            : Verdict.Hold(attempt.At + Duration.FromDays(1), new("test.april", Id, "Not yet."));
    }

    [Fact]
    public async Task Fault_a_campaign_that_is_released_hours_late_goes_out_at_night()
    {
        using var scenario = Texts(At(3, 3, 19));
        (await scenario.SendAsync("text", People.Ana)).Planned.Should().Be(1);
        await scenario.DispatchAfterAsync(Duration.FromHours(4)); // the worker was down until 23:00
        scenario.Texts.Calls.Should().BeEmpty();
        (await scenario.DeliveryAsync("text/1", "ana")).Due.Should().Be(At(3, 4, 8));
        await scenario.DispatchAfterAsync(Duration.FromHours(10));
        scenario.Texts.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task Fault_a_capped_message_is_postponed_for_ever()
    {
        using var scenario = Texts(At(3, 3, 12), t => t.ExpiresAfter(Duration.FromDays(2)),
            b => b.AddFrequencyCap(
                new() { Id = "none", Limit = 0, Window = Duration.FromDays(1), Classes = [MessageClass.Transactional] }));
        var outcome = (await scenario.SendAsync("text", People.Ana)).Of("ana");
        outcome.Kind.Should().Be(OutcomeKind.Suppressed);
        outcome.Codes().Should().Contain(ReasonCodes.FrequencyCap);
    }

    [Fact]
    public async Task Fault_a_clock_that_goes_back_opens_what_is_closed()
    {
        using var scenario = Texts(At(3, 3, 8, 30));
        await scenario.SendAsync("text", People.Ana);
        scenario.Time.SetWallClock(At(3, 3, 7)); // the machine's clock was put right
        await scenario.DispatchAsync();
        scenario.Texts.Calls.Should().BeEmpty();
        scenario.Time.SetWallClock(At(3, 3, 9));
        await scenario.DispatchAsync();
        scenario.Texts.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task Fault_the_providers_validity_outlasts_the_window()
    {
        using var scenario = Texts(At(3, 3, 20, 59));
        await scenario.SendAsync("text", People.Ana);
        await scenario.DispatchAsync();
        scenario.Texts.Calls.Single().ValidUntil.Should().Be(At(3, 3, 21));
    }

    [Fact]
    public void Fault_an_instant_far_away_is_guessed()
    {
        var ask = () => Next(Instant.FromUtc(2150, 1, 1, 0, 0), new DailyWindow(DailyWindow.EveryDay, new(8, 0), new(21, 0)));
        ask.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*1970 to 2099*");
    }
}
