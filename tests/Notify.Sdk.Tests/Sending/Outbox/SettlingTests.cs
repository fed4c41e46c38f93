using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Sending;

/// <summary>What is in doubt or has failed is looked after by hand, without forged receipts.</summary>
public class SettlingTests
{
    [Fact]
    public async Task A_message_in_doubt_is_listed_tried_again_on_somebody_s_word_and_says_whose()
    {
        using var scenario = new Scenario();
        scenario.Mail.AnswersInTurn(SendOutcome.Unknown("no answer"), SendOutcome.Accepted("p-2"));
        await scenario.SendAsync("outage", People.Contact("a").Email("a@example.com"));
        await scenario.DispatchAsync();
        var doubtful = (await scenario.Notifier.FindDeliveriesAsync(new(DeliveryConcern.InDoubt))).Should().ContainSingle().Subject;
        (await scenario.Notifier.SettleAsync(doubtful, Settlement.TryAgain, "duty-editor", "the provider's log has no such message"))
            .Should().Be(SettlementResult.Settled);
        (await scenario.Notifier.SettleAsync(doubtful, Settlement.TryAgain, "duty-editor", "pressed twice")).Should()
            .Be(SettlementResult.MovedOn);
        await scenario.DispatchAsync();
        scenario.Mail.Calls.Should().HaveCount(2);
        (await scenario.DeliveryAsync("outage/1", "a")).State.Should().Be(DeliveryState.Accepted);
        (await scenario.Notifier.ExplainAsync("outage/1", "a"))!.History.Should()
            .ContainSingle(r => r.Code == ReasonCodes.Settled).Which.Detail.Should().Contain("duty-editor")
                .And.Contain("the provider's log");
    }

    [Theory]
    [InlineData("", "why")]
    [InlineData("duty\neditor", "why")]
    [InlineData("duty-editor", "")]
    [InlineData("duty-editor", "be\0cause")]
    public async Task Who_and_why_must_be_said(string actor, string why)
    {
        using var scenario = new Scenario();
        scenario.Mail.Answers(SendOutcome.Unknown("no answer"));
        await scenario.SendAsync("outage", People.Contact("a").Email("a@example.com"));
        await scenario.DispatchAsync();
        var doubtful = (await scenario.Notifier.FindDeliveriesAsync(new(DeliveryConcern.InDoubt))).Single();
        var settle = () => scenario.Notifier.SettleAsync(doubtful, Settlement.Arrived, actor, why);
        await settle.Should().ThrowAsync<ArgumentException>();
        (await scenario.DeliveryAsync("outage/1", "a")).State.Should().Be(DeliveryState.InDoubt);
        var unknown = () => scenario.Notifier.SettleAsync(doubtful with { Plan = doubtful.Plan with { Id = new("nobody") } },
            Settlement.Arrived, "duty-editor", "why");
        await unknown.Should().ThrowAsync<NotifyException>();
    }
}
