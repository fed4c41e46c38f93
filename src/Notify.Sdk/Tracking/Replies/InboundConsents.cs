using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Tracking;

/// <summary>What the ledger knows of one address, and the records that an answer adds.</summary>
internal sealed class InboundConsents(IConsentLedger ledger, TopicCatalog topics)
{
    /// <summary>All decisions at the address about the registered topics, all marketing and everything, oldest first.</summary>
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

    /// <summary>
    /// Whether an opt-out of just that scope stands that an answer over the channel can take back: only what the
    /// person expressed since then does, and a stop of another channel or another sender is none of this answer's business.
    /// </summary>
    public static bool IsStopped(IReadOnlyList<ConsentRecord> records, ConsentScope scope, DeliveryChannel channel, string brand) =>
        records.Any(stop =>
        stop.Status == ConsentStatus.Withdrawn
        && stop.Scope == scope
        && IsOurs(stop, channel, brand)
        && !records.Any(r => r.Scope == scope && IsOf(r, brand) && r.OccurredAt > stop.OccurredAt && ConsentStops.IsExplicitYes(r)));

    public static ConsentRecord Withdrawal(string id, AddressKey address, ConsentScope scope, Instant at, string evidence,
        Revocation how, DeliveryChannel? channel, string brand) => new()
        {
            Id = id,
            Address = address,
            Scope = scope,
            Status = ConsentStatus.Withdrawn,
            OccurredAt = at,
            Evidence = evidence,
            Revocation = how,
            Channel = channel,
            Brand = brand,
        };

    /// <summary>
    /// Takes a stop back, restores what stood before it, and says again what other channels and senders were told. The stop is
    /// lifted by a grant that has lapsed at once: it permits nothing new, because asking for messages again is no consent to what
    /// was never agreed.
    /// </summary>
    public IEnumerable<ConsentRecord> Lift(string id, IReadOnlyList<ConsentRecord> records, AddressKey address, ConsentScope scope,
        DeliveryChannel channel, string brand, Instant at, string evidence)
    {
        yield return new()
        {
            Id = id,
            Address = address,
            Scope = scope,
            Status = ConsentStatus.Granted,
            OccurredAt = at,
            ExpiresAt = at,
            Brand = brand,
            Evidence = evidence
        };
        foreach (var last in records.GroupBy(r => (r.Scope, r.Channel, r.Brand)).Select(g => g.Last()))
        {
            // At the same instant the no counts.
            if (last.Status == ConsentStatus.Withdrawn && !IsOurs(last, channel, brand))
                yield return last with { Id = $"{id}/keeps/{Root(last)}", OccurredAt = at };
        }

        var stopped = StoppedAt(records, scope, channel, brand);
        // At a further brand what was agreed with all comes back for that brand alone.
        foreach (var decisions in records.Where(r => IsWithin(r.Scope, scope) || IsWithin(scope, r.Scope))
            .Where(r => brand.Length == 0 || IsOf(r, brand))
            .GroupBy(r => (r.Scope, r.Channel, r.Brand)))
        {
            if (decisions.LastOrDefault(r => r.OccurredAt < stopped) is { } before && Stood(before, records, stopped, at, brand))
                yield return Restored(before, id, IsWithin(before.Scope, scope) ? before.Scope : scope, at, evidence)
                    with
                { Brand = brand.Length == 0 ? before.Brand : brand };
        }
    }

    /// <summary>With its own terms: what rests on an event still ends by the date of that event.</summary>
    private static ConsentRecord Restored(ConsentRecord before, string id, ConsentScope scope, Instant at, string evidence) => before with
    {
        Id = $"{id}/restores/{Root(before)}",
        Scope = scope,
        OccurredAt = at,
        BasisEventAt = before.BasisEventAt ?? before.OccurredAt,
        Evidence = $"{evidence} Restores {Root(before)}.",
    };

    /// <summary>The id of the record that was restored or kept, however often.</summary>
    private static string Root(ConsentRecord record)
    {
        var id = record.Id;
        var from = Math.Max(id.LastIndexOf("/restores/", StringComparison.Ordinal) + "/restores/".Length,
            id.LastIndexOf("/keeps/", StringComparison.Ordinal) + "/keeps/".Length);
        return id.Contains("/restores/", StringComparison.Ordinal) || id.Contains("/keeps/", StringComparison.Ordinal) ? id[from..] : id;
    }

    /// <summary>Given at the brand that was written to, and over the channel or all.</summary>
    private static bool IsOurs(ConsentRecord stop, DeliveryChannel channel, string brand) =>
        string.Equals(stop.Brand, brand, StringComparison.OrdinalIgnoreCase) && (stop.Channel is null || stop.Channel == channel);

    /// <summary>Whether a decision holds at a brand.</summary>
    private static bool IsOf(ConsentRecord decision, string brand) =>
        decision.Brand.Length == 0 || brand.Length == 0 || string.Equals(decision.Brand, brand, StringComparison.OrdinalIgnoreCase);

    /// <summary>When the present stop began: several in a row, with no yes between them, are one.</summary>
    private Instant StoppedAt(IReadOnlyList<ConsentRecord> records, ConsentScope scope, DeliveryChannel channel, string brand)
    {
        var first = Instant.MaxValue;
        for (var i = records.Count - 1; i >= 0; i--)
        {
            if (records[i].Status == ConsentStatus.Withdrawn && IsWithin(scope, records[i].Scope) && IsOurs(records[i], channel, brand))
                first = records[i].OccurredAt;
            else if (records[i].Status != ConsentStatus.Withdrawn && first != Instant.MaxValue)
                break;
        }

        return first;
    }

    /// <summary>Whether a yes was in force when the stop came, and would be still.</summary>
    private bool Stood(ConsentRecord yes, IReadOnlyList<ConsentRecord> records, Instant stopped, Instant at, string brand) =>
        yes.Status is ConsentStatus.Granted or ConsentStatus.Imported
        && yes.DoubleOptIn != DoubleOptIn.Pending
        && !(yes.ExpiresAt <= at)
        && !records.Any(r => r.Status == ConsentStatus.Withdrawn && IsOf(r, brand) && IsWithin(yes.Scope, r.Scope)
            && r.OccurredAt >= yes.OccurredAt
            && r.OccurredAt < stopped);

    /// <summary>Whether whatever the one means, the other means too.</summary>
    private bool IsWithin(ConsentScope inner, ConsentScope outer) =>
        inner.Breadth <= outer.Breadth && (inner == outer || outer == ConsentScope.Everything
            || (topics.Find(inner.Topic) is { } topic && outer.Covers(topic)));

    /// <summary>
    /// Appends what is not there yet: a message that is reported again, perhaps with other words, makes the same records.
    /// </summary>
    public async Task AppendAsync(IReadOnlyCollection<ConsentRecord> records, CancellationToken cancellationToken)
    {
        List<ConsentRecord> fresh = [];
        foreach (var record in records)
        {
            if (await ledger.FindAsync(record.Id, cancellationToken) is null)
                fresh.Add(record);
        }

        await ledger.AppendAsync(fresh, cancellationToken);
    }
}
