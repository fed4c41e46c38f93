using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests;

/// <summary>An application asks how far a notification got.</summary>
public sealed class StatusTests
{
    [Fact]
    public async Task A_notification_says_how_many_of_its_messages_stand_where_and_when_the_next_one_leaves()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync("outage", People.Ana, People.Contact("bo").Email("bo@example.com"));
        var planned = await scenario.Notifier.StatusAsync("outage/1");
        planned.ByState.Should().Equal(new Dictionary<DeliveryState, int> { [DeliveryState.Planned] = 2 });
        planned.NextDue.Should().Be(Scenario.Monday);

        await scenario.DispatchAsync();
        var told = await scenario.Notifier.StatusAsync("outage/1");
        told.ByState.Should().Equal(new Dictionary<DeliveryState, int> { [DeliveryState.Accepted] = 2 });
        told.NextDue.Should().BeNull();
        (await scenario.Notifier.StatusAsync()).ByState.Should().Equal(told.ByState, "null asks about all");
        (await scenario.Notifier.StatusAsync("never-sent")).ByState.Should().BeEmpty();
    }
}
