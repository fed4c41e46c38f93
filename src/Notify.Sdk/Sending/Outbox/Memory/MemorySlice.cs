using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>
/// What the in-memory outbox holds, and the ways to find it: by id, key, mark, provider's id, due instant, and by whom it stands by
/// for. Decides nothing. Not thread-safe.
/// </summary>
internal sealed class MemorySlice : IOutboxSlice, IOutboxView
{
    private readonly Dictionary<DeliveryId, MemoryEntry> _entries = [];
    private readonly Dictionary<string, MemoryLine> _lines = [];
    private readonly Dictionary<OnceKey, MemoryEntry> _marks = [];
    private readonly Dictionary<DeliveryId, List<MemoryEntry>> _standBys = [];
    private readonly Dictionary<(string Provider, string Id), MemoryEntry> _providerIds = [];
    private readonly int[] _byState = new int[Enum.GetValues<DeliveryState>().Length];
    private readonly MemoryQueue _queue = new();
    private readonly MemorySlots _slots = new();
    private readonly MemoryTraces _traces = new();
    private readonly byte[] _traceKey = RandomNumberGenerator.GetBytes(16);

    public StoredNotification Notification(string key) => _lines.GetValueOrDefault(key)?.Stored ?? new(key);

    public void Save(StoredNotification notification) => Line(notification.Key).Stored = notification;

    public void Save(NotificationRecord record)
    {
        var line = Line(record.Notification.Key);
        var known = line.Revisions.GetValueOrDefault(record.Notification.Revision);
        line.Revisions[record.Notification.Revision] = known is null ? record : record with { RegisteredAt = known.RegisteredAt };
        if (record.Notification.Revision == line.Stored.Revision)
            line.Stored = line.Stored with { IsContentErased = record.IsContentErased };
    }

    public IReadOnlyList<NotificationRecord> Records(string key) => _lines.TryGetValue(key, out var line) ? [.. line.Revisions.Values] : [];

    public bool IsOfNobody(string key) => !_lines.TryGetValue(key, out var line) || line.Entries.TrueForAll(e => e.Delivery.IsErased);

    public bool IsCancelled(string key, AccountRef account) => _lines.GetValueOrDefault(key)?.CancelledAccounts.Contains(account) == true;

    public void Cancel(string key, AccountRef account)
    {
        var line = Line(key);
        line.CancelledAccounts.Add(account);
        line.Stored = line.Stored with { HasCancelledAccounts = true };
    }

    public void Decide(string key, IReadOnlyList<AccountOutcome> outcomes)
    {
        var decided = Line(key).Outcomes;
        for (var i = 0; i < outcomes.Count; i++)
            decided[outcomes[i].Account] = outcomes[i];
    }

    public StoredDelivery? Find(DeliveryId id) => _entries.GetValueOrDefault(id)?.Stored;

    public DeliveryId? Holder(OnceKey mark) => _marks.TryGetValue(mark, out var holder) ? holder.Delivery.Id : null;

    public IReadOnlyList<StoredDelivery> StandBys(DeliveryId awaited) =>
        _standBys.TryGetValue(awaited, out var waiting)
            ? [.. waiting.Select(w => w.Stored).OrderBy(s => s.Delivery.Id.Value, StringComparer.Ordinal)]
            : [];

    public IEnumerable<StoredDelivery> Unsent(string key)
    {
        if (!_lines.TryGetValue(key, out var line))
            yield break;
        for (var i = 0; i < line.Entries.Count; i++)
        {
            if (OutboxRules.CanBeStopped(line.Entries[i].Delivery.State))
                yield return line.Entries[i].Stored;
        }
    }

    public IReadOnlyList<StoredDelivery> Due(LeaseRequest request)
    {
        List<StoredDelivery> due = [];
        List<MemoryEntry> left = [];
        while (due.Count < request.Limit && _queue.Take(request.Now) is { } entry)
        {
            if (request.Except.Contains(entry.Delivery.Route.Channel))
                left.Add(entry);
            else
                due.Add(entry.Stored);
        }

        foreach (var entry in left)
            _queue.Put(entry);
        return due;
    }

    public IReadOnlyList<CapUse> Others(CapBucket bucket, Instant after, DeliveryId self) =>
        _slots.Others(bucket, after, _entries.GetValueOrDefault(self));

    public IReadOnlyList<StandingTrace> Traces(string content, IReadOnlyCollection<ulong> places) => _traces.Find(content, places);

