using System.Security.Cryptography;
using NodaTime;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Sending;

/// <summary>
/// The outbox of one process: for tests, trials and runs whose loss nobody minds. Nothing survives a restart, so after
/// one people may be told again. Thread-safe; one lock, so each call is one transaction.
/// </summary>
public sealed class InMemoryOutbox : IOutbox
{
    private readonly Lock _lock = new();
    private readonly OutboxBook _book = new();
    private readonly byte[] _traceKey = RandomNumberGenerator.GetBytes(16);

    /// <inheritdoc/>
    public ValueTask<RegisterResult> RegisterAsync(NotificationRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(_book.Register(record));
    }

    /// <inheritdoc/>
    public ValueTask<NotificationRecord?> FindNotificationAsync(string key, int? revision = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_book.Index.FindLine(key) is not { } line)
                return new((NotificationRecord?)null);
            var record = revision is { } wanted ? line.Revisions.GetValueOrDefault(wanted) : line.Latest;
            return new(record is null ? null : record with { Cancelled = line.Cancelled, AwaitsConfirmation = line.Awaits, Confirmed = line.Confirmed });
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AddResult>> AddAsync(
        string notificationKey,
        IReadOnlyList<PlannedDelivery> deliveries,
        IReadOnlyList<AccountOutcome> outcomes,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notificationKey);
        ArgumentNullException.ThrowIfNull(deliveries);
        ArgumentNullException.ThrowIfNull(outcomes);
        cancellationToken.ThrowIfCancellationRequested();
        var results = new AddResult[deliveries.Count];
        for (var i = 0; i < results.Length; i++)
            OutboxRules.Check(deliveries[i]);
        lock (_lock)
        {
            var decided = _book.Index.Line(notificationKey).Outcomes;
            for (var i = 0; i < results.Length; i++)
            {
                results[i] = _book.Add(deliveries[i]);
                if (results[i] == AddResult.Added)
                    Keep(deliveries[i].Outcomes, decided);
            }

            Keep(outcomes, decided);
        }

        return new(results);
    }

    /// <inheritdoc/>
    public ValueTask AddAsync(IReadOnlyList<KnownAgain> again, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(again);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            foreach (var person in again)
                _book.Add(person);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<bool>> ChangeAsync(IReadOnlyList<PlannedDelivery> changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        cancellationToken.ThrowIfCancellationRequested();
        var written = new bool[changes.Count];
        lock (_lock)
        {
            for (var i = 0; i < written.Length; i++)
                written[i] = _book.Change(changes[i]);
        }

        return new(written);
    }

    /// <inheritdoc/>
    public ValueTask<OnceStanding?> CancelAsync(string notificationKey, AccountRef account, Instant now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notificationKey);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(_book.Cancel(notificationKey, account, now));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AccountRef>> FindCancelledAsync(string notificationKey, IReadOnlyCollection<AccountRef> accounts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notificationKey);
        ArgumentNullException.ThrowIfNull(accounts);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(_book.Index.FindLine(notificationKey) is { CancelledAccounts: { Count: > 0 } cancelled } ? [.. accounts.Where(cancelled.Contains)] : []);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Delivery>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default)
    {
        OutboxRules.Check(request);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(_book.Claim(request));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StartResult>> StartAsync(IReadOnlyList<StartingDelivery> starting, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(starting);
        for (var i = 0; i < starting.Count; i++)
            OutboxRules.Check(starting[i]);
        cancellationToken.ThrowIfCancellationRequested();
        var results = new StartResult[starting.Count];
        lock (_lock)
        {
            for (var i = 0; i < results.Length; i++)
                results[i] = _book.Start(starting[i]);
        }

        return new(results);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<bool>> UpdateAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(deliveries);
        cancellationToken.ThrowIfCancellationRequested();
        var written = new bool[deliveries.Count];
        lock (_lock)
        {
            for (var i = 0; i < written.Length; i++)
                written[i] = _book.Update(deliveries[i]);
        }

        return new(written);
    }

    /// <inheritdoc/>
    public ValueTask<int> CancelAsync(string notificationKey, Instant now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notificationKey);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(_book.Cancel(notificationKey, now));
    }

    /// <inheritdoc/>
    public ValueTask<bool> HoldAsync(string notificationKey, Instant now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notificationKey);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(_book.Hold(notificationKey, now));
    }

    /// <inheritdoc/>
    public ValueTask<int> ReleaseAsync(string notificationKey, string? confirmedBy, Instant now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notificationKey);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(_book.Release(notificationKey, confirmedBy, now));
    }

    /// <inheritdoc/>
    public ValueTask<Delivery?> FindAsync(DeliveryId id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(_book.Index.Find(id)?.Delivery);
    }

    /// <inheritdoc/>
    public ValueTask<Delivery?> FindByProviderIdAsync(string provider, string providerId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(providerId);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(_book.Index.FindByProviderId(provider, providerId)?.Delivery);
    }

    /// <inheritdoc/>
    public ValueTask<AccountOutcome?> FindOutcomeAsync(string notificationKey, AccountRef account, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notificationKey);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(_book.Index.FindLine(notificationKey)?.Outcomes.GetValueOrDefault(account));
    }

    /// <inheritdoc/>
    public ValueTask<OutboxStatus> StatusAsync(string? notificationKey = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(notificationKey is null ? _book.Index.Status() : (_book.Index.FindLine(notificationKey) ?? new()).Status());
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OnceMark>> FindMarksAsync(IReadOnlyCollection<OnceKey> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(_book.Index.Marks(keys));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StandingTrace>> FindTracesAsync(string contentKey, IReadOnlyCollection<ulong> places, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(contentKey);
        ArgumentNullException.ThrowIfNull(places);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(_book.Traces.Find(contentKey, places));
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> TraceKeyAsync(CancellationToken cancellationToken = default) => new(_traceKey);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CapUse>> FindUsesAsync(IReadOnlyCollection<CapBucket> buckets, Instant since, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(buckets);
        cancellationToken.ThrowIfCancellationRequested();
        List<CapUse> found = [];
        lock (_lock)
        {
            foreach (var bucket in buckets)
                _book.Pots.Collect(bucket, since, found);
        }

        return new(found);
    }

    private static void Keep(IReadOnlyList<AccountOutcome> outcomes, Dictionary<AccountRef, AccountOutcome> decided)
    {
        for (var i = 0; i < outcomes.Count; i++)
            decided[outcomes[i].Account] = outcomes[i];
    }
}
