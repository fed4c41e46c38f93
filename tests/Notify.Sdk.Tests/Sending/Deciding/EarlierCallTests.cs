using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Sending;

/// <summary>
/// A list that is sent in several calls, or again after an interruption: people who share an address are served as in one call.
/// </summary>
public class EarlierCallTests
{
    private static readonly Contact Ann = People.Contact("a").Named("Ann Lee").Email("home@example.com");
    private static readonly Contact Bob = People.Contact("b").Named("Bob Ray").Email("home@example.com");

    [Fact]
    public async Task A_household_cut_by_an_interruption_is_covered_by_the_next_call()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync("outage", Ann);
        var bob = (await scenario.SendAsync("outage", Ann, Bob)).Of("b");
        bob.Kind.Should().Be(OutcomeKind.Covered);
        bob.CoveredBy.Should().Be(new AccountRef("a"));
        await scenario.DispatchAsync();
        scenario.Mail.Addresses.Should().ContainSingle();
    }

    [Fact]
    public async Task Whoever_comes_alone_in_the_next_call_is_covered_too()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync("outage", Ann);
        (await scenario.SendAsync("outage", Bob)).Of("b").Kind.Should().Be(OutcomeKind.Covered);
    }

    [Fact]
    public async Task They_are_told_when_the_earlier_message_fails()
    {
        using var scenario = new Scenario();
        scenario.Mail.AnswersInTurn(SendOutcome.Rejected("no"), SendOutcome.Accepted("x"));
        await scenario.SendAsync("outage", Ann);
        await scenario.SendAsync("outage", Ann, Bob);
        await scenario.DispatchAsync();
        (await scenario.DeliveryAsync("outage/1", "a")).State.Should().Be(DeliveryState.Failed);
        (await scenario.DeliveryAsync("outage/1", "b")).State.Should().Be(DeliveryState.Accepted);
    }

    [Fact]
    public async Task The_one_who_was_planned_first_keeps_the_explanation()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync("outage", Ann);
        var again = await scenario.SendAsync("outage", Ann, Bob);
        again.Of("a").Codes().Should().Contain(ReasonCodes.AlreadyPlanned);
        (await scenario.Notifier.ExplainAsync("outage/1", new("a")))!.Outcome.Kind.Should().Be(OutcomeKind.Planned);
    }

    [Fact]
    public async Task What_was_sent_there_already_is_not_waited_for()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync("outage", Ann);
        await scenario.DispatchAsync();
        (await scenario.SendAsync("outage", Ann, Bob)).Of("b").Codes().Should().Contain(ReasonCodes.AlreadyTold);
    }

    [Fact]
    public async Task Preview_says_the_same()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync("outage", Ann);
        var preview = await scenario.Notifier.PreviewAsync(new("outage", "outage/1"), [Bob]);
        preview.Of("b").Kind.Should().Be(OutcomeKind.Covered);
    }
}