    public void Save(StoredDelivery? before, StoredDelivery after)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, after.Delivery.Id, out _);
        if (entry is null)
        {
            entry = new(after);
            Line(after.Delivery.NotificationKey).Entries.Add(entry);
        }
        else
        {
            LeaveState(entry);
        }

        SaveMarks(before, after, entry);
        _slots.Move(before?.Taken ?? [], after.Taken, entry);
        entry.Stored = after;
        TakeState(entry);
        if (after.Delivery.EndedUnsent)
            Forget(after.Delivery.Id);
    }

    public void Know(DeliveryId delivery, PersonTraces traces)
    {
        var entry = _entries[delivery];
        entry.Traces = entry.Traces.Count == 0 ? [traces] : [.. entry.Traces, traces];
        _traces.Add(entry, traces);
    }

    public void Forget(DeliveryId delivery)
    {
        var entry = _entries[delivery];
        for (var i = 0; i < entry.Traces.Count; i++)
            _traces.Remove(entry, entry.Traces[i]);
        entry.Traces = [];
    }

    public IReadOnlyCollection<string> Forget(string? key, AccountRef account)
    {
        List<string> decided = [];
        foreach (var line in _lines.Values.Where(l => key is null || l.Stored.Key == key))
        {
            if (line.Outcomes.Remove(account))
                decided.Add(line.Stored.Key);
            if (line.CancelledAccounts.Remove(account))
                line.Stored = line.Stored with { HasCancelledAccounts = line.CancelledAccounts.Count > 0 };
        }

        return decided;
    }

    public void Forget(string key)
    {
        if (_lines.TryGetValue(key, out var line) && line.Entries.Count == 0)
            _lines.Remove(key);
    }

    public DeliveryPage Find(ErasureScope scope, DeliveryId? after) => new(
        [.. _entries.Values.Select(e => e.Delivery)
            .Where(d => scope.Concerns(d) && (after is not { } last || string.CompareOrdinal(d.Id.Value, last.Value) > 0))
            .OrderBy(d => d.Id.Value, StringComparer.Ordinal)],
        Next: null);

    public NotificationRecord? Notification(string key, int? revision) => _lines.GetValueOrDefault(key)?.Record(revision);

    public IReadOnlyList<AccountRef> Cancelled(string key, IReadOnlyCollection<AccountRef> accounts) =>
        _lines.TryGetValue(key, out var line) && line.CancelledAccounts.Count > 0
            ? [.. accounts.Where(line.CancelledAccounts.Contains)] : [];

    public Delivery? Delivery(DeliveryId id) => _entries.GetValueOrDefault(id)?.Delivery;

    public IReadOnlyList<Delivery> Find(DeliveryQuery query, Instant now)
    {
        var (states, dueBy) = (query.States, query.DueBy(now));
        IEnumerable<MemoryEntry> entries = query.NotificationKey is not { } key ? _entries.Values : _lines.TryGetValue(key, out var line)
            ? line.Entries : [];
        return
        [
            .. entries.Select(e => e.Delivery)
                .Where(d => states.Contains(d.State) && !(d.Due > dueBy)
                    && (query.After is not { } after || string.CompareOrdinal(d.Id.Value, after.Value) > 0))
                .OrderBy(d => d.Id.Value, StringComparer.Ordinal)
                .Take(query.Limit),
        ];
    }

    public Delivery? Delivery(string provider, string providerId) => _providerIds.GetValueOrDefault((provider, providerId))?.Delivery;

    public AccountOutcome? Outcome(string key, AccountRef account) => _lines.GetValueOrDefault(key)?.Outcomes.GetValueOrDefault(account);

    public IReadOnlyList<KeyValuePair<string, AccountOutcome>> Outcomes(AccountRef account) =>
    [
        .. _lines.Where(l => l.Value.Outcomes.ContainsKey(account))
            .Select(l => KeyValuePair.Create(l.Key, l.Value.Outcomes[account])).OrderBy(o => o.Key, StringComparer.Ordinal),
    ];

    public DeliveryCounts Status(string? key)
    {
        if (key is not null)
            return _lines.TryGetValue(key, out var line) ? line.Status() : new(new Dictionary<DeliveryState, int>(), null);
        Dictionary<DeliveryState, int> byState = [];
        for (var i = 0; i < _byState.Length; i++)
        {
            if (_byState[i] > 0)
                byState[(DeliveryState)i] = _byState[i];
        }

        return new(byState, _queue.NextDue());
    }

    public IReadOnlyList<OnceMark> Marks(IReadOnlyCollection<OnceKey> keys)
    {
        if (_marks.Count == 0)
            return [];
        List<OnceMark> found = [];
        foreach (var key in keys)
        {
            if (_marks.TryGetValue(key, out var entry))
                found.Add(new(key, entry.Delivery.Id, entry.Stored.Standing));
        }

        return found;
    }

    public IReadOnlyList<CapUse> Uses(IReadOnlyCollection<CapBucket> buckets, Instant since)
    {
        List<CapUse> found = [];
        foreach (var bucket in buckets)
            _slots.Collect(bucket, since, found);
        return found;
    }

    public ReadOnlyMemory<byte> TraceKey() => _traceKey;

    private MemoryLine Line(string key) => CollectionsMarshal.GetValueRefOrAddDefault(_lines, key, out _) ??= new(key);

    private void SaveMarks(StoredDelivery? before, StoredDelivery after, MemoryEntry entry)
    {
        if (after.HoldsMarksOf(before))
            return;
        foreach (var mark in before?.Marks ?? [])
            _marks.Remove(mark);
        if (after.Delivery.EndedUnsent)
            return;
        if (after.Address is { } address)
            _marks[address] = entry;
        for (var i = 0; i < after.Accounts.Count; i++)
            _marks[after.Accounts[i]] = entry;
    }

    private void LeaveState(MemoryEntry entry)
    {
        _byState[(int)entry.Delivery.State]--;
        if (OutboxRules.Awaited(entry.Delivery) is not { } awaited || !_standBys.TryGetValue(awaited, out var waiting))
            return;
        waiting.Remove(entry);
        if (waiting.Count == 0)
            _standBys.Remove(awaited);
    }

    private void TakeState(MemoryEntry entry)
    {
        var delivery = entry.Delivery;
        _byState[(int)delivery.State]++;
        if (OutboxRules.Awaited(delivery) is { } awaited)
            (CollectionsMarshal.GetValueRefOrAddDefault(_standBys, awaited, out _) ??= []).Add(entry);
        if (delivery is { Provider: { } provider, ProviderId: { } id })
            _providerIds[(provider, id)] = entry;
        _queue.Put(entry);
    }
}
