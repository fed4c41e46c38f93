using NodaTime;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Sending;

/// <summary>A delivery in the in-memory outbox, with what it holds. Changed under the outbox's lock only.</summary>
internal sealed class OutboxEntry(PlannedDelivery planned)
{
    /// <summary>The latest version.</summary>
    public Delivery Delivery { get; set; } = planned.Delivery;

    /// <summary>The marks that it was added with; the address mark may have moved since.</summary>
    public IReadOnlyList<OnceKey> Marks { get; private set; } = planned.Marks;

    /// <summary>Its places under caps; where they stand is kept in the pots.</summary>
    public IReadOnlyList<CapPlace> Places { get; set; } = planned.Places;

    /// <summary>Where the person can be known again: as planned, and under the accounts that came later.</summary>
    public IReadOnlyList<PersonTraces> Traces { get; private set; } = Of(planned);

    /// <summary>Whether its marks are sent ones.</summary>
    public bool Sent { get; set; }

    /// <summary>Takes over what a version that is written anew holds. Traces stay where it brings none.</summary>
    public void Hold(IReadOnlyList<OnceKey> marks, PlannedDelivery planned)
    {
        (Marks, Places, Traces) = (marks, planned.Places, planned.Traces is null ? Traces : Of(planned));
        Sent = false;
    }

    /// <summary>Takes note of accounts of the same person that came later.</summary>
    public void Know(KnownAgain again)
    {
        Marks = [.. Marks, .. again.Marks];
        Traces = [.. Traces, again.Traces];
    }

    private static PersonTraces[] Of(PlannedDelivery planned) => planned.Traces is { } traces ? [traces] : [];

    /// <summary>Plans it anew after it ended without being sent.</summary>
    public void Renew(PlannedDelivery again)
    {
        Delivery = again.Delivery with { Epoch = Delivery.Epoch + 1 };
        Marks = again.Marks;
        Places = again.Places;
        Traces = Of(again);
        Sent = false;
    }
}

/// <summary>What the in-memory outbox knows of one notification key.</summary>
internal sealed class OutboxLine
{
    /// <summary>The registered revisions.</summary>
    public SortedList<int, NotificationRecord> Revisions { get; } = [];

    /// <summary>Its deliveries of all revisions.</summary>
    public List<OutboxEntry> Entries { get; } = [];

    /// <summary>The latest decision about each account.</summary>
    public Dictionary<AccountRef, AccountOutcome> Outcomes { get; } = [];

    /// <summary>Accounts that were cancelled, so that nothing is planned for them.</summary>
    public HashSet<AccountRef> CancelledAccounts { get; } = [];

    /// <summary>Whether it was cancelled.</summary>
    public bool Cancelled { get; set; }

    /// <summary>Whether the latest revision waits for confirmation.</summary>
    public bool Awaits { get; set; }

    /// <summary>Who confirmed the latest revision, or null.</summary>
    public Confirmation? Confirmed { get; set; }

    /// <summary>The latest registered revision, or null.</summary>
    public NotificationRecord? Latest => Revisions.Count == 0 ? null : Revisions.GetValueAtIndex(Revisions.Count - 1);

    /// <summary>How deliveries of a revision end that have not been sent; null while the revision is open.</summary>
    public DeliveryState? Closed(int revision) =>
        Cancelled ? DeliveryState.Cancelled : Latest is { } latest && latest.Notification.Revision > revision ? DeliveryState.Superseded : null;

    /// <summary>How many deliveries stand where, and the earliest that waits.</summary>
    public OutboxStatus Status()
    {
        Dictionary<DeliveryState, int> byState = [];
        Instant? next = null;
        foreach (var entry in Entries)
        {
            var delivery = entry.Delivery;
            byState[delivery.State] = byState.GetValueOrDefault(delivery.State) + 1;
            if (delivery.State is DeliveryState.Planned or DeliveryState.Held && (next is null || delivery.Due < next))
                next = delivery.Due;
        }

        return new(byState, next);
    }
}
