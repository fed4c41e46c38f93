using NodaTime;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Planning;

/// <summary>Everybody's report says from when on they can be told, or that it is not feasible and all the reasons.</summary>
public class FeasibilityTests
{
    private static readonly Instant Night = Instant.FromUtc(2026, 3, 3, 4, 0); // 23:00 in New York

    private static Scenario Lifetime(Duration lifetime) => new(b => b.AddText("text", t => t.ExpiresAfter(lifetime)), Night);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_earliest_permitted_instant_is_said_and_kept(bool preview)
    {
        using var scenario = Lifetime(Duration.FromDays(1));
        var report = preview ? await scenario.Notifier.PreviewAsync(new Notification("text", "k"), [People.Ana])
            : await scenario.SendAsync(new Notification("text", "k"), People.Ana);
        var outcome = report.Of("ana");
        outcome.Kind.Should().Be(OutcomeKind.Held);
        outcome.Due.Should().Be(Instant.FromUtc(2026, 3, 3, 13, 0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_cannot_be_before_the_expiry_is_said_at_once_with_all_reasons(bool preview)
    {
        using var scenario = Lifetime(Duration.FromHours(8));
        var contact = People.Ana with { QuietHours = new(new(21, 0), new(10, 0)) };
        var report = preview ? await scenario.Notifier.PreviewAsync(new Notification("text", "k"), [contact])
            : await scenario.SendAsync(new Notification("text", "k"), contact);
        var outcome = report.Of("ana");
        outcome.Kind.Should().Be(OutcomeKind.Suppressed);
        outcome.Codes().Should().Contain([ReasonCodes.Infeasible, ReasonCodes.Expired, ReasonCodes.OutsideWindow]);
        outcome.Reasons[0].Detail.Should().Contain("2026-03-03T12:00:00Z")
            .And.Contain("2026-03-03T15:00:00Z", "so the caller knows how much longer it would have to live");
        outcome.Reasons.Should().Contain(r => r.Rule.Contains("window/courtesy") && r.Rule.Contains("person/quiet-hours"));
    }

    [Fact]
    public async Task Reasons_of_all_gates_are_there_not_the_first()
    {
        using var scenario =
            new Scenario(
            b => b.AddTopic("text", t => t.Marketing().Over(DeliveryChannel.Sms).Sms("en", "Dear {{attributes.title}}")
            .ExpiresAfter(Duration.FromHours(2))), Night);
        var codes = (await scenario.SendAsync("text", People.Ana)).Of("ana").Codes();
        codes.Should().Contain([ReasonCodes.NoConsent, ReasonCodes.OutsideWindow, ReasonCodes.MissingVariable]);
    }

    [Fact]
    public async Task Windows_that_are_never_open_together_are_said()
    {
        using var scenario = new Scenario(b =>
        {
            b.AddText("text");
            b.AddSendWindow(
                new()
                {
                    Id = "night",
                    Topics = ["text"],
                    Windows =
                [DailyWindow.AcrossMidnight(DailyWindow.EveryDay, new(22, 0), new(6, 0))]
                });
        }, Night);
        var outcome = (await scenario.SendAsync("text", People.Ana)).Of("ana");
        outcome.Kind.Should().Be(OutcomeKind.Suppressed);
        outcome.Reasons.Should().Contain(r => r.Code == ReasonCodes.Infeasible && r.Rule == "window/courtesy + night"
            && r.Detail.Contains("never open together"));
    }
}
