using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.StoreContracts;

/// <summary>
/// What every outbox must do. Derive, make an empty store in <see cref="Outbox"/>, and every rule is run against it.
/// </summary>
public abstract partial class OutboxContract
{
    /// <summary>An empty outbox, the same one during one test.</summary>
    protected abstract IOutbox Outbox { get; }

    protected async Task<AddResult> AddAsync(PlannedDelivery planned) =>
        (await Outbox.AddAsync(planned.Delivery.NotificationKey, [planned], []))[0];

    protected async Task AddAllAsync(params PlannedDelivery[] planned) =>
        (await Outbox.AddAsync(planned[0].Delivery.NotificationKey, planned, [])).Should().OnlyContain(r => r == AddResult.Added);

    protected async Task<Delivery> StoredAsync(string id) => (await Outbox.FindAsync(new(id)))!;

    protected async Task<bool> UpdateAsync(Delivery version) => (await Outbox.UpdateAsync([version]))[0];

    /// <summary>Writes a version on top of the stored one.</summary>
    protected async Task<bool> ChangeAsync(string id, Func<Delivery, Delivery> change) => await UpdateAsync(change(await StoredAsync(id)));

    protected async Task<bool> ToAsync(string id, DeliveryState state, Instant? at = null) =>
        await ChangeAsync(id, d => d with { State = state, ChangedAt = at ?? Samples.Now });

    protected async Task<OnceMark?> MarkAsync(OnceKey key)
    {
        var marks = await Outbox.FindMarksAsync([key]);
        return marks.Count == 0 ? null : marks[0];
    }

    protected async Task<OnceMark?> AddressMarkAsync(Audience.Address address) =>
        await MarkAsync(new($"{Samples.Key}#0", OnceSubject.Of(address.Key)));
}
