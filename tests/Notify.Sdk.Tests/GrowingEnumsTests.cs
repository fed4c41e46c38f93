using NodaTime;
using Notify.Sdk.Conformance;
using Notify.Sdk.Planning;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Tests;

/// <summary>
/// Each value of an enumeration that may grow has its own answer; a value that nobody knows is refused, never read as another.
/// </summary>
public sealed class GrowingEnumsTests
{
    public static TheoryData<ReceiptKind> ReceiptKinds => [.. Enum.GetValues<ReceiptKind>()];

    public static TheoryData<DeliveryState> States => [.. Enum.GetValues<DeliveryState>()];

    public static TheoryData<ConsentLift> Lifts => [.. Enum.GetValues<ConsentLift>()];

    [Theory]
    [MemberData(nameof(ReceiptKinds))]
    public async Task Every_kind_of_receipt_is_understood(ReceiptKind kind)
    {
        using var scenario = new Scenario();
        await scenario.SendAsync("outage", People.Ana);
        await scenario.DispatchAsync();
        var told = await scenario.DeliveryAsync("outage/1", "ana");
        await scenario.Receipts.RecordAsync(new("fake-email", "e", told.ProviderId!, kind, Scenario.Monday));
        (await scenario.DeliveryAsync("outage/1", "ana")).State.Should().Be(kind switch
        {
            ReceiptKind.Accepted => DeliveryState.Accepted,
            ReceiptKind.Delivered or ReceiptKind.Complained => DeliveryState.Delivered,
            ReceiptKind.Failed or ReceiptKind.Bounced or ReceiptKind.OptedOut => DeliveryState.Planned, // over the next route
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Say here what follows from it."),
        });
    }

    [Fact]
    public async Task A_kind_of_receipt_that_nobody_knows_is_refused_and_moves_nothing()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync("outage", People.Ana);
        await scenario.DispatchAsync();
        var told = await scenario.DeliveryAsync("outage/1", "ana");
        Receipt strange = new("fake-email", "e", told.ProviderId!, (ReceiptKind)99, Scenario.Monday);
        await scenario.Receipts.Awaiting(r => r.RecordAsync(strange, default)).Should().ThrowAsync<ArgumentOutOfRangeException>();
        (await scenario.DeliveryAsync("outage/1", "ana")).Should().BeEquivalentTo(told);
        await scenario.Receipts.SettleParkedAsync(default);
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Every_state_says_where_its_slot_under_a_cap_stands(DeliveryState state)
    {
        var delivery = Samples.Delivery("d", "a", Samples.Email("ana")) with { State = state };
        FluentActions.Invoking(() => CapSlotRules.MovesTo(delivery, Scenario.Monday)).Should().NotThrow();
        FluentActions.Invoking(() => CapSlotRules.MovesTo(delivery with { State = (DeliveryState)99 }, null))
            .Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Every_state_may_be_leased_or_not()
    {
        Delivery In(DeliveryState state) => Samples.Delivery("d") with { State = state };
        Enum.GetValues<DeliveryState>().Where(s => OutboxRules.CanBeLeased(In(s), Instant.MaxValue)).Should().Equal(
            DeliveryState.Planned, DeliveryState.Held, DeliveryState.Leased, DeliveryState.Sending);
        FluentActions.Invoking(() => OutboxRules.CanBeLeased(In((DeliveryState)99), Instant.MaxValue))
            .Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Every_source_of_zones_has_words_and_a_confidence()
    {
        Enum.GetValues<ZoneSource>().Select(s => new ZoneEvidence([DateTimeZone.Utc], s)).Select(e => (e.SourceName, e.ConfidenceName))
            .Should().OnlyHaveUniqueItems();
        ZoneEvidence unknown = new([DateTimeZone.Utc], (ZoneSource)99);
        unknown.Invoking(u => u.Confidence).Should().Throw<InvalidOperationException>();
        unknown.Invoking(u => u.SourceName).Should().Throw<InvalidOperationException>();
    }

    [Theory]
    [MemberData(nameof(Lifts))]
    public void Every_kind_of_consent_that_lifts_a_rule_is_judged(ConsentLift lift)
    {
        FluentActions.Invoking(() => LiftingConsents.None.Lifts(lift)).Should().NotThrow();
        FluentActions.Invoking(() => LiftingConsents.None.Lifts((ConsentLift)99)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
