using System.Collections.Concurrent;
using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Conformance;

/// <summary>
/// What every outbox must do. Derive, make an empty store in <see cref="Outbox"/>, and every rule is run against it.
/// </summary>
public abstract partial class OutboxContract
{
    /// <summary>An empty outbox, the same one during one test.</summary>
    protected abstract IOutbox Outbox { get; }

    // What a worker would find again by its facts: the slots of each delivery.
    private readonly ConcurrentDictionary<DeliveryId, IReadOnlyList<CapSlot>> _slots = new();

    private async Task<AddResult> AddAsync(PlannedDelivery planned)
    {
        _slots[planned.Delivery.Id] = planned.Slots;
        return (await Outbox.AddAsync(planned.Delivery.NotificationKey, [planned], []))[0];
    }

    private async Task AddAllAsync(params PlannedDelivery[] planned)
    {
        foreach (var one in planned)
            _slots[one.Delivery.Id] = one.Slots;
        Assert.All(await Outbox.AddAsync(planned[0].Delivery.NotificationKey, planned, []), r => Assert.True(r == AddResult.Added));
    }

    /// <summary>Writes an attempt down, with the slots that it was planned with.</summary>
    private async Task<StartResult> StartAsync(Delivery delivery, Instant at) =>
        (await StartAsync(new StartingDelivery(delivery with { State = DeliveryState.Sending, ChangedAt = at }, _slots[delivery.Id])))[0];

    private async Task<IReadOnlyList<StartResult>> StartAsync(params StartingDelivery[] starting) =>
        (await Outbox.StepAsync([], starting)).Started;

    private async Task<StartResult> StartAsync(string id, Instant at) => await StartAsync(await StoredAsync(id), at);

    private async Task<Delivery> StoredAsync(string id) => (await Outbox.FindAsync(new(id)))!;

    private async Task<bool> UpdateAsync(Delivery version) => (await Outbox.UpdateAsync([version]))[0];

    /// <summary>Writes a version on top of the stored one.</summary>
    private async Task<bool> ChangeAsync(string id, Func<Delivery, Delivery> change) => await UpdateAsync(change(await StoredAsync(id)));

    private async Task<bool> ToAsync(string id, DeliveryState state, Instant? at = null) =>
        await ChangeAsync(id, d => d with { State = state, ChangedAt = at ?? Samples.Now });

    private async Task<OnceMark?> MarkAsync(OnceKey key)
    {
        var marks = await Outbox.FindMarksAsync([key]);
        return marks.Count == 0 ? null : marks[0];
    }

    private async Task<OnceMark?> AddressMarkAsync(Address address) =>
        await MarkAsync(new($"{Samples.Key}#0", OnceSubject.Of(address.Key)));
}
