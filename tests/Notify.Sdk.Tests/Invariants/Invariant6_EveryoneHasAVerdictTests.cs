using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Invariants;

/// <summary>Everyone on the list leaves with a verdict and a reason; the counts add up to the list.</summary>
public class Invariant6_EveryoneHasAVerdictTests
{
    [Fact]
    public void Counts_add_up_and_whoever_is_not_told_has_a_reason() => Repeatable.ForAll(World.Any(20), 40, world =>
    {
        using var scenario = new Scenario();
        foreach (var email in world.OptedOut)
            scenario.OptOutAsync(email, null, $"stop-{email}").GetAwaiter().GetResult();
        var list = world.Contacts.Append(null!).Append(world.Contacts[0]).Append(new("")).ToArray();
        foreach (var report in new[] { scenario.Notifier.PreviewAsync(new(world.Topic, "k"), list).Result,
            scenario.SendAsync(new Notification(world.Topic, "k"), list).Result })
            Check(report, list.Length);
    });

    private static void Check(SendReport report, int rows)
    {
        report.Accounts.Should().Be(rows);
        report.Outcomes.Should().HaveCount(rows);
        (report.Planned + report.Held + report.Covered + report.Suppressed + report.Unreachable).Should().Be(rows);
        report.Outcomes.Should().OnlyContain(o => o.Kind == OutcomeKind.Planned || o.Reasons.Count > 0);
        report.Outcomes.Should().OnlyContain(o => o.Kind == OutcomeKind.Covered == (o.CoveredBy != null));
        report.Outcomes.Should().OnlyContain(o => o.Kind != OutcomeKind.Held || o.Due > report.At);
        report.HeldUntil.Values.Sum().Should().Be(report.Held);
    }

    [Fact]
    public async Task The_streamed_outcomes_are_those_of_the_report()
    {
        using var scenario = new Scenario();
        var report = await scenario.SendAsync("outage", People.Ana, People.Contact("none"));
        (await report.StreamOutcomesAsync().ToListAsync()).Should().Equal(report.Outcomes);
    }

    [Fact]
    public async Task A_preview_gives_the_verdicts_of_the_send_and_stores_nothing()
    {
        using var scenario = new Scenario();
        var preview = await scenario.Notifier.PreviewAsync(new("outage", "outage/1"), People.Ana);
        (await scenario.Notifier.ExplainAsync("outage/1", "ana")).Should().BeNull();
        (await scenario.DispatchAsync()).Total.Should().Be(0);
        (await scenario.SendAsync("outage", People.Ana)).Text().Should().Be(preview.Text());
    }
}
