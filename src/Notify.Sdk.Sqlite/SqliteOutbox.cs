using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// The outbox in one SQLite file: a delivery, its once-only marks, its cap places and the decisions are written in one
/// transaction, so that a crash leaves all of them or none, and a restart tells nobody twice. Thread-safe, and safe for
/// several processes on one machine.
/// </summary>
/// <remarks>
/// A call that writes takes the file's lock for its whole transaction; batches of some hundred to some thousand are
/// fast, single rows cost one disk flush each. Every call throws <see cref="SqliteStoreException"/> when the file
/// cannot be used; then nothing of the call was written.
/// </remarks>
public sealed class SqliteOutbox(SqliteDatabase database) : IOutbox
{
    /// <inheritdoc/>
    public ValueTask<RegisterResult> RegisterAsync(NotificationRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return database.WriteAsync(s => new SqliteOutboxWork(s).Register(record), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<NotificationRecord?> FindNotificationAsync(string key, int? revision = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return database.ReadAsync(s => SqliteLines.Find(s, key, revision), cancellationToken);
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
        for (var i = 0; i < deliveries.Count; i++)
            OutboxRules.Check(deliveries[i]);
        return database.WriteAsync<IReadOnlyList<AddResult>>(
            s => new SqliteOutboxWork(s).Add(notificationKey, deliveries, outcomes, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask AddAsync(IReadOnlyList<KnownAgain> again, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(again);
        await database.WriteAsync(
            s =>
            {
                SqliteOutboxWork work = new(s);
                return again.Count(work.Add);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<bool>> ChangeAsync(IReadOnlyList<PlannedDelivery> changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return database.WriteAsync<IReadOnlyList<bool>>(
            s =>
            {
                SqliteOutboxWork work = new(s);
                var written = new bool[changes.Count];
                for (var i = 0; i < written.Length; i++)
                    written[i] = work.Change(changes[i]);
                return written;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<OnceStanding?> CancelAsync(string notificationKey, AccountRef account, Instant now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notificationKey);
        return database.WriteAsync(s => new SqliteOutboxWork(s).Cancel(notificationKey, account, now), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AccountRef>> FindCancelledAsync(string notificationKey, IReadOnlyCollection<AccountRef> accounts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notificationKey);
        ArgumentNullException.ThrowIfNull(accounts);
        return database.ReadAsync<IReadOnlyList<AccountRef>>(
            s => SqliteLines.Find(s, notificationKey) is { } line && SqliteLines.HasCancelled(s, line) ? [.. accounts.Where(a => SqliteLines.IsCancelled(s, line, a))] : [],
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Delivery>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default)
    {
        OutboxRules.Check(request);
        return database.WriteAsync<IReadOnlyList<Delivery>>(s => new SqliteOutboxWork(s).Claim(request), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StartResult>> StartAsync(IReadOnlyList<StartingDelivery> starting, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(starting);
        for (var i = 0; i < starting.Count; i++)
            OutboxRules.Check(starting[i]);
        return database.WriteAsync<IReadOnlyList<StartResult>>(
            s =>
            {
                SqliteOutboxWork work = new(s);
                return [.. starting.Select(work.Start)];
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<bool>> UpdateAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(deliveries);
        return database.WriteAsync<IReadOnlyList<bool>>(
            s =>
            {
                SqliteOutboxWork work = new(s);
                var written = new bool[deliveries.Count];
                for (var i = 0; i < written.Length; i++)
                    written[i] = work.Update(deliveries[i]);
                return written;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<int> CancelAsync(string notificationKey, Instant now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notificationKey);
        return database.WriteAsync(s => new SqliteOutboxWork(s).Cancel(notificationKey, now), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> HoldAsync(string notificationKey, Instant now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notificationKey);
        return database.WriteAsync(s => new SqliteOutboxWork(s).Hold(notificationKey, now), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<int> ReleaseAsync(string notificationKey, string? confirmedBy, Instant now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notificationKey);
        return database.WriteAsync(s => new SqliteOutboxWork(s).Release(notificationKey, confirmedBy, now), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<Delivery?> FindAsync(DeliveryId id, CancellationToken cancellationToken = default) =>
        database.ReadAsync(s => SqliteDeliveries.Find(s, id)?.Delivery, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Delivery?> FindByProviderIdAsync(string provider, string providerId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(providerId);
        return database.ReadAsync(s => SqliteDeliveries.FindByProviderId(s, provider, providerId)?.Delivery, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<AccountOutcome?> FindOutcomeAsync(string notificationKey, AccountRef account, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notificationKey);
        return database.ReadAsync(s => SqliteLines.Outcome(s, notificationKey, account), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<OutboxStatus> StatusAsync(string? notificationKey = null, CancellationToken cancellationToken = default) =>
        database.ReadAsync(s => s.Snapshot(inside => SqliteLines.Status(inside, notificationKey), cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OnceMark>> FindMarksAsync(IReadOnlyCollection<OnceKey> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return database.ReadAsync<IReadOnlyList<OnceMark>>(s => SqliteMarks.Find(s, keys), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StandingTrace>> FindTracesAsync(string contentKey, IReadOnlyCollection<ulong> places, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(contentKey);
        ArgumentNullException.ThrowIfNull(places);
        return database.ReadAsync<IReadOnlyList<StandingTrace>>(s => SqliteTraces.Find(s, contentKey, places), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> TraceKeyAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync<ReadOnlyMemory<byte>>(s => SqliteTraces.Key(s), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CapUse>> FindUsesAsync(IReadOnlyCollection<CapBucket> buckets, Instant since, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(buckets);
        return database.ReadAsync<IReadOnlyList<CapUse>>(s => SqlitePlaces.Find(s, buckets, since), cancellationToken);
    }
}
