using NodaTime;
using Notify.Sdk.Planning;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Planning;

public class SendWindowsTests
{
    private static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];

    private static readonly DateTimeZone NewYork = Zone("America/New_York");

    private static SendWindowRule Rule(params DailyWindow[] windows) => new() { Id = "w", Windows = windows };

    private static DailyWindow Daily(int from, int to) => new(DailyWindow.EveryDay, new LocalTime(from, 0), new LocalTime(to % 24, 0));

    private static DailyWindow Night(int from, int to) =>
        DailyWindow.AcrossMidnight(DailyWindow.EveryDay, new LocalTime(from, 0), new LocalTime(to, 0));

    private static Instant At(DateTimeZone zone, int month, int day, int hour, int minute = 0, int year = 2026) =>
        new LocalDateTime(year, month, day, hour, minute).InZoneLeniently(zone).ToInstant();

    private static Instant? Next(Instant at, DateTimeZone zone, params DailyWindow[] windows) =>
        SendWindows.NextOpening(at, [Rule(windows)], [zone]);

    [Fact]
    public void A_reminder_due_at_two_at_night_waits_until_eight() =>
        Next(At(NewYork, 3, 3, 2), NewYork, Daily(8, 21)).Should().Be(At(NewYork, 3, 3, 8));

    [Fact]
    public void Open_means_now() => Next(At(NewYork, 3, 3, 8), NewYork, Daily(8, 21)).Should().Be(At(NewYork, 3, 3, 8));

    [Fact]
    public void The_closing_minute_is_closed() => Next(At(NewYork, 3, 3, 21), NewYork, Daily(8, 21)).Should().Be(At(NewYork, 3, 4, 8));

    [Theory]
    [InlineData(23, 23)]
    [InlineData(3, 3)]
    [InlineData(12, 22)]
    public void Across_midnight_is_from_evening_to_morning(int at, int opens) =>
        Next(At(NewYork, 3, 3, at), NewYork, Night(22, 8)).Should().Be(At(NewYork, 3, 3, opens));

    [Fact]
    public void A_window_across_midnight_stays_open_on_a_day_that_does_not_open_itself()
    {
        var friday = DailyWindow.AcrossMidnight([IsoDayOfWeek.Friday], new LocalTime(22, 0), new LocalTime(2, 0));
        Next(At(NewYork, 3, 7, 1), NewYork, friday).Should().Be(At(NewYork, 3, 7, 1)); // Saturday
    }

    [Fact]
    public void After_midnight_of_a_day_whose_eve_was_closed_it_is_closed()
    {
        var friday = DailyWindow.AcrossMidnight([IsoDayOfWeek.Friday], new LocalTime(22, 0), new LocalTime(2, 0));
        Next(At(NewYork, 3, 6, 1), NewYork, friday).Should().Be(At(NewYork, 3, 6, 22)); // Friday 01:00
    }

    [Fact]
    public void Midnight_as_closing_time_is_the_end_of_the_day() =>
        Next(At(NewYork, 3, 3, 23, 59), NewYork, Daily(8, 24)).Should().Be(At(NewYork, 3, 3, 23, 59));

    [Theory]
    [InlineData(7, 9)]
    [InlineData(10, 10)]
    [InlineData(12, 14)]
    [InlineData(16, 16)]
    public void Several_windows_a_day_are_a_union_in_whatever_order_they_stand(int at, int opens) =>
        Next(At(NewYork, 3, 3, at), NewYork, Daily(14, 18), Daily(9, 12)).Should().Be(At(NewYork, 3, 3, opens));

    [Fact]
    public void A_weekday_without_a_window_is_closed()
    {
        var week = new DailyWindow(DailyWindow.MondayToFriday, new LocalTime(8, 0), new LocalTime(18, 0));
        Next(At(NewYork, 3, 6, 19), NewYork, week).Should().Be(At(NewYork, 3, 9, 8)); // Friday evening to Monday
    }

    [Fact]
    public void The_next_Monday_is_never_in_the_past()
    {
        var monday = new DailyWindow([IsoDayOfWeek.Monday], new LocalTime(8, 0), new LocalTime(9, 0));
        Next(At(NewYork, 3, 2, 9), NewYork, monday).Should().Be(At(NewYork, 3, 9, 8));
    }

    [Fact]
    public void An_opening_in_a_gap_moves_to_the_first_instant_after_it()
    {
        // 2026-03-08, New York: 02:00 to 03:00 does not exist.
        var window = new DailyWindow(DailyWindow.EveryDay, new LocalTime(2, 30), new LocalTime(6, 0));
        Next(At(NewYork, 3, 8, 1), NewYork, window).Should().Be(Instant.FromUtc(2026, 3, 8, 7, 0));
    }

    [Fact]
    public void An_opening_in_an_overlap_is_the_later_one()
    {
        // 2026-11-01, New York: 01:00 to 02:00 comes twice, at 05:00Z and at 06:00Z.
        var window = new DailyWindow(DailyWindow.EveryDay, new LocalTime(1, 30), new LocalTime(6, 0));
        Next(Instant.FromUtc(2026, 11, 1, 5, 45), NewYork, window).Should().Be(Instant.FromUtc(2026, 11, 1, 6, 30));
    }

    [Fact]
    public void A_closing_in_an_overlap_is_the_earlier_one()
    {
        var window = new DailyWindow(DailyWindow.EveryDay, new LocalTime(0, 0), new LocalTime(1, 30));
        SendWindows.ClosesAt(Instant.FromUtc(2026, 11, 1, 5, 15), [Rule(window)], [NewYork]).Should()
            .Be(Instant.FromUtc(2026, 11, 1, 5, 30));
    }

    [Fact]
    public void A_day_that_was_skipped_does_not_open()
    {
        var samoa = Zone("Pacific/Apia"); // no 30 December 2011
        var friday = new DailyWindow([IsoDayOfWeek.Friday], new LocalTime(8, 0), new LocalTime(20, 0));
        Next(At(samoa, 12, 29, 21, 0, 2011), samoa, friday).Should().Be(At(samoa, 1, 6, 8, 0, 2012));
    }

    [Fact]
    public void Several_zones_must_all_be_open() =>
        SendWindows.NextOpening(At(NewYork, 3, 3, 8), [Rule(Daily(8, 21))], [NewYork, Zone("America/Los_Angeles")]).Should()
            .Be(At(NewYork, 3, 3, 11));

    [Fact]
    public void Rules_that_are_never_open_together_have_no_opening() =>
        SendWindows.NextOpening(At(NewYork, 3, 3, 8), [Rule(Daily(8, 10)), Rule(Daily(10, 12))], [NewYork]).Should().BeNull();

    [Fact]
    public void Without_a_zone_there_is_no_answer()
    {
        var ask = () => SendWindows.NextOpening(Scenario.Monday, [Rule(Daily(8, 21))], []);
        ask.Should().Throw<ArgumentException>().WithMessage("*At least one zone*");
    }

    [Fact]
    public void Hours_that_touch_are_one_window_even_where_the_clock_goes_back_between_them()
    {
        // 2026-10-25, Berlin: 02:00 to 03:00 comes twice, at 00:00Z and at 01:00Z.
        var windows = new[] { new DailyWindow(DailyWindow.EveryDay, LocalTime.Midnight, new(2, 30)),
            new DailyWindow(DailyWindow.EveryDay, new(2, 30), LocalTime.Midnight) };
        for (var minute = 0; minute < 240; minute++)
        {
            var at = Instant.FromUtc(2026, 10, 24, 23, 0) + Duration.FromMinutes(minute);
            Next(at, Zone("Europe/Berlin"), windows).Should().Be(at);
        }
    }

    [Fact]
    public void Hours_that_touch_across_midnight_close_when_the_last_of_them_closes() =>
        SendWindows.ClosesAt(At(NewYork, 3, 3, 20), [Rule(Daily(8, 24), Daily(0, 2))], [NewYork]).Should().Be(At(NewYork, 3, 4, 2));

    [Fact]
    public void A_rule_with_its_own_zone_is_judged_there_wherever_the_person_is() =>
        SendWindows.NextOpening(At(NewYork, 3, 3, 8), [Rule(Daily(8, 21)) with { Zones = ["America/Chicago", "America/Denver"] }],
            [NewYork])
            .Should().Be(At(Zone("America/Denver"), 3, 3, 8));

    [Theory]
    [InlineData(2026, 3, 30, 8)] // the last day before the rule: nothing is asked
    [InlineData(2026, 4, 1, 9)] // the rule holds from this day on
    [InlineData(2026, 4, 30, 9)]
    [InlineData(2026, 5, 1, 8)] // and no longer
    public void A_rule_holds_on_the_days_of_its_effect(int year, int month, int day, int opens)
    {
        var rule = Rule(Daily(9, 17)) with { EffectiveFrom = new(2026, 4, 1), EffectiveTo = new(2026, 4, 30) };
        SendWindows.NextOpening(At(NewYork, month, day, 8, 0, year), [rule], [NewYork]).Should().Be(At(NewYork, month, day, opens));
    }

    [Fact]
    public void A_rule_that_begins_before_the_opening_moves_it()
    {
        var friday = Rule(new DailyWindow([IsoDayOfWeek.Friday], new(9, 0), new(17, 0)));
        var from = Rule(new DailyWindow(DailyWindow.MondayToFriday, new(12, 0), new(17, 0))) with { EffectiveFrom = new(2026, 3, 6) };
        SendWindows.NextOpening(At(NewYork, 3, 4, 8), [friday, from], [NewYork]).Should().Be(At(NewYork, 3, 6, 12));
    }

    [Fact]
    public void A_rule_that_ends_before_the_opening_asks_for_nothing_any_more()
    {
        var never = Rule(new DailyWindow([IsoDayOfWeek.Sunday], new(9, 0), new(9, 1))) with { EffectiveTo = new(2026, 3, 4) };
        SendWindows.NextOpening(At(NewYork, 3, 4, 8), [never], [NewYork]).Should().Be(At(NewYork, 3, 5, 0));
    }
}
