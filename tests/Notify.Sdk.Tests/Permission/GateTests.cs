using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

public sealed class GateTests : IDisposable
{
    private static readonly Contact Bo = People.Contact("bo").Phone(People.NewYorkPhone);
    private static readonly AddressKey Number = Scenario.Number(People.NewYorkPhone);
    private readonly Scenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    private async Task Record(string id, ConsentStatus status, string? topic, int hoursAgo, DeliveryChannel? channel = null,
        Duration? lasts =
        null) =>
        await _scenario.Get<IConsentLedger>().AppendAsync([new()
        {
            Id = id, Address = Number, Scope = topic is null ? ConsentScope.Everything : ConsentScope.Of(topic), Status = status,
                Channel = channel,
            OccurredAt = _scenario.Time.Now - Duration.FromHours(hoursAgo),
            ExpiresAt = lasts is { } length ? _scenario.Time.Now - Duration.FromHours(hoursAgo) + length : null,
        }]);

    private async Task<string> Verdict(string topic) =>
        (await _scenario.Notifier.PreviewAsync(new(topic, "k") { Emergency = topic == "alarm" ? new("duty-officer", "gas") : null }, Bo))
            .Of("bo") is var o && o.Kind == OutcomeKind.Planned
            ? "yes"
            : string.Join(' ', o.Codes());

    [Theory]
    [InlineData("offer", ReasonCodes.NoConsent)]
    [InlineData("outage", "yes")]
    [InlineData("alarm", "yes")]
    public async Task Without_any_record_only_marketing_is_refused(string topic, string verdict) =>
        (await Verdict(topic)).Should().Be(verdict);

    [Theory]
    [InlineData("offer", ReasonCodes.GloballyOptedOut)]
    [InlineData("outage", ReasonCodes.GloballyOptedOut)]
    [InlineData("alarm", "yes")]
    public async Task A_stop_of_everything_stops_everything_but_an_emergency(string topic, string verdict)
    {
        await Record("yes", ConsentStatus.Granted, "offer", 3);
        await Record("stop", ConsentStatus.Withdrawn, null, 2);
        (await Verdict(topic)).Should().Be(verdict);
    }

    [Fact]
    public async Task A_stop_of_one_topic_leaves_the_others()
    {
        await Record("stop", ConsentStatus.Withdrawn, "outage", 2);
        (await Verdict("outage")).Should().Be(ReasonCodes.OptedOut);
        (await Verdict("bill")).Should().Be("yes");
    }

    [Fact]
    public async Task The_latest_decision_wins_whatever_the_order_of_recording()
    {
        await Record("yes-2", ConsentStatus.Granted, "offer", 1);
        await Record("no-1", ConsentStatus.Withdrawn, "offer", 2);
        (await Verdict("offer")).Should().Be("yes");
    }

    [Fact]
    public async Task Subscribing_to_a_topic_again_lifts_a_stop_for_that_topic_only()
    {
        await Record("stop", ConsentStatus.Withdrawn, null, 2);
        await Record("again", ConsentStatus.Granted, "offer", 1);
        (await Verdict("offer")).Should().Be("yes");
        (await Verdict("outage")).Should().Be(ReasonCodes.GloballyOptedOut);
    }

    [Fact]
    public async Task A_decision_for_another_channel_says_nothing()
    {
        await Record("no-voice", ConsentStatus.Withdrawn, "outage", 2, DeliveryChannel.Voice);
        (await Verdict("outage")).Should().Be("yes");
    }

    [Fact]
    public async Task A_resubscription_of_the_future_is_refused_and_lifts_no_stop_when_its_day_has_come()
    {
        var early = () => Record("soon", ConsentStatus.Granted, "outage", -1);
        (await early.Should().ThrowAsync<ArgumentException>()).WithMessage("*lies in the future*");
        await Record("stop", ConsentStatus.Withdrawn, "outage", 0);
        _scenario.Time.Advance(Duration.FromHours(2));
        (await Verdict("outage")).Should().Be(ReasonCodes.OptedOut);
    }

    [Fact]
    public async Task A_consent_ends_at_its_very_expiry()
    {
        await Record("yes", ConsentStatus.Granted, "offer", 2, lasts: Duration.FromHours(2));
        (await Verdict("offer")).Should().Be(ReasonCodes.ConsentExpired);
    }

    [Theory]
    [InlineData(SuppressionKind.OwnList, "outage", ReasonCodes.Suppressed)]
    [InlineData(SuppressionKind.OwnList, "alarm", "yes")]
    [InlineData(SuppressionKind.Complaint, "alarm", "yes")]
    [InlineData(SuppressionKind.Invalid, "alarm", ReasonCodes.Suppressed)]
    [InlineData(SuppressionKind.Reassigned, "alarm", ReasonCodes.Suppressed)]
    public async Task An_emergency_passes_every_register_but_those_of_addresses_that_are_not_theirs(
        SuppressionKind kind, string topic, string verdict)
    {
        await _scenario.Suppressions.AddAsync([new(Number, "undeclared", kind, _scenario.Time.Now)]);
        (await Verdict(topic)).Should().Be(verdict);
    }

    [Theory]
    [InlineData("offer", ReasonCodes.Suppressed)]
    [InlineData("outage", "yes")]
    public async Task A_declared_register_governs_its_classes_only(string topic, string verdict)
    {
        await Record("yes", ConsentStatus.Granted, "offer", 1);
        await _scenario.Suppressions.DeclareAsync(
            new() { Name = "dnc", ObtainedAt = _scenario.Time.Now, MaximumAge = Duration.FromDays(31), Countries = ["US"] });
        await _scenario.Suppressions.AddAsync([new(Number, "dnc", SuppressionKind.DoNotCall, _scenario.Time.Now)]);
        (await Verdict(topic)).Should().Be(verdict);
    }

    [Theory]
    [InlineData(31, "yes")]
    [InlineData(32, ReasonCodes.RegisterStale)]
    public async Task A_stale_register_fails_closed(int days, string verdict)
    {
        await Record("yes", ConsentStatus.Granted, "offer", 1);
        await _scenario.Suppressions.DeclareAsync(
            new()
            {
                Name = "dnc",
                ObtainedAt = _scenario.Time.Now - Duration.FromDays(days),
                MaximumAge = Duration.FromDays(31),
                Countries = ["US"]
            });
        (await Verdict("offer")).Should().Be(verdict);
    }

    [Fact]
    public async Task A_foreign_register_governs_nobody_here()
    {
        await Record("yes", ConsentStatus.Granted, "offer", 1);
        await _scenario.Suppressions.DeclareAsync(
            new()
            {
                Name = "tps",
                ObtainedAt = _scenario.Time.Now - Duration.FromDays(99),
                MaximumAge = Duration.FromDays(28),
                Countries = ["GB"]
            });
        (await Verdict("offer")).Should().Be("yes");
    }
}
