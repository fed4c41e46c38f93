using System.Runtime.InteropServices;
using NodaTime;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Sending;

/// <summary>
/// The in-memory outbox without its lock: deliveries by id and key, who holds which mark, who stands by for whom.
/// Everything is checked before anything is changed. Not thread-safe.
/// </summary>
internal sealed class OutboxBook
{
    private readonly Dictionary<DeliveryId, OutboxEntry> _entries = [];
    private readonly Dictionary<string, OutboxLine> _lines = [];
    private readonly Dictionary<OnceKey, OutboxEntry> _marks = [];
    private readonly Dictionary<DeliveryId, List<OutboxEntry>> _standBys = [];
    private readonly Dictionary<(string Provider, string Id), OutboxEntry> _providerIds = [];
    private readonly int[] _byState = new int[Enum.GetValues<DeliveryState>().Length];
    private readonly OutboxQueue _queue = new();

    public OutboxPots Pots { get; } = new();

    public OutboxEntry? Find(DeliveryId id) => _entries.GetValueOrDefault(id);

    public OutboxEntry? FindByProviderId(string provider, string id) => _providerIds.GetValueOrDefault((provider, id));

    public OutboxLine? FindLine(string key) => _lines.GetValueOrDefault(key);

    public OutboxLine Line(string key) => CollectionsMarshal.GetValueRefOrAddDefault(_lines, key, out _) ??= new();

    public RegisterResult Register(NotificationRecord record)
    {
        var line = Line(record.Notification.Key);
        var revision = record.Notification.Revision;
        if (line.Cancelled)
            return RegisterResult.Cancelled;
        if (line.Latest is { } latest && latest.Notification.Revision >= revision)
            return latest.Notification.Revision == revision && latest.ContentHash == record.ContentHash ? RegisterResult.Known : RegisterResult.Conflict;
        line.Revisions.Add(revision, record);
        StopClosed(line, record.RegisteredAt);
        return RegisterResult.New;
    }

    public int Cancel(string key, Instant now)
    {
        if (FindLine(key) is not { Latest: not null } line)
            throw new KeyNotFoundException($"Notification '{key}' was never registered here, so there is nothing to cancel. Check the key.");
        line.Cancelled = true;
        return StopClosed(line, now);
    }

    public AddResult Add(PlannedDelivery planned)
    {
        var delivery = planned.Delivery;
        var known = Find(delivery.Id);
        if (known is { Delivery.EndedUnsent: false })
            return AddResult.AlreadyMarked;
        var line = Line(delivery.NotificationKey);
        if (line.Closed(delivery.Revision) is not null)
            return AddResult.Closed;
        if (delivery.State == DeliveryState.StandBy && (delivery.WaitsFor is not { } awaited || Find(awaited) is not { Delivery.EndedUnsent: false }))
            return AddResult.WaitsForNothing;
        for (var i = 0; i < planned.Marks.Count; i++)
        {
            if (_marks.ContainsKey(planned.Marks[i]))
                return AddResult.AlreadyMarked;
        }

        var entry = known ?? new OutboxEntry(planned);
        for (var i = 0; i < planned.Places.Count; i++)
        {
            if (!Pots.HasRoom(planned.Places[i], planned.Places[i].At, entry))
                return AddResult.CapFull;
        }

        Write(line, entry, planned, isNew: known is null);
        return AddResult.Added;
    }

    public List<Delivery> Claim(ClaimRequest request)
    {
        List<Delivery> claimed = [];
        while (claimed.Count < request.Limit && _queue.Take(request.Now) is { } entry)
        {
            Put(entry, OutboxRules.Claim(entry.Delivery, request));
            claimed.Add(entry.Delivery);
        }

        return claimed;
    }

    public bool Update(Delivery wanted)
    {
        if (Find(wanted.Id) is not { } entry)
            return false;
        var stored = entry.Delivery;
        var closed = Line(stored.NotificationKey).Closed(stored.Revision);
        if (OutboxRules.Next(stored, wanted, closed, out var asWanted) is not { } next)
            return false;
        var moves = OutboxRules.HoldsAddress(next) && (!OutboxRules.HoldsAddress(stored) || OutboxRules.AddressMark(stored) != OutboxRules.AddressMark(next));
        if (moves && _marks.TryGetValue(OutboxRules.AddressMark(next), out var holder) && holder != entry)
            return false;
        if (next.State == DeliveryState.Sending && !HasRoom(entry, next))
            return false;
        if (moves || next.EndedUnsent)
            Unmark(OutboxRules.AddressMark(stored), entry);
        if (moves)
            _marks[OutboxRules.AddressMark(next)] = entry;
        MovePlaces(entry, next);
        entry.Sent = OutboxRules.MarksAreSent(next.State) ?? entry.Sent;
        Put(entry, next);
        if (next.EndedUnsent)
            Release(entry);
        else if (moves)
            WakeLeftBehind(entry);
        return asWanted;
    }

