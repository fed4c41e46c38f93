using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

/// <summary>A worker is always late. Plans that are not due take no room, so lateness pushes nothing behind anything.</summary>
public class LateWorkerTests
{
    private static readonly FrequencyCap Day = new()
    {
        Id = "day",
        Limit = 1,
        Window = Duration.FromDays(1),
        Classes =
        [MessageClass.Transactional]
    };

    private static readonly Contact[] Hundred = [.. Enumerable.Range(0, 100)
        .Select(i => People.Contact($"c{i:00}").Email($"c{i:00}@example.com"))];

    [Theory]
    [InlineData(1)]
    [InlineData(60_000)]
    [InlineData(1_800_000)]
    [InlineData(5_400_000)]
    public async Task A_hundred_people_are_told_three_things_in_three_days_under_one_a_day(int late)
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(Day));
        for (var i = 0; i < 3; i++)
            await scenario.SendAsync(new Notification("outage", $"outage/{i}") { ExpiresAt = Scenario.Monday + Duration.FromDays(3) },
                Hundred);
        await DispatchAsync(scenario, Duration.FromDays(3), Duration.FromMinutes(5), Duration.FromMilliseconds(late));
        scenario.Mail.Calls.Should().HaveCount(300);
        scenario.Mail.Addresses.GroupBy(a => a).Should().OnlyContain(g => g.Count() == 3);
    }

    [Fact]
    public async Task One_message_every_twenty_hours_uses_every_day_of_a_fortnight()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(Day));
        var (end, next) = (Scenario.Monday + Duration.FromDays(14), Scenario.Monday);
        for (var i = 0; scenario.Time.Now < end; scenario.Time.Advance(Duration.FromMinutes(5)))
        {
            if (scenario.Time.Now >= next)
            {
                await scenario.SendAsync(new Notification("outage", $"outage/{i++}") { ExpiresAt = next + Duration.FromDays(3) },
                    Hundred[0]);
                next += Duration.FromHours(20);
            }

            scenario.Time.Advance(Duration.FromMilliseconds(1));
            await scenario.DispatchAsync();
        }

        scenario.Mail.Calls.Should().HaveCount(14);
    }

    [Fact]
    public async Task A_promised_frequency_is_used_up_by_a_late_worker_too()
    {
        using var scenario = new Scenario();
        await scenario.Get<IConsentLedger>().AppendAsync([new()
        {
            Id = "yes", Address = Scenario.Mailbox("c00@example.com"), Scope = ConsentScope.Everything, Status = ConsentStatus.Granted,
                OccurredAt = Scenario.Monday,
            Disclosure = new() { Text = "One a day.", Topics = ["offer"], Frequency = DisclosedFrequency.Of(1, Duration.FromDays(1)) },
        }]);
        for (var i = 0; i < 3; i++)
            await scenario.SendAsync(new Notification("offer", $"offer/{i}") { ExpiresAt = Scenario.Monday + Duration.FromDays(3) },
                Hundred[0]);
        await DispatchAsync(scenario, Duration.FromDays(3), Duration.FromMinutes(5), Duration.FromMilliseconds(1));
        scenario.Mail.Calls.Should().HaveCount(3);
    }

    private static async Task DispatchAsync(Scenario scenario, Duration length, Duration every, Duration late)
    {
        var end = scenario.Time.Now + length;
        scenario.Time.Advance(late);
        for (; scenario.Time.Now < end; scenario.Time.Advance(every))
            await scenario.DispatchAsync();
    }
}
