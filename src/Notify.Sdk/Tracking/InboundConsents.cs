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
    /// Puts back what stood before the stop. Where nothing did, a grant that has lapsed at once: it lifts the stop and
    /// permits nothing new, because asking for messages again is no consent to what was never agreed.
    /// </summary>
    public static ConsentRecord Lift(string id, IReadOnlyList<ConsentRecord> records, AddressKey address, string? topic, Instant at, string evidence) =>
        records.LastOrDefault(r => r.Topic == topic && r.Status != ConsentStatus.Withdrawn && r.OccurredAt <= at && (r.ExpiresAt is null || r.ExpiresAt > at)) is { } before
            ? before with { Id = id, OccurredAt = at, Evidence = $"{evidence} Restores {before.Id}." }
            : new() { Id = id, Address = address, Topic = topic, Status = ConsentStatus.Granted, OccurredAt = at, ExpiresAt = at, Evidence = evidence };

    public async Task AppendAsync(IReadOnlyCollection<ConsentRecord> records, CancellationToken cancellationToken) =>
        await ledger.AppendAsync(records, cancellationToken);
}
