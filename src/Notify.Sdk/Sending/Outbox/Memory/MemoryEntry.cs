using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>A delivery in the in-memory outbox. Changed under the outbox's lock only.</summary>
internal sealed class MemoryEntry(StoredDelivery stored)
{
    /// <summary>As it is kept.</summary>
    public StoredDelivery Stored { get; set; } = stored;

    /// <summary>Its latest version.</summary>
    public Delivery Delivery => Stored.Delivery;

    /// <summary>Where the person can be known again: as planned, and under the accounts that came later.</summary>
    public IReadOnlyList<PersonTraces> Traces { get; set; } = [];
}

/// <summary>What the in-memory outbox knows of one notification key.</summary>
internal sealed class MemoryLine(string key)
{
    /// <summary>What the machine knows of it.</summary>
    public StoredNotification Stored { get; set; } = new(key);

    /// <summary>The registered revisions.</summary>
    public SortedList<int, NotificationRecord> Revisions { get; } = [];

    /// <summary>Its deliveries of all revisions.</summary>
    public List<MemoryEntry> Entries { get; } = [];

    /// <summary>The latest decision about each account.</summary>
    public Dictionary<AccountRef, AccountOutcome> Outcomes { get; } = [];

    /// <summary>Accounts that were cancelled, so that nothing is planned for them.</summary>
    public HashSet<AccountRef> CancelledAccounts { get; } = [];

    /// <summary>A registered revision, or the highest; null where there is none.</summary>
    public NotificationRecord? Record(int? revision) =>
        (revision ?? Stored.Revision) is { } wanted && Revisions.TryGetValue(wanted, out var record)
            ? record with { Cancelled = Stored.CancelledAt is not null, AwaitsConfirmation = Stored.Awaits, Confirmed = Stored.Confirmed }
            : null;

    /// <summary>How many deliveries stand where, and the earliest that waits.</summary>
    public DeliveryCounts Status()
    {
        Dictionary<DeliveryState, int> byState = [];
        Instant? next = null;
        foreach (var entry in Entries)
        {
            var delivery = entry.Delivery;
            byState[delivery.State] = byState.GetValueOrDefault(delivery.State) + 1;
            if (OutboxRules.BecomesDue(delivery.State) && (next is null || delivery.Due < next))
                next = delivery.Due;
        }

        return new(byState, next);
    }
}
