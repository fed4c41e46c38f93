using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Invariants;

/// <summary>Faults of the design that are known and not mended yet, each with the test that it has to pass.</summary>
public class KnownFaultsTests
{
    private static readonly FrequencyCap Day = new() { Id = "day", Limit = 1, Window = Duration.FromDays(1), Classes = [MessageClass.Transactional] };

    [Fact]
    public async Task A_woken_stand_by_counts_under_caps()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(Day));
        scenario.Mail.AnswersInTurn(SendOutcome.Rejected("no"), SendOutcome.Accepted("x"));
        await scenario.SendAsync("outage", People.Contact("a").Named("Ann Lee").Email("home@example.com"), People.Contact("b").Named("Bob Ray").Email("home@example.com"));
        await scenario.DispatchAsync();
        (await scenario.DeliveryAsync("outage/1", "b")).State.Should().Be(DeliveryState.Accepted);
        (await scenario.SendAsync("bill", People.Contact("b").Named("Bob Ray").Email("home@example.com"))).Planned.Should().Be(0);
    }

    [Fact(Skip = "An address that an earlier call planned suppresses its other readers; they should stand by for that delivery.")]
    public async Task A_household_cut_by_an_interruption_is_covered_by_the_next_call()
    {
        using var scenario = new Scenario();
        scenario.Mail.AnswersInTurn(SendOutcome.Rejected("no"), SendOutcome.Accepted("x"));
        var (a, b) = (People.Contact("a").Named("Ann Lee").Email("home@example.com"), People.Contact("b").Named("Bob Ray").Email("home@example.com"));
        await scenario.SendAsync("outage", a);
        (await scenario.SendAsync("outage", a, b)).Of("b").Kind.Should().Be(OutcomeKind.Covered);
    }
}
