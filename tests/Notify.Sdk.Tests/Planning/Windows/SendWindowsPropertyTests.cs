using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Notify.Sdk.Planning;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Planning;

/// <summary>The sums against walking, in zones with everything that clocks have done, from 2020 to 2030 (and Samoa's lost day).</summary>
public class SendWindowsPropertyTests
{
    // Both hemispheres, half and quarter hours, changes of half an hour, of two hours, at midnight, for Ramadan, by decree.
    private static readonly string[] Zones =
    [
        "Africa/Cairo", "Africa/Casablanca", "Africa/El_Aaiun", "Africa/Johannesburg", "Africa/Juba", "Africa/Lagos", "America/Adak",
        "America/Anchorage", "America/Argentina/Buenos_Aires", "America/Asuncion", "America/Chicago", "America/Denver",
            "America/Halifax", "America/Havana", "America/Los_Angeles",
        "America/Mexico_City", "America/New_York", "America/Nuuk", "America/Phoenix", "America/Santiago", "America/Sao_Paulo",
            "America/Scoresbysund", "America/St_Johns",
        "America/Whitehorse", "Antarctica/Casey", "Antarctica/Troll", "Asia/Almaty", "Asia/Amman", "Asia/Beirut", "Asia/Gaza",
        "Asia/Jerusalem", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Tehran", "Asia/Tokyo", "Asia/Yangon", "Atlantic/Azores",
        "Australia/Adelaide", "Australia/Darwin", "Australia/Eucla", "Australia/Lord_Howe", "Australia/Sydney", "Europe/Berlin",
        "Europe/Chisinau", "Europe/Dublin", "Europe/Lisbon", "Europe/London", "Europe/Volgograd", "Pacific/Apia", "Pacific/Auckland",
        "Pacific/Chatham", "Pacific/Fiji", "Pacific/Kiritimati", "Pacific/Marquesas", "Pacific/Norfolk",
    ];

    private static readonly Instant Start = Instant.FromUtc(2020, 1, 1, 0, 0), End = Instant.FromUtc(2031, 1, 1, 0, 0);

    private sealed record Case(DateTimeZone Zone, Instant At, SendWindowRule Rule)
    {
        public override string ToString() =>
            $"{Zone.Id} {At} {string.Join(" | ", Rule.Windows)} holidays {Rule.Holidays} from {Rule.EffectiveFrom} to {Rule.EffectiveTo}";
    }

    private static Gen<Case> Cases(Func<Random, IReadOnlyList<DailyWindow>> windows, bool withDates) =>
        Gen.Select(Gen.Choose(0, int.MaxValue), seed =>
    {
        var random = new Random(seed);
        var zone = DateTimeZoneProviders.Tzdb[Zones[random.Next(Zones.Length)]];
        var at = Moment(random, zone);
        var rule = new SendWindowRule { Id = "w", Windows = windows(random) };
        return new Case(zone, at, withDates ? Dated(random, rule, at.InZone(zone).Date) : rule);
    });

    /// <summary>Mostly within a day of a clock change, because that is where sums go wrong.</summary>
    private static Instant Moment(Random random, DateTimeZone zone)
    {
        var at = zone.Id == "Pacific/Apia" && random.Next(2) == 0
            ? Instant.FromUtc(2011, 12, 28, 0, 0) + Duration.FromMinutes(random.Next(4 * 1_440))
            : Start + Duration.FromMinutes(random.Next((int)(End - Start).TotalMinutes));
        var interval = zone.GetZoneInterval(at);
        return random.Next(4) > 0 && interval.HasEnd && interval.End < End ? interval.End
            + Duration.FromMinutes(random.Next(-1_600, 1_600)) : at;
    }

