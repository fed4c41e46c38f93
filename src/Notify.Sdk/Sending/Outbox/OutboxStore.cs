using NodaTime;

namespace Notify.Sdk.Stores;

/// <summary>
/// The outbox over any store: <see cref="OutboxMachine"/> decides, the store opens transactions. Whoever writes a store derives from it
/// and brings two methods, a slice and a view. Thread-safe where the two methods are.
/// </summary>
public abstract partial class OutboxStore : IOutbox
{
    /// <summary>How many deliveries are stopped in one transaction.</summary>
    private const int Portion = 1_000;

    /// <summary>
    /// Runs <paramref name="decide"/> in one transaction that no other call sees half of: all that it saves, or nothing when it throws.
    /// </summary>
    protected abstract ValueTask<T> WriteAsync<T>(Func<IOutboxSlice, T> decide, CancellationToken cancellationToken);

    /// <summary>Runs <paramref name="ask"/> on one state of the store.</summary>
    protected abstract ValueTask<T> ReadAsync<T>(Func<IOutboxView, T> ask, CancellationToken cancellationToken);

    /// <summary>
    /// As <see cref="ReadAsync"/>, for what reads much. A store where reading keeps others from writing does it aside, as here it does not.
    /// </summary>
    protected virtual ValueTask<T> ReadLongAsync<T>(Func<IOutboxView, T> ask, CancellationToken cancellationToken) =>
        ReadAsync(ask, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<RegisterResult> RegisterAsync(NotificationRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        var key = record.Notification.Key;
        var (result, stopped) = await DecideAsync(
            m => m.Register(record) is var said && said == RegisterResult.New
                ? (said, m.StopClosed(key, record.RegisteredAt, Portion)) : (said, 0), cancellationToken);
        await StopRestAsync(key, record.RegisteredAt, stopped, cancellationToken);
        return result;
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
        return DecideAsync<IReadOnlyList<AddResult>>(m => m.Add(notificationKey, deliveries, outcomes), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask AddAsync(IReadOnlyList<KnownAgain> again, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(again);
        await DecideAsync(
            machine =>
            {
                for (var i = 0; i < again.Count; i++)
                    machine.Add(again[i]);
                return again.Count;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<bool>> ChangeAsync(IReadOnlyList<PlannedDelivery> changes, CancellationToken cancellationToken =
        default) =>
        EachAsync(changes, static (machine, change) => machine.Change(change), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<bool>> UpdateAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken = default) =>
        EachAsync(deliveries, Update, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StepResult> StepAsync(
        IReadOnlyList<Delivery> versions, IReadOnlyList<StartingDelivery> starting, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(starting);
        for (var i = 0; i < starting.Count; i++)
            OutboxRules.Check(starting[i]);
        return DecideAsync(
            machine => new StepResult(Each(machine, versions, Update), Each(machine, starting, Start)), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Delivery>> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken = default)
    {
        OutboxRules.Check(request);
        return DecideAsync(m => m.Lease(request), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<int> CancelAsync(string notificationKey, Instant now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notificationKey);
        var stopped = await DecideAsync(
            m =>
            {
                m.Cancel(notificationKey, now);
                return m.StopClosed(notificationKey, now, Portion);
            },
            cancellationToken);
        return stopped + await StopRestAsync(notificationKey, now, stopped, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<OnceStanding?> CancelAsync(string notificationKey, AccountRef account, Instant now,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notificationKey);
        return DecideAsync(m => m.Cancel(notificationKey, account, now), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> HoldAsync(string notificationKey, Instant now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notificationKey);
        return DecideAsync(m => m.Hold(notificationKey, now), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<int> ReleaseAsync(string notificationKey, string? confirmedBy, Instant now, CancellationToken cancellationToken =
        default)
    {
        ArgumentNullException.ThrowIfNull(notificationKey);
        return DecideAsync(m => m.Release(notificationKey, confirmedBy, now), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<SettlementResult> SettleAsync(
        DeliveryId id, long epoch, Settlement settlement, Reason reason, Instant now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return DecideAsync(m => m.Settle(id, epoch, settlement, reason, now), cancellationToken);
    }

    /// <summary>
    /// What one transaction did not stop, portion by portion, so that others have their turn. What is still to be stopped can no more be
    /// begun: its key is closed.
    /// </summary>
    private async ValueTask<int> StopRestAsync(string key, Instant now, int last, CancellationToken cancellationToken)
    {
        var stopped = 0;
        while (last >= Portion)
        {
            last = await DecideAsync(m => m.StopClosed(key, now, Portion), cancellationToken);
            stopped += last;
        }

        return stopped;
    }

    private ValueTask<T> DecideAsync<T>(Func<OutboxMachine, T> decide, CancellationToken cancellationToken) =>
        WriteAsync(slice => decide(new(slice)), cancellationToken);

    private static bool Update(OutboxMachine machine, Delivery wanted) => machine.Update(wanted);

    private static StartResult Start(OutboxMachine machine, StartingDelivery starting) => machine.Start(starting);

    private ValueTask<IReadOnlyList<TResult>> EachAsync<T, TResult>(
        IReadOnlyList<T> items, Func<OutboxMachine, T, TResult> decide, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        return DecideAsync<IReadOnlyList<TResult>>(machine => Each(machine, items, decide), cancellationToken);
    }

    private static TResult[] Each<T, TResult>(OutboxMachine machine, IReadOnlyList<T> items, Func<OutboxMachine, T, TResult> decide)
    {
        var results = new TResult[items.Count];
        for (var i = 0; i < results.Length; i++)
            results[i] = decide(machine, items[i]);
        return results;
    }
}
