using System.Runtime.InteropServices;
using NodaTime;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Sending;

/// <summary>
/// The ways to find a delivery in the in-memory outbox: by id, key, mark, provider's id, due instant, and by whom it
/// stands by for. Decides nothing; <see cref="OutboxBook"/> does. Not thread-safe.
/// </summary>
internal sealed class OutboxIndex
{
    private readonly Dictionary<DeliveryId, OutboxEntry> _entries = [];
    private readonly Dictionary<string, OutboxLine> _lines = [];
    private readonly Dictionary<OnceKey, OutboxEntry> _marks = [];
    private readonly Dictionary<DeliveryId, List<OutboxEntry>> _standBys = [];
    private readonly Dictionary<(string Provider, string Id), OutboxEntry> _providerIds = [];
    private readonly int[] _byState = new int[Enum.GetValues<DeliveryState>().Length];
    private readonly OutboxQueue _queue = new();

    public OutboxEntry? Find(DeliveryId id) => _entries.GetValueOrDefault(id);

    public OutboxEntry? FindByProviderId(string provider, string id) => _providerIds.GetValueOrDefault((provider, id));

    public OutboxEntry? TakeDue(Instant now) => _queue.Take(now);

    public OutboxLine? FindLine(string key) => _lines.GetValueOrDefault(key);

    public OutboxLine Line(string key) => CollectionsMarshal.GetValueRefOrAddDefault(_lines, key, out _) ??= new();

    /// <summary>Who holds a mark, or null.</summary>
    public OutboxEntry? Holder(OnceKey mark) => _marks.GetValueOrDefault(mark);

    public void Mark(OnceKey mark, OutboxEntry entry) => _marks[mark] = entry;

    /// <summary>Frees a mark if the entry holds it.</summary>
    public void Unmark(OnceKey mark, OutboxEntry entry)
    {
        if (_marks.TryGetValue(mark, out var holder) && holder == entry)
            _marks.Remove(mark);
    }

    /// <summary>Who stands by for a delivery, by id, so that the same events wake the same people. A copy: waking changes the list.</summary>
    public OutboxEntry[] StandBys(DeliveryId awaited)
    {
        if (!_standBys.TryGetValue(awaited, out var waiting))
            return [];
        OutboxEntry[] copy = [.. waiting];
        Array.Sort(copy, static (a, b) => string.CompareOrdinal(a.Delivery.Id.Value, b.Delivery.Id.Value));
        return copy;
    }

    /// <summary>Takes in a new delivery, or one that is planned anew in its old place.</summary>
    public OutboxEntry Insert(OutboxLine line, OutboxEntry? known, PlannedDelivery planned)
    {
        var entry = known ?? new OutboxEntry(planned);
        if (known is null)
        {
            _entries.Add(planned.Delivery.Id, entry);
            line.Entries.Add(entry);
        }
        else
        {
            _byState[(int)known.Delivery.State]--;
            known.Renew(planned);
        }

        _byState[(int)entry.Delivery.State]++;
        Note(entry);
        return entry;
    }

    /// <summary>Makes a version the stored one.</summary>
    public void Put(OutboxEntry entry, Delivery next)
    {
        var before = entry.Delivery;
        if (before is { State: DeliveryState.StandBy, WaitsFor: { } awaited } && _standBys.TryGetValue(awaited, out var waiting))
        {
            waiting.Remove(entry);
            if (waiting.Count == 0)
                _standBys.Remove(awaited);
        }

        _byState[(int)before.State]--;
        _byState[(int)next.State]++;
        entry.Delivery = next;
        Note(entry);
    }

    public List<OnceMark> Marks(IReadOnlyCollection<OnceKey> keys)
    {
        List<OnceMark> found = [];
        if (_marks.Count == 0)
            return found;
        foreach (var key in keys)
        {
            if (_marks.TryGetValue(key, out var entry))
                found.Add(new(key, entry.Delivery.Id, OutboxRules.StandingOf(entry.Delivery.State, entry.Sent)));
        }

        return found;
    }

    public OutboxStatus Status()
    {
        Dictionary<DeliveryState, int> byState = [];
        for (var i = 0; i < _byState.Length; i++)
        {
            if (_byState[i] > 0)
                byState[(DeliveryState)i] = _byState[i];
        }

        return new(byState, _queue.NextDue());
    }

    private void Note(OutboxEntry entry)
    {
        var delivery = entry.Delivery;
        if (delivery is { State: DeliveryState.StandBy, WaitsFor: { } awaited })
            (CollectionsMarshal.GetValueRefOrAddDefault(_standBys, awaited, out _) ??= []).Add(entry);
        if (delivery is { Provider: { } provider, ProviderId: { } id })
            _providerIds[(provider, id)] = entry;
        _queue.Put(entry);
    }
}
