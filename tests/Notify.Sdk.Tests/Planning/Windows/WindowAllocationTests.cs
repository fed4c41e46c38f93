using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Planning;

public class WindowAllocationTests
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["America/New_York"];

    [Fact]
    public void A_window_decision_allocates_nothing()
    {
        var windows =
            WindowSet.Of(
            [SendWindowRule.Courtesy, SendWindowRule.MarketingCourtesy with { Holidays = new(HolidayCalendar.Parse("c", ["12-25"])) }],
            [Zone]);
        var open = 0;
        Bytes(i => open += windows.IsOpen(Scenario.Monday + Duration.FromMinutes(7 * i)) ? 1 : 0).Should().Be(0);
        open.Should().BePositive();
    }

    [Fact]
    public void The_next_opening_allocates_nothing()
    {
        var windows = WindowSet.Of([SendWindowRule.Courtesy], [Zone]);
        Bytes(i => windows.NextOpening(Scenario.Monday + Duration.FromMinutes(7 * i))).Should().Be(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Routes_and_all_gates_of_a_person_allocate_nothing_when_everything_proceeds(bool others)
    {
        using var scenario = new Scenario();
        var account = scenario.Get<ContactNormalizer>().Normalize(People.Ana with { Country = "US", Region = "NY" });
        var facts = new Facts();
        if (others)
            facts.Set(
                new ConsentFacts(
                [new() { Id = "c", Address = Scenario.Mailbox("bo@example.com"), Scope = ConsentScope.Of("outage"), Status =
                ConsentStatus.Withdrawn, OccurredAt = Scenario.Monday }]));
        var attempt = new Attempt
        {
            Topic = scenario.Get<TopicCatalog>().Get("outage"),
            Notification = new("outage", "k") { ExpiresAt = Scenario.Monday + Duration.FromDays(1) },
            Person = new() { Accounts = [account] },
            Account = account,
            Address = account.Addresses[0],
            Channel = DeliveryChannel.Email,
            Facts = facts,
            At = Scenario.Monday,
            AccountContent = "k#0",
            AddressContent = "k#0",
        };
        var planner = scenario.Get<Planner>();
        var buffer = new RouteBuffer();

        Bytes(_ =>
        {
            buffer.Clear();
            planner.Weigh(attempt, buffer);
        }).Should().Be(0);

        buffer.Open.Select(o => (o.Route.Channel, o.When.Due)).Should()
            .Equal((DeliveryChannel.Email, Scenario.Monday), (DeliveryChannel.Sms, Scenario.Monday));
    }

    private static long Bytes(Action<int> operation) => Allocations.Of(() =>
    {
        for (var i = 0; i < 1_000; i++)
            operation(i);
    });
}
