using NodaTime;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Invariants;

/// <summary>No local clock anywhere: time comes in, zones come from evidence, gaps and overlaps are resolved by a named choice.</summary>
public class Invariant3_NoLocalClockTests
{
    private static async Task<string> ReportAsync(Instant at, string? zone = null)
    {
        var time = FakeTime.At(at);
        if (zone is not null)
            time.SetLocalTimeZone(TimeZoneInfo.FindSystemTimeZoneById(zone));
        using var scenario = new Scenario(time: time);
        return (await scenario.SendAsync("outage",
            People.Contact("ny").Phone("+12025550101"),
            People.Contact("la").Phone("+12065550103"),
            People.Contact("gb").Phone("+447700900101"))).Text();
    }

    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("America/Los_Angeles")]
    [InlineData("Asia/Kathmandu")]
    public async Task The_zone_of_the_process_has_no_say(string zone)
    {
        var at = Instant.FromUtc(2026, 3, 8, 6, 30);
        var expected = await ReportAsync(at);
        var before = Environment.GetEnvironmentVariable("TZ");
        try
        {
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
            (await ReportAsync(at, zone)).Should().Be(expected);
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", before);
            TimeZoneInfo.ClearCachedData();
        }
    }

    [Fact]
    public async Task An_unknown_zone_is_not_taken_for_utc()
    {
        using var scenario = Scenario.OutOfTheBox();
        await scenario.ConsentAsync(Scenario.Mailbox("bo@example.com"));
        var contact = People.Contact("bo").Email("bo@example.com") with { QuietHours = new(new LocalTime(22, 0), new LocalTime(7, 0)) };
        (await scenario.SendAsync("offer", contact)).Of("bo").Codes().Should().Contain(ReasonCodes.ZoneUnknown);
    }

    [Theory]
    [InlineData(2026, 3, 8, 12)] // the night that loses an hour: 08:00 is 12:00Z, not 13:00Z
    [InlineData(2026, 11, 1, 13)] // the night that wins one: 08:00 is 13:00Z, not 12:00Z
    public async Task At_eight_is_at_eight_after_a_clock_change_too(int year, int month, int day, int hour)
    {
        using var scenario = new Scenario(at: Instant.FromUtc(year, month, day, 5, 30));
        var report = await scenario.SendAsync("outage", People.Contact("bo").Phone(People.NewYorkPhone));
        report.Of("bo").Due.Should().Be(Instant.FromUtc(year, month, day, hour, 0));
    }

    [Fact]
    public async Task A_person_who_may_be_in_several_zones_is_told_when_all_are_open()
    {
        using var scenario = new Scenario(at: Instant.FromUtc(2026, 3, 3, 9, 0));
        var report = await scenario.SendAsync("outage", People.Contact("bo").Phone(People.NewYorkPhone) with { Country = "GB" });
        report.Of("bo").Due.Should().Be(Instant.FromUtc(2026, 3, 3, 13, 0));
        report.Of("bo").Zone.Should().Contain("America/New_York").And.Contain("Europe/London");
    }
}
