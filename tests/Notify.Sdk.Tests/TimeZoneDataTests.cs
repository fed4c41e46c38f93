using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Testing;
using NodaTime.TimeZones;
using Notify.Sdk.Planning;
using static Notify.Sdk.Tests.Planning.PlaceWorld;

namespace Notify.Sdk.Tests;

public class TimeZoneDataTests
{
    private static readonly Instant Evening = Instant.FromUtc(2026, 11, 30, 4, 0); // after nine in the whole of Canada but the west

    /// <summary>Those inside NodaTime 3.2.2: before Vancouver, Edmonton, Inuvik and Winnipeg kept one time all year.</summary>
    private static TzdbDateTimeZoneSource Old()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Corpora", "tzdb-2025b.nzd"));
        return TzdbDateTimeZoneSource.FromStream(file);
    }

    [Fact]
    public void The_old_data_are_old() => Old().TzdbVersion.Should().Be("2025b");

    [Fact]
    public async Task Decisions_name_the_version_and_are_made_by_it()
    {
        var somebody = Somebody("+16045550101", "CA", "BC", "V6B 1A1");
        var now = await OfferAsync(Evening, [somebody], courtesy: true);
        var old = await OfferAsync(Evening, [somebody], b => b.UseTimeZones(Old()), courtesy: true);
        now.TimeZones.Should().Be(TzdbDateTimeZoneSource.Default.TzdbVersion);
        old.TimeZones.Should().Be("2025b");
        now.Due.Should().Be(Instant.FromUtc(2026, 11, 30, 16, 0), "nine o'clock seven hours behind");
        old.Due.Should().Be(Instant.FromUtc(2026, 11, 30, 17, 0), "the old data put it an hour later");
    }

    [Fact]
    public async Task Whoever_is_not_told_hears_of_the_version_too() =>
        (await OfferAsync(Evening, [Somebody(null)])).TimeZones.Should().Be(TzdbDateTimeZoneSource.Default.TzdbVersion);

    [Theory]
    [InlineData(true, "2026e", 2026, true)]
    [InlineData(true, "2025a", 2026, false)]
    [InlineData(true, "2025a", 2027, true)] // out for more than a year, whatever the limit
    [InlineData(false, "2026e", 2026, false)]
    public void Data_that_are_too_old_are_warned_of(bool isOld, string limit, int year, bool warns)
    {
        var data = isOld ? new TimeZoneData(Old()) : TimeZoneData.Default;
        var check = new TimeZoneCheck(data, Options.Create(new PlanningOptions { OldestTimeZones = limit }),
            FakeClock.FromUtc(year, 11, 26));
        check.Version.Should().Be(data.Version);
        (check.Warning is not null).Should().Be(warns);
        if (warns)
            check.Warning.Should().Contain("2025b").And.Contain("UseTimeZones");
    }

    [Fact]
    public void The_check_is_there_for_a_health_endpoint()
    {
        var services = new ServiceCollection();
        services.AddNotify().UseTimeZones(Old()).UseClock(new FakeClock(Evening));
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<TimeZoneCheck>().Warning.Should().NotBeNull();
    }
}
