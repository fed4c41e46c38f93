using NodaTime;

namespace Notify.Sdk.Stores;

// What is kept of people: shown, and erased in parts.
public abstract partial class OutboxStore
{
    private const int ErasedAtOnce = 500;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<KeyValuePair<string, AccountOutcome>>> FindOutcomesAsync(AccountRef account,
        CancellationToken cancellationToken = default) => ReadLongAsync(v => v.Outcomes(account), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<DeliveryPage> FindOfAsync(ErasureScope scope, DeliveryId? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (after is { } last)
            OutboxRules.Check(last);
        return ReadLongAsync(v => v.Find(scope, after), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<OutboxErasure> EraseAsync(ErasureScope scope, Instant now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var erased = OutboxErasure.None;
        HashSet<string> keys = [];
        DeliveryId? after = null;
        do
        {
            var page = await FindOfAsync(scope, after, cancellationToken);
            keys.UnionWith(page.Found.Select(d => d.NotificationKey));
            foreach (var part in page.Found.Chunk(ErasedAtOnce))
                erased += await DecideAsync(
                    m => part.Aggregate(OutboxErasure.None, (sum, d) => sum + m.Erase(d.Id, scope, now)), cancellationToken);
            after = page.Next;
        }
        while (after is not null);

        erased += await DecideAsync(m => m.Forget(scope, keys), cancellationToken);
        await OnErasedAsync(scope, cancellationToken);
        return erased;
    }

    /// <summary>
    /// Is called after an erasure: a store sees to it that what was erased is not left in a journal, nor in rows that cannot be read.
    /// </summary>
    protected virtual ValueTask OnErasedAsync(ErasureScope scope, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