    public List<OnceMark> Marks(IReadOnlyCollection<OnceKey> keys)
    {
        List<OnceMark> found = [];
        if (_marks.Count == 0)
            return found;
        foreach (var key in keys)
        {
            if (_marks.TryGetValue(key, out var entry))
                found.Add(new(key, entry.Delivery.Id, entry.Sent));
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

        return new(byState, NextDue());
    }

    private Instant? NextDue()
    {
        var first = _queue.Peek()?.Delivery;
        if (first is null or { State: DeliveryState.Planned or DeliveryState.Held })
            return first?.Due;
        Instant? next = null; // a delivery whose worker died stands in front
        foreach (var line in _lines.Values)
        {
            if (line.Status().NextDue is { } due && (next is null || due < next))
                next = due;
        }

        return next;
    }

    private void Write(OutboxLine line, OutboxEntry entry, PlannedDelivery planned, bool isNew)
    {
        if (isNew)
        {
            _entries.Add(planned.Delivery.Id, entry);
            line.Entries.Add(entry);
        }
        else
        {
            _byState[(int)entry.Delivery.State]--;
            entry.Renew(planned);
        }

        _byState[(int)entry.Delivery.State]++;
        for (var i = 0; i < planned.Marks.Count; i++)
            _marks[planned.Marks[i]] = entry;
        for (var i = 0; i < planned.Places.Count; i++)
            Pots.Take(planned.Places[i].Bucket, planned.Places[i].At, entry);
        Index(entry);
    }

    /// <summary>Makes a version the stored one.</summary>
    private void Put(OutboxEntry entry, Delivery next)
    {
        var before = entry.Delivery;
        if (before.State == DeliveryState.StandBy && before.WaitsFor is { } awaited && _standBys.TryGetValue(awaited, out var waiting))
            waiting.Remove(entry);
        _byState[(int)before.State]--;
        _byState[(int)next.State]++;
        entry.Delivery = next;
        Index(entry);
    }

    private void Index(OutboxEntry entry)
    {
        var delivery = entry.Delivery;
        if (delivery is { State: DeliveryState.StandBy, WaitsFor: { } awaited })
            (CollectionsMarshal.GetValueRefOrAddDefault(_standBys, awaited, out _) ??= []).Add(entry);
        if (delivery is { Provider: { } provider, ProviderId: { } id })
            _providerIds[(provider, id)] = entry;
        _queue.Put(entry);
    }

    private int StopClosed(OutboxLine line, Instant now)
    {
        var stopped = 0;
        for (var i = 0; i < line.Entries.Count; i++)
        {
            var entry = line.Entries[i];
            if (!OutboxRules.CanBeStopped(entry.Delivery.State) || line.Closed(entry.Delivery.Revision) is not { } ended)
                continue;
            Put(entry, OutboxRules.Stop(entry.Delivery, ended, now));
            stopped += 1 + Release(entry);
        }

        return stopped;
    }

    /// <summary>Frees what an ended delivery holds and sees to its stand-bys; returns how many ended with it.</summary>
    private int Release(OutboxEntry entry)
    {
        for (var i = 0; i < entry.Marks.Count; i++)
            Unmark(entry.Marks[i], entry);
        Unmark(OutboxRules.AddressMark(entry.Delivery), entry);
        for (var i = 0; i < entry.Places.Count; i++)
            Pots.Free(entry.Places[i].Bucket, entry);
        entry.Sent = false;
        if (!_standBys.Remove(entry.Delivery.Id, out var waiting))
            return 0;
        var stopped = 0;
        foreach (var standBy in InOrder(waiting))
        {
            if (!OutboxRules.StandBysEndToo(entry.Delivery.State))
            {
                Wake(standBy, entry.Delivery.ChangedAt);
                continue;
            }

            Put(standBy, OutboxRules.Stop(standBy.Delivery, entry.Delivery.State, entry.Delivery.ChangedAt));
            stopped += 1 + Release(standBy);
        }

        return stopped;
    }

    private void WakeLeftBehind(OutboxEntry entry)
    {
        if (!_standBys.TryGetValue(entry.Delivery.Id, out var waiting))
            return;
        var covered = OutboxRules.AddressMark(entry.Delivery);
        foreach (var standBy in InOrder(waiting))
        {
            if (OutboxRules.AddressMark(standBy.Delivery) != covered)
                Wake(standBy, entry.Delivery.ChangedAt);
        }
    }

    private void Wake(OutboxEntry standBy, Instant now)
    {
        var mark = OutboxRules.AddressMark(standBy.Delivery);
        if (_marks.TryGetValue(mark, out var holder) && holder != standBy)
        {
            Put(standBy, OutboxRules.WaitFor(standBy.Delivery, holder.Delivery.Id, now));
            return;
        }

        _marks[mark] = standBy;
        Put(standBy, OutboxRules.Wake(standBy.Delivery, now));
    }

    private void Unmark(OnceKey key, OutboxEntry entry)
    {
        if (_marks.TryGetValue(key, out var holder) && holder == entry)
            _marks.Remove(key);
    }

    private bool HasRoom(OutboxEntry entry, Delivery next)
    {
        for (var i = 0; i < entry.Places.Count; i++)
        {
            var place = entry.Places[i];
            var before = Pots.Find(place.Bucket, entry) ?? place.At;
            if (OutboxRules.PlaceOf(next, before) is { } at && at != before && !Pots.HasRoom(place, at, entry))
                return false;
        }

        return true;
    }

    private void MovePlaces(OutboxEntry entry, Delivery next)
    {
        for (var i = 0; i < entry.Places.Count; i++)
        {
            var bucket = entry.Places[i].Bucket;
            var before = Pots.Find(bucket, entry) ?? entry.Places[i].At;
            if (OutboxRules.PlaceOf(next, before) is not { } at || at == before)
                continue;
            Pots.Free(bucket, entry);
            Pots.Take(bucket, at, entry);
        }
    }

    /// <summary>By id, so that the same events wake the same people; a copy, because waking changes the list.</summary>
    private static OutboxEntry[] InOrder(List<OutboxEntry> waiting)
    {
        OutboxEntry[] copy = [.. waiting];
        Array.Sort(copy, static (a, b) => string.CompareOrdinal(a.Delivery.Id.Value, b.Delivery.Id.Value));
        return copy;
    }
}
