using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Tracking;

/// <summary>What the ledger knows of one address, and the records that an answer adds. A null topic is everything.</summary>
internal sealed class InboundConsents(IConsentLedger ledger, TopicCatalog topics)
{
    /// <summary>All decisions at the address about the registered topics and about everything, oldest first.</summary>
    public async Task<List<ConsentRecord>> AtAsync(AddressKey address, CancellationToken cancellationToken)
    {
        Dictionary<string, ConsentRecord> found = [];
        foreach (var topic in topics.All)
        {
            foreach (var record in await ledger.FindAsync([address], topic.Name, cancellationToken))
                found[record.Id] = record;
        }

        return [.. found.Values.OrderBy(r => r.OccurredAt).ThenBy(r => r.Id, StringComparer.Ordinal)];
    }

    /// <summary>Whether the last word about the topic, or about everything, was no.</summary>
    public static bool IsStopped(IReadOnlyList<ConsentRecord> records, string? topic) =>
        records.LastOrDefault(r => r.Topic == topic) is { Status: ConsentStatus.Withdrawn };

    public static ConsentRecord Withdrawal(string id, AddressKey address, string? topic, Instant at, string evidence) => new()
    {
        Id = id,
        Address = address,
        Topic = topic,
        Status = ConsentStatus.Withdrawn,
        OccurredAt = at,
        Evidence = evidence,
    };

    /// <summary>
    /// Takes a stop back and restores what stood before it. The stop is lifted by a grant that has lapsed at once: it permits
    /// nothing new, because asking for messages again is no consent to what was never agreed.
    /// </summary>
    public static IEnumerable<ConsentRecord> Lift(string id, IReadOnlyList<ConsentRecord> records, AddressKey address, string? topic, Instant at, string evidence)
    {
        yield return new() { Id = id, Address = address, Topic = topic, Status = ConsentStatus.Granted, OccurredAt = at, ExpiresAt = at, Evidence = evidence };
        var stopped = StoppedAt(records, topic);
        foreach (var decisions in records.Where(r => (topic is null || r.Topic == topic) && r.OccurredAt <= stopped).GroupBy(r => (r.Topic, r.Channel, r.Brand)))
        {
            if (decisions.LastOrDefault(r => r.OccurredAt < stopped) is { } before && Stood(before, records, stopped, at))
                yield return before with { Id = $"{id}/restores/{before.Id}", OccurredAt = at, Evidence = $"{evidence} Restores {before.Id}." };
        }
    }

    /// <summary>When the present stop began: several in a row, with no yes between them, are one.</summary>
    private static Instant StoppedAt(IReadOnlyList<ConsentRecord> records, string? topic)
    {
        var first = Instant.MaxValue;
        for (var i = records.Count - 1; i >= 0; i--)
        {
            if (records[i].Status == ConsentStatus.Withdrawn && records[i].Topic == topic)
                first = records[i].OccurredAt;
            else if (records[i].Status != ConsentStatus.Withdrawn && first != Instant.MaxValue)
                break;
        }

        return first;
    }

    /// <summary>Whether a yes was in force when the stop came, and would be still.</summary>
    private static bool Stood(ConsentRecord yes, IReadOnlyList<ConsentRecord> records, Instant stopped, Instant at) =>
        yes.Status is ConsentStatus.Granted or ConsentStatus.Imported
        && yes.DoubleOptIn != DoubleOptIn.Pending
        && !(yes.ExpiresAt <= at)
        && !records.Any(r => r.Status == ConsentStatus.Withdrawn && (r.Topic is null || r.Topic == yes.Topic) && r.OccurredAt >= yes.OccurredAt && r.OccurredAt < stopped);

    public async Task AppendAsync(IReadOnlyCollection<ConsentRecord> records, CancellationToken cancellationToken) =>
        await ledger.AppendAsync(records, cancellationToken);
}
