using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>
/// Which deliveries are due, in the order of their hand-over. A change is written by adding the entry again: what stands in a queue
/// under an older epoch is dropped when it surfaces, which is cheaper than finding it.
/// </summary>
internal sealed class MemoryQueue
{
    private readonly PriorityQueue<(MemoryEntry Entry, long Epoch), Instant> _waiting = new();
    private readonly PriorityQueue<(MemoryEntry Entry, long Epoch), Instant> _leased = new();
    private readonly PriorityQueue<(MemoryEntry Entry, long Epoch),
        (TopicPriority Priority, Instant FirstDue, string Id)> _due = new(HandOverOrder.Instance);

    /// <summary>Takes note of the entry's present version.</summary>
    public void Put(MemoryEntry entry)
    {
        var delivery = entry.Delivery;
        switch (delivery.State)
        {
            case var waits when OutboxRules.BecomesDue(waits):
                _waiting.Enqueue((entry, delivery.Epoch), delivery.Due);
                break;
            case var leased when OutboxRules.IsLeased(leased):
                _leased.Enqueue((entry, delivery.Epoch), delivery.LeaseUntil);
                break;
        }
    }

    /// <summary>The next delivery that may be leased, or null. The caller changes it, or it is lost to the queue.</summary>
    public MemoryEntry? Take(Instant now)
    {
        Ready(_waiting, now);
        Ready(_leased, now);
        while (_due.TryDequeue(out var next, out _))
        {
            if (IsStale(next))
                continue;
            if (OutboxRules.CanBeLeased(next.Entry.Delivery, now))
                return next.Entry;
            Put(next.Entry); // the clock was set back
        }

        return null;
    }

    /// <summary>The earliest due instant of an entry that is planned or held, or null.</summary>
    public Instant? NextDue()
    {
        while (_waiting.TryPeek(out var first, out _) && IsStale(first))
            _waiting.Dequeue();
        Instant? earliest = _waiting.TryPeek(out _, out var due) ? due : null;
        foreach (var (ready, _) in _due.UnorderedItems)
        {
            if (!IsStale(ready) && OutboxRules.BecomesDue(ready.Entry.Delivery.State)
                && (earliest is null || ready.Entry.Delivery.Due < earliest))
                earliest = ready.Entry.Delivery.Due;
        }

        return earliest;
    }

    private void Ready(PriorityQueue<(MemoryEntry Entry, long Epoch), Instant> from, Instant now)
    {
        while (from.TryPeek(out var next, out var at) && (at <= now || IsStale(next)))
        {
            from.Dequeue();
            var delivery = next.Entry.Delivery;
            if (!IsStale(next))
                _due.Enqueue(next, (delivery.Priority, delivery.Plan.FirstDue, delivery.Id.Value));
        }
    }

    private static bool IsStale((MemoryEntry Entry, long Epoch) item) => item.Entry.Delivery.Epoch != item.Epoch;
}
