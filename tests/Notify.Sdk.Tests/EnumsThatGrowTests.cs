using NodaTime;
using Notify.Sdk.Conformance;
using Notify.Sdk.Planning;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tests;

/// <summary>
/// Enums to which members will be added: every member has its answer, and one that nobody thought of is said, not guessed.
/// </summary>
public class EnumsThatGrowTests
{
    private static Delivery In(DeliveryState state) => Samples.Delivery("d") with { State = state };

    [Fact]
    public void Every_state_of_a_delivery_may_be_claimed_or_not()
    {
        Enum.GetValues<DeliveryState>().Where(s => OutboxRules.CanBeLeased(In(s), Instant.MaxValue)).Should().Equal(
            DeliveryState.Planned, DeliveryState.Held, DeliveryState.Leased, DeliveryState.Sending);
        Throws(() => OutboxRules.CanBeLeased(In((DeliveryState)99), Instant.MaxValue));
    }

    [Fact]
    public void Every_state_of_a_delivery_says_where_its_places_under_caps_stand()
    {
        foreach (var state in Enum.GetValues<DeliveryState>())
            CapSlotRules.MovesTo(In(state), Samples.Now);
        Throws(() => CapSlotRules.MovesTo(In((DeliveryState)99), Samples.Now));
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

    private static void Throws<T>(Func<T> asked) => asked.Should().Throw<ArgumentOutOfRangeException>();
}
