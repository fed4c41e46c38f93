using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Permission;

/// <summary>
/// Takes over what a list says of its people's permission: opt-outs become withdrawals, bounces suppressions, and a yes a consent where it
/// is said what was disclosed; each with the file, line and column that it comes from. What is known already is left out, so the same
/// list, and a later export of it, can be imported again and again. Sending to a list does the same with its opt-outs. Thread-safe.
/// </summary>
/// <remarks>
/// A no without a date counts from when the file was written, so a yes that the person gave here since then stands, and a newer export that
/// still says no ends it. Where a no stands already, nothing is added.
/// </remarks>
public sealed class PermissionImport
{
    private const int Batch = 1_000;

    private readonly IConsentLedger _ledger;
    private readonly ISuppressionList _suppressions;
    private readonly IDeliveryHistory _history;
    private readonly ContactNormalizer _normalizer;
    private readonly IClock _clock;

    internal PermissionImport(IConsentLedger ledger, ISuppressionList suppressions, IDeliveryHistory history,
        ContactNormalizer normalizer, IClock clock) =>
        (_ledger, _suppressions, _history, _normalizer, _clock) = (ledger, suppressions, history, normalizer, clock);

    /// <summary>Imports what a list says, a thousand answers at a time. Cancelled or broken off, the batches before stay.</summary>
    /// <param name="contacts">The list; contacts of which it says nothing are passed over.</param>
    /// <param name="options">What the list does not say; null for the defaults.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public async Task<PermissionImportReport> ImportAsync(
        IAsyncEnumerable<Contact> contacts, PermissionImportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(contacts);
        var decisions = await ReadAsync(options ?? new(), cancellationToken);
        Tally tally = new();
        await foreach (var contact in contacts.WithCancellation(cancellationToken))
        {
            decisions.Take(contact);
            if (decisions.Records.Count + decisions.Entries.Count >= Batch)
                await AppendAsync(decisions, tally, cancellationToken);
        }

        await AppendAsync(decisions, tally, cancellationToken);
        var (read, without, left) = decisions.Counts;
        return new()
        {
            Contacts = read,
            Withdrawn = tally.Withdrawn,
            Suppressed = tally.Suppressed,
            Consents = tally.Consents,
            Known = tally.Known,
            WithoutAddress = without,
            YesLeftOut = left,
        };
    }

    /// <summary>What a list says, without keeping it: for a preview.</summary>
    internal async Task<ListedDecisions> LookAsync(IEnumerable<Contact> contacts, CancellationToken cancellationToken)
    {
        var decisions = await ReadAsync(new(), cancellationToken);
        foreach (var contact in contacts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            decisions.Take(contact);
        }

        return decisions;
    }

    private async ValueTask<ListedDecisions> ReadAsync(PermissionImportOptions options, CancellationToken cancellationToken) =>
        new(_normalizer, options, await _history.TraceKeyAsync(cancellationToken), _clock.GetCurrentInstant());

    private async Task AppendAsync(ListedDecisions decisions, Tally tally, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (decisions.Records.Count > 0)
            await AppendAsync(decisions.Records, tally, cancellationToken);
        if (decisions.Entries.Count > 0)
        {
            var entries = decisions.Entries.DistinctBy(e => e.Address).ToList();
            var known = (await _suppressions.FindAsync([.. entries.Select(e => e.Address)], cancellationToken))
                .Where(e => e.Register == ListedDecisions.Bounces).Select(e => e.Address).ToHashSet();
            await _suppressions.AddAsync([.. entries.Where(e => !known.Contains(e.Address))], cancellationToken);
            tally.Suppressed += entries.Count(e => !known.Contains(e.Address));
            tally.Known += entries.Count(e => known.Contains(e.Address));
        }

        decisions.Clear();
    }

    private async Task AppendAsync(List<ConsentRecord> records, Tally tally, CancellationToken cancellationToken)
    {
        var distinct = records.DistinctBy(r => r.Id).ToList();
        var addresses = distinct.Select(r => r.Address).ToHashSet();
        var stored = await _ledger.FindAsync(addresses, AnyTopic, cancellationToken);
        var known = stored.ToLookup(r => r.Address);
        var now = _clock.GetCurrentInstant();
        List<ConsentRecord> fresh = [.. distinct.Where(r => !IsKnown(r, known[r.Address], now))];
        await _ledger.AppendAsync(fresh, cancellationToken);
        tally.Known += distinct.Count - fresh.Count;
        tally.Withdrawn += fresh.Count(r => r.Status == ConsentStatus.Withdrawn);
        tally.Consents += fresh.Count(r => r.Status != ConsentStatus.Withdrawn);
    }

    // Lists speak of everything and of marketing, which concern every topic; one that nobody has finds those alone.
    private const string AnyTopic = "\0";

    /// <summary>Whether the ledger heard as much: the same answer, or a no at least as late, or one that still stands.</summary>
    private static bool IsKnown(ConsentRecord record, IEnumerable<ConsentRecord> stored, Instant now)
    {
        var all = stored.ToList();
        return all.Exists(known => known.Id == record.Id
            || (record.Status == ConsentStatus.Withdrawn && known.Status == ConsentStatus.Withdrawn && known.Scope == record.Scope
                && known.Channel == record.Channel && known.Brand.Length == 0
                && (known.OccurredAt >= record.OccurredAt || !all.Exists(
                    yes => ConsentStops.IsExplicitYes(yes) && yes.OccurredAt > known.OccurredAt && yes.OccurredAt <= now))));
    }

    private sealed class Tally
    {
        public long Withdrawn { get; set; }

        public long Suppressed { get; set; }

        public long Consents { get; set; }

        public long Known { get; set; }
    }
}
