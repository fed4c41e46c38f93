using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Invariants;

/// <summary>Nothing leaves without two yeses: the plan's and the hand-over's.</summary>
public class Invariant2_TwoYesesTests
{
    private static readonly Notification Outage = new("outage", "outage/1");
    private static readonly Contact Bo = People.Contact("bo").Email("bo@example.com");

    private static async Task<Delivery> StoppedAsync(Scenario scenario, string key, DeliveryState state)
    {
        await scenario.DispatchAsync();
        scenario.Mail.Calls.Should().BeEmpty();
        scenario.Texts.Calls.Should().BeEmpty();
        var delivery = await scenario.DeliveryAsync(key, "bo");
        delivery.State.Should().Be(state);
        return delivery;
    }

    [Fact]
    public async Task An_opt_out_after_planning_stops_it()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(Outage, Bo);
        await scenario.OptOutAsync("bo@example.com");
        (await StoppedAsync(scenario, "outage/1", DeliveryState.Suppressed)).Reasons[^1].Code.Should().Be(ReasonCodes.OptedOut);
    }

    [Fact]
    public async Task A_consent_that_lapsed_since_stops_it()
    {
        using var scenario = new Scenario();
        await scenario.Get<IConsentLedger>().AppendAsync([new()
        {
            Id = "c", Address = Scenario.Mailbox("bo@example.com"), Scope = ConsentScope.Of("offer"), Status = ConsentStatus.Granted,
            OccurredAt = scenario.Time.Now, ExpiresAt = scenario.Time.Now + Duration.FromHours(1),
        }]);
        (await scenario.SendAsync("offer", Bo)).Planned.Should().Be(1);
        scenario.Time.Advance(Duration.FromHours(1));
        (await StoppedAsync(scenario, "offer/1", DeliveryState.Suppressed)).Reasons[^1].Code.Should().Be(ReasonCodes.ConsentExpired);
    }

    [Fact]
    public async Task A_suppression_after_planning_stops_it()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(Outage, Bo);
        await scenario.Suppressions.AddAsync([new(Scenario.Mailbox("bo@example.com"), "own", SuppressionKind.OwnList, scenario.Time.Now)]);
        await StoppedAsync(scenario, "outage/1", DeliveryState.Suppressed);
    }

    [Fact]
    public async Task A_register_that_went_stale_stops_it()
    {
        using var scenario = new Scenario();
        await scenario.Suppressions.DeclareAsync(new()
        {
            Name = "dnc",
            ObtainedAt = scenario.Time.Now - Duration.FromDays(30),
            MaximumAge = Duration.FromDays(31),
            Channels = [DeliveryChannel.Email],
            Classes = [MessageClass.Transactional],
        });
        (await scenario.SendAsync(Outage, Bo)).Planned.Should().Be(1);
        scenario.Time.Advance(Duration.FromDays(2));
        (await StoppedAsync(scenario, "outage/1", DeliveryState.Suppressed)).Reasons[^1].Code.Should().Be(ReasonCodes.RegisterStale);
    }

    [Fact]
    public async Task An_expiry_that_passed_stops_it()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(Outage, Bo);
        scenario.Time.Advance(Duration.FromDays(3));
        await StoppedAsync(scenario, "outage/1", DeliveryState.Expired);
    }

    [Fact]
    public async Task A_window_that_closed_by_then_holds_it_until_the_opening()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(Outage, People.Contact("bo").Phone(People.NewYorkPhone));
        scenario.Time.MoveTo(Instant.FromUtc(2026, 3, 3, 2, 30)); // 21:30 in New York
        (await StoppedAsync(scenario, "outage/1", DeliveryState.Held)).Due.Should().Be(Instant.FromUtc(2026, 3, 3, 13, 0));
        await scenario.DispatchAfterAsync(Duration.FromHours(11));
        scenario.Texts.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task Held_three_times_it_is_still_held()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(Outage with { ExpiresAt = scenario.Time.Now + Duration.FromDays(20) }, People.Contact("bo")
            .Phone(People.NewYorkPhone));
        for (var night = 0; night < 5; night++)
        {
            scenario.Time.MoveTo(Instant.FromUtc(2026, 3, 3 + night, 4, 0));
            await StoppedAsync(scenario, "outage/1", DeliveryState.Held);
        }
    }

    [Fact]
    public async Task A_cap_that_filled_up_since_holds_it()
    {
        var cap = new FrequencyCap { Id = "day", Limit = 1, Window = Duration.FromDays(1), Classes = [MessageClass.Transactional] };
        using var scenario = new Scenario(b => b.AddFrequencyCap(cap));
        await scenario.SendAsync(Outage, Bo);
        await scenario.SendAsync(new Notification("bill", "bill/1") { NotBefore = Scenario.Monday + Duration.FromHours(21) }, Bo);
        await scenario.DispatchAfterAsync(Duration.FromHours(20)); // the worker was away
        await scenario.DispatchAfterAsync(Duration.FromHours(1));
        scenario.Mail.Calls.Should().ContainSingle().Which.Topic.Should().Be("outage");
        (await scenario.DeliveryAsync("bill/1", "bo")).Due.Should().Be(Scenario.Monday + Duration.FromHours(44));
    }

    [Theory]
    [InlineData(VerdictKind.Hold, DeliveryState.Held)]
    [InlineData(VerdictKind.Suppress, DeliveryState.Suppressed)]
    public async Task A_gate_of_the_integrator_is_asked_again(VerdictKind answer, DeliveryState state)
    {
        using var scenario = new Scenario(b => b.AddGate<WeatherGate>());
        WeatherGate.Answer.Value = VerdictKind.Proceed;
        await scenario.SendAsync(Outage, Bo);
        WeatherGate.Answer.Value = answer;
        (await StoppedAsync(scenario, "outage/1", state)).Reasons[^1].Code.Should().Be("test.weather");
    }

    [Fact]
    public async Task A_topic_that_is_not_registered_in_the_worker_stops_it()
    {
        var time = FakeTime.At(Scenario.Monday);
        using var planning = new Scenario(b => b.AddText("only-here"), time: time);
        await planning.SendAsync("only-here", People.Contact("bo").Phone(People.NewYorkPhone));
        using var working = new Scenario(b => b.Services.AddSingleton(planning.Outbox), time: time);
        await working.DispatchAsync();
        working.Texts.Calls.Should().BeEmpty();
        (await planning.DeliveryAsync("only-here/1", "bo")).Reasons[^1].Code.Should().Be(ReasonCodes.TopicMissing);
    }

    [Fact]
    public async Task A_window_that_was_added_since_is_honoured()
    {
        var time = FakeTime.At(Scenario.Monday);
        using var planning = new Scenario(time: time);
        await planning.SendAsync(Outage, Bo with { Country = "GB" });
        var night = new SendWindowRule { Id = "night", Windows = [new(DailyWindow.EveryDay, new LocalTime(22, 0), new LocalTime(23, 0))] };
        using var working = new Scenario(b => b.AddSendWindow(night).Services.AddSingleton(planning.Outbox), time: time);
        await working.DispatchAsync();
        working.Mail.Calls.Should().BeEmpty();
        (await planning.DeliveryAsync("outage/1", "bo")).Due.Should().Be(Instant.FromUtc(2026, 3, 2, 22, 0));
    }

    internal sealed class WeatherGate : ISendGate
    {
        public static AsyncLocal<VerdictKind> Answer { get; } = new();

        public string Id => "test/weather";

        public Verdict Judge(in Attempt attempt) => Answer.Value switch
        {
            VerdictKind.Suppress => Verdict.Suppress(new("test.weather", Id, "Storm.")),
            VerdictKind.Hold when attempt.At < Scenario.Monday + Duration.FromHours(5) =>
                Verdict.Hold(Scenario.Monday + Duration.FromHours(5), new("test.weather", Id, "Rain.")),
            _ => Verdict.Proceed,
        };
    }
}
