using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Planning;

namespace Notify.Sdk.Tests.Planning;

public class HolidayCalendarTests
{
    private static readonly DateTimeZone Rome = DateTimeZoneProviders.Tzdb["Europe/Rome"];

    private static bool IsHoliday(string rule, string date) =>
        HolidayCalendar.Parse("c", [rule]).Contains(LocalDatePattern.Iso.Parse(date).Value);

    [Theory]
    [InlineData("12-25", "2026-12-25")]
    [InlineData("2026-02-17", "2026-02-17")]
    [InlineData("3 Mon 01", "2026-01-19")]
    [InlineData("1 Mon 06", "2026-06-01")]
    [InlineData("last Mon 05", "2026-05-25")]
    [InlineData("last Mon 05", "2027-05-31")]
    [InlineData("Mon before 05-25", "2026-05-18")] // Victoria Day: the 25th itself is a Monday
    [InlineData("Fri from 06-19", "2026-06-19")]
    [InlineData("easter", "2026-04-05")]
    [InlineData("easter-2", "2027-03-26")]
    [InlineData("easter+39", "2028-05-25")]
    [InlineData("easter-47", "2030-03-05")]
    [InlineData("1 Mon 11 +1", "2026-11-03")]
    [InlineData("1 Mon 11 +1 even-years", "2026-11-03")]
    [InlineData("07-04 sat-1 sun+1", "2026-07-03")] // a Saturday
    [InlineData("07-04 sat-1 sun+1", "2027-07-05")] // a Sunday
    [InlineData("01-01 sat-1", "2027-12-31")] // of the next year
    [InlineData("every Sun", "2026-11-22")]
    [InlineData("06-19 since 2021", "2021-06-19")]
    public void A_rule_gives_its_date(string rule, string date) => IsHoliday(rule, date).Should().BeTrue();

    [Theory]
    [InlineData("Mon before 05-25", "2026-05-25")]
    [InlineData("1 Mon 11 +1 even-years", "2027-11-02")]
    [InlineData("06-19 since 2021", "2020-06-19")]
    [InlineData("06-19 until 2021", "2022-06-19")]
    [InlineData("07-04 sat-1 sun+1", "2028-07-03")]
    [InlineData("02-29", "2027-03-01")]
    [InlineData("every Sun", "2026-11-23")]
    public void And_no_other(string rule, string date) => IsHoliday(rule, date).Should().BeFalse();

    // The dates of Western Easter, as churches publish them.
    [Theory]
    [InlineData(1981, 4, 19)]
    [InlineData(2000, 4, 23)]
    [InlineData(2008, 3, 23)]
    [InlineData(2011, 4, 24)]
    [InlineData(2024, 3, 31)]
    [InlineData(2025, 4, 20)]
    [InlineData(2038, 4, 25)]
    [InlineData(2049, 4, 18)]
    public void Easter_is_when_it_is(int year, int month, int day) =>
        HolidayCalendar.Parse("c", ["easter"]).Contains(new LocalDate(year, month, day)).Should().BeTrue();

    [Theory]
    [InlineData("Christmas")]
    [InlineData("13-25")]
    [InlineData("9 Foo 01")]
    [InlineData("last Mon")]
    [InlineData("12-25 sun")]
    [InlineData("")]
    public void What_cannot_be_read_is_said(string rule)
    {
        var parse = () => HolidayCalendar.Parse("GB", [rule]);
        parse.Should().Throw<ArgumentException>().WithMessage($"Holiday calendar 'GB': the rule '{rule}' cannot be read*");
    }

    [Fact]
    public void A_year_that_the_calendar_does_not_know_is_closed_not_guessed()
    {
        var calendar = HolidayCalendar.Parse("c", ["2026-02-17"], lastYear: 2026);
        calendar.Contains(new LocalDate(2026, 7, 1)).Should().BeFalse();
        calendar.Contains(new LocalDate(2027, 7, 1)).Should().BeTrue();
    }

    private static SendWindowRule Italian => LegalPack.BuiltIn.Rules.Single(r => r.Id == "IT-CODE");

    private static Instant At(int month, int day, int hour) =>
        new LocalDateTime(2026, month, day, hour, 0).InZoneStrictly(Rome).ToInstant();

    [Fact]
    // Immaculate Conception, a Tuesday
    public void A_holiday_is_closed() => SendWindows.NextOpening(At(12, 8, 8), [Italian], [Rome]).Should().Be(At(12, 9, 9));

    [Fact]
    public void The_eve_of_a_holiday_has_its_own_hours()
    {
        SendWindows.NextOpening(At(12, 7, 9), [Italian], [Rome]).Should().Be(At(12, 7, 10));
        SendWindows.ClosesAt(At(12, 7, 10), [Italian], [Rome]).Should().Be(At(12, 7, 19));
    }

    [Fact]
    public void The_eve_of_a_holiday_does_not_open_a_day_that_is_closed() => // Sunday 1 November is All Saints; 31 October a Saturday
                                                                             // Sunday before Monday, itself the eve of 2 June
        SendWindows.NextOpening(At(5, 31, 11), [Italian], [Rome]).Should().Be(At(6, 1, 10));

    [Fact]
    public void Holidays_can_have_hours_instead_of_being_closed()
    {
        var nebraska = LegalPack.BuiltIn.Rules.Single(r => r.Id == "US-NE-ADAD");
        var chicago = DateTimeZoneProviders.Tzdb["America/Chicago"];
        var noon = new LocalDateTime(2026, 12, 25, 12, 0).InZoneStrictly(chicago).ToInstant();
        SendWindows.NextOpening(noon, [nebraska], [chicago]).Should().Be(noon + Duration.FromHours(1));
    }

    [Fact]
    public void A_night_that_would_open_on_a_holiday_or_run_into_one_gives_way()
    {
        var night = new SendWindowRule
        {
            Id = "night",
            Windows = [DailyWindow.AcrossMidnight(DailyWindow.EveryDay, new(22, 0), new(2, 0))],
            Holidays = new(HolidayCalendar.Parse("c", ["12-25"])),
        };
        SendWindows.ClosesAt(At(12, 24, 23), [night], [Rome]).Should().Be(At(12, 25, 0));
        SendWindows.NextOpening(At(12, 25, 0), [night], [Rome]).Should()
            .Be(At(12, 26, 22), "what would have opened on the holiday has no hours after midnight");
    }
}
