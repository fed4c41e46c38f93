using Notify.Sdk.Conformance;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tests.Sending;

public sealed class OutboxRulesTests
{
    [Theory]
    [InlineData(DeliveryState.Cancelled)]
    [InlineData(DeliveryState.Superseded)]
    public void What_was_leased_before_its_notification_was_closed_and_not_begun_ends_unsent(DeliveryState closed)
    {
        var leased = Samples.Delivery("d") with { State = DeliveryState.Leased, Epoch = 3 };
        var begun = leased with { State = DeliveryState.Sending, Attempts = 1, Provider = "acme" };

        var next = OutboxRules.Next(leased, begun, closed, out var asWanted)!;

        asWanted.Should().BeFalse("no transport may be called");
        (next.State, next.Attempts, next.Provider, next.Epoch).Should().Be((closed, 0, null, 4));
    }

    [Fact]
    public void What_may_have_arrived_before_is_not_called_cancelled()
    {
        var leased = Samples.Delivery("d") with
        {
            State = DeliveryState.Leased,
            Asked = [new AskedProvider(0, "acme") { Unknowns = 1 }],
        };
        OutboxRules.Next(leased, leased with { State = DeliveryState.Sending }, DeliveryState.Cancelled, out _)!.State
            .Should().Be(DeliveryState.InDoubt);
    }
}
