using NodaTime;

namespace Notify.Sdk.Sending;

/// <summary>
/// Which deliveries are due, in order. A change is written by adding the entry again: what stands in the queue under an
/// older epoch is dropped when it surfaces, which is cheaper than finding it.
/// </summary>
internal sealed class OutboxQueue
{
    private readonly PriorityQueue<(OutboxEntry Entry, long Epoch), (Instant Due, string Id)> _due = new(Comparer<(Instant Due, string Id)>.Create(InOrder));
    private readonly PriorityQueue<(OutboxEntry Entry, long Epoch), Instant> _leased = new();

    /// <summary>Takes note of the entry's present version.</summary>
    public void Put(OutboxEntry entry)
    {
        var delivery = entry.Delivery;
        switch (delivery.State)
        {
            case DeliveryState.Planned or DeliveryState.Held:
                _due.Enqueue((entry, delivery.Epoch), (delivery.Due, delivery.Id.Value));
                break;
            case DeliveryState.Claimed or DeliveryState.Sending:
                _leased.Enqueue((entry, delivery.Epoch), delivery.LeaseUntil);
                break;
        }
    }

    /// <summary>The next delivery that may be claimed, or null. The caller changes it, or it is lost to the queue.</summary>
    public OutboxEntry? Take(Instant now)
    {
        while (_leased.TryPeek(out var leased, out var until) && (until <= now || IsStale(leased)))
        {
            _leased.Dequeue();
            if (!IsStale(leased))
                _due.Enqueue(leased, (Instant.Min(leased.Entry.Delivery.Due, now), leased.Entry.Delivery.Id.Value));
        }

        while (_due.TryPeek(out var next, out var at) && (at.Due <= now || IsStale(next)))
        {
            _due.Dequeue();
            if (!IsStale(next))
                return next.Entry;
        }

        return null;
    }

    /// <summary>The earliest entry that waits for its due instant or for a worker again, or null.</summary>
    public OutboxEntry? Peek()
    {
        while (_due.TryPeek(out var next, out _))
        {
            if (!IsStale(next))
                return next.Entry;
            _due.Dequeue();
        }

        return null;
    }

    private static bool IsStale((OutboxEntry Entry, long Epoch) item) => item.Entry.Delivery.Epoch != item.Epoch;

    private static int InOrder((Instant Due, string Id) a, (Instant Due, string Id) b)
    {
        var byDue = a.Due.CompareTo(b.Due);
        return byDue != 0 ? byDue : string.CompareOrdinal(a.Id, b.Id);
    }
}