    private static List<DailyWindow> AnyWindows(Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Window(Days(random), random.Next(1_440), random.Next(1, 1_440)))];

    /// <summary>Up to three windows a day with at least a minute between all of them.</summary>
    private static List<DailyWindow> ApartWindows(Random random)
    {
        var cuts = Enumerable.Range(0, random.Next(1, 4) * 2).Select(_ => random.Next(1, 719) * 2).Distinct().Order().ToList();
        var days = Days(random);
        return [.. cuts.Chunk(2).Where(c => c.Length == 2).Select(c => Window(days, c[0], c[1])).DefaultIfEmpty(Window(days, 60, 61))];
    }

    private static DailyWindow Window(IReadOnlyList<IsoDayOfWeek> days, int from, int to)
    {
        var (opens, closes) = (LocalTime.Midnight.PlusMinutes(from), LocalTime.Midnight.PlusMinutes(to));
        return closes > opens ? new(days, opens, closes) : DailyWindow.AcrossMidnight(days, opens, closes);
    }

    private static List<IsoDayOfWeek> Days(Random random) => random.Next(3) == 0
        ? [.. DailyWindow.EveryDay] : [.. DailyWindow.EveryDay.Where(_ => random.Next(3) > 0).DefaultIfEmpty(IsoDayOfWeek.Friday)];

    private static SendWindowRule Dated(Random random, SendWindowRule rule, LocalDate near)
    {
        LocalDate Day() => near.PlusDays(random.Next(-4, 9));
        DayHours? Hours() => random.Next(2) == 0 ? null : new(new(random.Next(0, 12), 15), new(random.Next(12, 24), 45));
        var calendar =
            HolidayCalendar.Parse("test", [.. Enumerable.Range(0, 4).Select(_ => NodaTime.Text.LocalDatePattern.Iso.Format(Day()))]);
        var from = random.Next(3) == 0 ? Day() : (LocalDate?)null;
        return rule with
        {
            Holidays = random.Next(3) > 0 ? new(calendar) { Hours = Hours(), Eve = Hours() } : null,
            EffectiveFrom = from,
            EffectiveTo = random.Next(3) == 0 ? (from ?? near).PlusDays(random.Next(0, 5)) : null,
        };
    }

    private static void AgreesWithWalking(Case c)
    {
        var walk = new MinuteByMinute(c.Rule, c.Zone, c.At);
        var random = new Random(c.At.GetHashCode());
        for (var i = 0; i < 200; i++)
        {
            var at = c.At + Duration.FromMinutes(i < 100 ? random.Next(-1_440, 1_440) : random.Next(-1_440, 6 * 1_440));
            var found = SendWindows.NextOpening(at, [c.Rule], [c.Zone]);
            if (walk.NextOpening(at) is { } expected)
                found.Should().Be(expected, "of {0} at {1}", c, at);
            else
                (found is null || found >= walk.End).Should().BeTrue("the walk finds no opening before {0}: {1}", walk.End, c);
            var closes = SendWindows.ClosesAt(at, [c.Rule], [c.Zone]);
            closes.HasValue.Should().Be(walk.IsOpen(at), "of {0} at {1}", c, at);
            if (closes < walk.End)
                (walk.IsOpen(closes.Value - Duration.FromMinutes(1)) && walk.NextOpening(at) == at).Should().BeTrue("of {0} at {1}", c, at);
        }
    }

    [Fact]
    public void Fifty_zones_and_more_are_tried() => Zones.Distinct().Count().Should().BeGreaterThanOrEqualTo(50);

    [Fact]
    public void Minute_by_minute_the_same_openings_are_found() =>
        Repeatable.ForAll(Cases(AnyWindows, withDates: false), 400, AgreesWithWalking);

    [Fact]
    public void With_holidays_and_dates_of_effect_too() => Repeatable.ForAll(Cases(AnyWindows, withDates: true), 400, AgreesWithWalking);

    [Fact]
    public void Resolving_every_window_with_NodaTime_gives_the_same() =>
        Repeatable.ForAll(Cases(ApartWindows, withDates: false), 4_000, c =>
        SendWindows.NextOpening(c.At, c.Rule.Windows, c.Zone).Should()
            .Be(ResolvedWindows.NextOpening(c.At, c.Rule.Windows, c.Zone), "of {0}", c));

    [Fact]
    public void Nothing_between_the_wanted_instant_and_the_opening_is_open() =>
        Repeatable.ForAll(Cases(AnyWindows, withDates: true), 200, c =>
    {
        if (SendWindows.NextOpening(c.At, [c.Rule], [c.Zone]) is not { } opening)
            return;
        for (var at = c.At; at < opening && at < c.At + Duration.FromDays(3); at += Duration.FromMinutes(7))
            SendWindows.NextOpening(at, [c.Rule], [c.Zone]).Should().Be(opening, "of {0}", c);
    });

    /// <summary>What is often written: the clock range on its own. It must not pass, or the walk would prove nothing.</summary>
    [Fact]
    public void A_plain_clock_range_does_not_agree_with_walking()
    {
        var differs = 0;
        Repeatable.ForAll(Cases(AnyWindows, withDates: false), 100, c =>
        {
            var walk = new MinuteByMinute(c.Rule, c.Zone, c.At);
            for (var at = c.At; at < c.At + Duration.FromDays(1); at += Duration.FromMinutes(13))
                differs += walk.IsOpen(at) == PlainClockRange(c.Rule, at.InZone(c.Zone).LocalDateTime) ? 0 : 1;
        });
        differs.Should().BePositive();
    }

    private static bool PlainClockRange(SendWindowRule rule, LocalDateTime local) => rule.Windows.Any(w =>
        w.Days.Contains(local.DayOfWeek) && (w.IsAcrossMidnight
            ? local.TimeOfDay >= w.From || local.TimeOfDay < w.To : local.TimeOfDay >= w.From && local.TimeOfDay < w.To));
}
