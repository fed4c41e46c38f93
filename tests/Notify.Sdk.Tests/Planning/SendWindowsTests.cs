using FsCheck;
using FsCheck.Fluent;
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

    private static Instant At(DateTimeZone zone, int month, int day, int hour, int minute = 0, int year = 2026) =>
        new LocalDateTime(year, month, day, hour, minute).InZoneLeniently(zone).ToInstant();

    private static Instant? Next(Instant at, DateTimeZone zone, params DailyWindow[] windows) => SendWindows.NextOpening(at, [Rule(windows)], [zone]);

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
        Next(At(NewYork, 3, 3, at), NewYork, Daily(22, 8)).Should().Be(At(NewYork, 3, 3, opens));

    [Fact]
    public void A_window_across_midnight_stays_open_on_a_day_that_does_not_open_itself()
    {
        var friday = new DailyWindow([IsoDayOfWeek.Friday], new LocalTime(22, 0), new LocalTime(2, 0));
        Next(At(NewYork, 3, 7, 1), NewYork, friday).Should().Be(At(NewYork, 3, 7, 1)); // Saturday
    }

    [Fact]
    public void After_midnight_of_a_day_whose_eve_was_closed_it_is_closed()
    {
        var friday = new DailyWindow([IsoDayOfWeek.Friday], new LocalTime(22, 0), new LocalTime(2, 0));
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
        SendWindows.ClosesAt(Instant.FromUtc(2026, 11, 1, 5, 15), [Rule(window)], [NewYork]).Should().Be(Instant.FromUtc(2026, 11, 1, 5, 30));
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
        SendWindows.NextOpening(At(NewYork, 3, 3, 8), [Rule(Daily(8, 21))], [NewYork, Zone("America/Los_Angeles")]).Should().Be(At(NewYork, 3, 3, 11));

    [Fact]
    public void Rules_that_are_never_open_together_have_no_opening() =>
        SendWindows.NextOpening(At(NewYork, 3, 3, 8), [Rule(Daily(8, 10)), Rule(Daily(10, 12))], [NewYork]).Should().BeNull();

    [Fact]
    public void Without_a_zone_there_is_no_answer()
    {
        var ask = () => SendWindows.NextOpening(Scenario.Monday, [Rule(Daily(8, 21))], []);
        ask.Should().Throw<ArgumentException>().WithMessage("*At least one zone*");
    }

    private static readonly string[] Zones =
    [
        "America/New_York", "America/St_Johns", "America/Havana", "America/Asuncion", "America/Sao_Paulo", "Europe/London", "Europe/Dublin",
        "Africa/Casablanca", "Africa/Cairo", "Asia/Kathmandu", "Asia/Beirut", "Asia/Tehran", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Apia", "Antarctica/Troll",
    ];

    /// <summary>A zone, a day near one of its clock changes (or any day), and windows of whole quarters.</summary>
    private static Gen<(string Zone, Instant From, DailyWindow[] Windows)> Cases =>
        from zone in Gen.Elements(Zones)
        from days in Gen.Choose(0, 16 * 365)
        from nearChange in Gen.Choose(0, 3)
        from count in Gen.Choose(1, 3)
        from windows in Window.ListOf(count)
        select (zone, Start(Zone(zone), Instant.FromUtc(2010, 1, 1, 0, 0) + Duration.FromDays(days), nearChange > 0), windows.ToArray());

    private static Gen<DailyWindow> Window =>
        from days in Gen.Choose(1, 127)
        from bed in Gen.Choose(0, 3)
        from open in Gen.Choose(0, 95)
        from close in Gen.Choose(0, 95)
        let mask = bed == 0 ? days : 127
        select new DailyWindow([.. DailyWindow.EveryDay.Where(d => (mask >> ((int)d - 1) & 1) == 1)], LocalTime.Midnight.PlusMinutes(open * 15), LocalTime.Midnight.PlusMinutes(close * 15));

    private static Instant Start(DateTimeZone zone, Instant near, bool change)
    {
        var interval = zone.GetZoneInterval(near);
        var at = change && interval.HasEnd && interval.End < Instant.FromUtc(2030, 1, 1, 0, 0) ? interval.End - Duration.FromHours(20) : near;
        return Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds() / 900 * 900);
    }

    [Fact]
    public void Walking_through_two_days_step_by_step_finds_the_same_openings() =>
        Prop.ForAll(Cases.ToArbitrary(), c =>
        {
            var zone = Zone(c.Zone);
            var open = new ObviousWindows(zone, c.Windows, c.From);
            for (var at = c.From; at < c.From + Duration.FromHours(44); at += Duration.FromMinutes(15))
            {
                var expected = open.IsOpen(at);
                (SendWindows.NextOpening(at, c.Windows, zone) == at).Should().Be(expected, "{0} in {1}, {2}", at, c.Zone, string.Join(" ", c.Windows.Select(w => $"{w.From}-{w.To} {string.Join(',', w.Days)}")));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(new Replay(new Rnd(7, 11), Microsoft.FSharp.Core.FSharpOption<int>.None)));

    [Fact]
    public void Nothing_between_the_wanted_instant_and_the_opening_is_open() =>
        Prop.ForAll(Cases.ToArbitrary(), c =>
        {
            var zone = Zone(c.Zone);
            if (SendWindows.NextOpening(c.From, c.Windows, zone) is not { } opening)
                return;
            for (var at = c.From; at < opening; at += Duration.FromMinutes(15))
                SendWindows.NextOpening(at, c.Windows, zone).Should().Be(opening);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(new Replay(new Rnd(7, 13), Microsoft.FSharp.Core.FSharpOption<int>.None)));
}

/// <summary>The meaning of windows by walking: nothing is resolved, every quarter of an hour is looked at by its local time.</summary>
internal sealed class ObviousWindows
{
    private static readonly Duration Step = Duration.FromMinutes(15);
    private readonly List<(Instant Start, Instant End)> _spans = [];

    public ObviousWindows(DateTimeZone zone, IEnumerable<DailyWindow> windows, Instant around)
    {
        List<(Instant At, LocalDateTime Local)> walk = [];
        for (var at = around - Duration.FromDays(3); at < around + Duration.FromDays(6); at += Step)
            walk.Add((at, at.InZone(zone).LocalDateTime));
        var day = around.InZone(zone).Date;
        foreach (var date in Enumerable.Range(-2, 5).Select(day.PlusDays))
        {
            foreach (var window in windows.Where(w => w.Days.Contains(date.DayOfWeek)))
            {
                var from = date + window.From;
                var to = (window.To <= window.From ? date.PlusDays(1) : date) + window.To;
                var start = walk.Any(w => w.Local == from) ? walk.Last(w => w.Local == from).At : walk.First(w => w.Local > from).At;
                var end = walk.First(w => w.Local >= to).At;
                if (start < end)
                    _spans.Add((start, end));
            }
        }
    }

    public bool IsOpen(Instant at) => _spans.Exists(s => s.Start <= at && at < s.End);
}
