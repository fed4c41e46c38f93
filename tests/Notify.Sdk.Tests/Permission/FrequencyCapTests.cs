using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

public class FrequencyCapTests
{
    private static Instant At(int hour) => Scenario.Monday + Duration.FromHours(hour);

    private static FrequencyCap Cap(int limit, int hours) => new() { Id = "c", Limit = limit, Window = Duration.FromHours(hours) };

    [Fact]
    public void A_cap_of_zero_means_none_at_all() => Cap(0, 24).FirstFree(At(0), []).Should().BeNull();

    [Fact]
    public void A_place_is_free_again_when_the_window_has_passed() => Cap(1, 24).FirstFree(At(5), [At(0)]).Should().Be(At(24));

    [Fact]
    public void A_plan_of_tomorrow_counts_as_well() => Cap(1, 24).FirstFree(At(0), [At(10)]).Should().Be(At(34));

    [Fact]
    public void Trying_every_hour_finds_the_same_first_place() => Repeatable.ForAll(
        FsCheck.Fluent.Gen.SelectMany(FsCheck.Fluent.Gen.Choose(1, 4), limit =>
            FsCheck.Fluent.Gen.SelectMany(FsCheck.Fluent.Gen.Choose(1, 12), window =>
                FsCheck.Fluent.Gen.Select(FsCheck.Fluent.Gen.ListOf(FsCheck.Fluent.Gen.Choose(-20, 40), 8), others => (limit, window, others: others.Order().ToList())))),
        1_000,
        c => Cap(c.limit, c.window).FirstFree(At(0), [.. c.others.Select(At)]).Should().Be(At(Obvious(c.limit, c.window, c.others))));

    /// <summary>The first hour from which no rolling window holds more than the limit, this message included.</summary>
    private static int Obvious(int limit, int window, List<int> others)
    {
        for (var hour = 0; ; hour++)
        {
            var here = hour;
            var all = others.Append(here).ToList();
            if (Enumerable.Range(here - window + 1, window).All(from => all.Count(x => x >= from && x < from + window) <= limit))
                return hour;
        }
    }

    [Fact]
    public async Task A_cap_does_not_touch_classes_that_it_does_not_name()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(new() { Id = "none", Limit = 0, Window = Duration.FromDays(1) }));
        (await scenario.SendAsync("outage", People.Ana)).Planned.Should().Be(1);
    }

    [Fact]
    public async Task A_capped_message_that_cannot_make_it_before_its_expiry_is_refused_and_not_put_off_for_ever()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(new() { Id = "week", Limit = 1, Window = Duration.FromDays(7), Classes = [MessageClass.Transactional] }));
        await scenario.SendAsync("outage", People.Ana);
        var outcome = (await scenario.SendAsync("bill", People.Ana)).Of("ana");
        outcome.Kind.Should().Be(OutcomeKind.Suppressed);
        outcome.Codes().Should().Contain([ReasonCodes.Infeasible, ReasonCodes.FrequencyCap]);
    }

    [Fact]
    public async Task Four_runs_at_a_time_never_exceed_a_cap()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(new() { Id = "two", Limit = 2, Window = Duration.FromDays(30), Classes = [MessageClass.Transactional] }));
        var people = Enumerable.Range(0, 50).Select(i => People.Contact($"c{i:00}").Email($"c{i:00}@example.com")).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => scenario.SendAsync(new Notification("outage", $"o/{i}"), people))));
        await scenario.DispatchAsync();
        scenario.Mail.Addresses.GroupBy(a => a).Should().OnlyContain(g => g.Count() == 2).And.HaveCount(50);
    }
}
