using NodaTime;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>
/// Where somebody stands at one address, from all decisions that were made there. The latest decision that the person
/// expressed wins; what is inferred fills gaps, and never outlives an opt-out. Pure.
/// </summary>
/// <param name="InForce">The consent that permits, or null.</param>
/// <param name="Undisclosed">In force, but the topic is not among what was disclosed.</param>
/// <param name="Pending">Waits for its confirmation.</param>
/// <param name="Lapsed">Was in force once.</param>
internal readonly record struct ConsentStanding(ConsentRecord? InForce, ConsentRecord? Undisclosed, ConsentRecord? Pending,
    ConsentRecord? Lapsed)
{
    /// <summary>The opt-out of one breadth that stands for a topic over a channel; <paramref name="records"/> oldest first.</summary>
    public static ConsentRecord? Stop(List<ConsentRecord> records, Topic topic, DeliveryChannel channel, ConsentBreadth breadth)
    {
        ConsentRecord? stop = null;
        foreach (var record in records)
        {
            if (!Concerns(record, topic, channel))
                continue;
            if (record.Status == ConsentStatus.Withdrawn && record.Scope.Breadth == breadth)
                stop = record;
            else if (stop is not null && Lifts(record, stop, topic))
                stop = null;
        }

        return stop;
    }

    /// <summary>Looks for a consent; <paramref name="records"/> oldest first.</summary>
    public static ConsentStanding Of(List<ConsentRecord> records, Topic topic, DeliveryChannel channel, Instant at)
    {
        ConsentStanding standing = default;
        ConsentRecord? inferred = null;
        var walk = new StandingWalk(records, topic, channel, at);
        while (walk.MoveNext())
        {
            var record = walk.Current;
            switch (walk.State)
            {
                case ConsentState.InForce when IsExpressed(record):
                    return standing with { InForce = record };
                case ConsentState.InForce when inferred is null || LapsesLater(record, inferred):
                    inferred = record;
                    break;
                case ConsentState.Undisclosed:
                    standing = standing with { Undisclosed = standing.Undisclosed ?? record };
                    break;
                case ConsentState.Pending:
                    standing = standing with { Pending = standing.Pending ?? record };
                    break;
                case ConsentState.Lapsed:
                    standing = standing with { Lapsed = standing.Lapsed ?? record };
                    break;
            }
        }

        return standing with { InForce = inferred };
    }

    /// <summary>Whether the person expressed it; all else is inferred.</summary>
    public static bool IsExpressed(ConsentRecord record) => record.Basis is ConsentBasis.Express or ConsentBasis.ExpressWritten;

    public static bool Concerns(ConsentRecord record, Topic topic, DeliveryChannel channel) =>
        record.Scope.Covers(topic)
        && (record.Channel is null || record.Channel == channel)
        && (record.Brand.Length == 0 || topic.Brand.Length == 0
            || string.Equals(record.Brand, topic.Brand, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// A stop is lifted by a later yes to the same, or to less: for the topic, all marketing or everything that it names.
    /// </summary>
    private static bool Lifts(ConsentRecord record, ConsentRecord stop, Topic topic) =>
        ConsentStops.IsExplicitYes(record)
        && record.OccurredAt > stop.OccurredAt
        && record.Scope.Breadth <= stop.Scope.Breadth
        && Discloses(record, topic.Name);

    /// <summary>
    /// A wide consent that lists its topics is about those; one for a topic is about that, unless its own words leave it out.
    /// </summary>
    internal static bool Discloses(ConsentRecord record, string topic)
    {
        if (record.Disclosure is not { } disclosure)
            return true;
        return disclosure.Topics.Count == 0 ? record.Scope.Topic is not null : disclosure.Topics.Contains(topic, StringComparer.Ordinal);
    }

    private static bool LapsesLater(ConsentRecord record, ConsentRecord other) =>
        other.ExpiresAt is { } end && (record.ExpiresAt is null || record.ExpiresAt > end);
}
