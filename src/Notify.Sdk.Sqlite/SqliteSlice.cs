using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>One transaction of the file as the outbox sees it. Loads and saves; decides nothing. Every change is written at once.</summary>
internal sealed class SqliteSlice(SqliteSession session, CancellationToken cancellationToken = default) : IOutboxSlice
{
    private readonly Dictionary<string, StoredNotification> _notifications = [];
    private readonly Dictionary<DeliveryId, long> _numbers = [];
    private readonly Dictionary<string, long> _lines = [];
    private readonly SqliteCounts _counts = new();
    private HashSet<DeliveryId>? _damaged;
    private long _nextNo;

    public StoredNotification Notification(string key)
    {
        if (!_notifications.TryGetValue(key, out var notification))
            _notifications.Add(key, notification = SqliteLines.Find(session, key));
        return notification;
    }

    public void Save(StoredNotification notification)
    {
        SqliteLines.Save(session, Line(notification.Key), notification);
        _notifications[notification.Key] = notification;
    }

    public void Save(NotificationRecord record)
    {
        SqliteLines.Save(session, Line(record.Notification.Key), record);
        _notifications.Remove(record.Notification.Key);
    }

    public IReadOnlyList<NotificationRecord> Records(string key) => SqliteLines.All(session, key);

    public bool IsOfNobody(string key)
    {
        _counts.Write(session);
        return SqliteCounts.AreErased(session, key);
    }

    public bool IsCancelled(string key, AccountRef account) => SqliteLines.IsCancelled(session, key, account);

    public void Cancel(string key, AccountRef account)
    {
        SqliteLines.Cancel(session, Line(key), account);
        _notifications[key] = Notification(key) with { HasCancelledAccounts = true };
    }

    public void Decide(string key, IReadOnlyList<AccountOutcome> outcomes) => SqliteLines.Decide(session, key, outcomes);

    public StoredDelivery? Find(DeliveryId id)
    {
        try
        {
            return Known(session.Recent.Find(session, id) ?? SqliteDeliveries.Find(session, id));
        }
        catch (InvalidDataException)
        {
            (_damaged ??= []).Add(id);
            return null;
        }
    }

    public bool IsDamaged(DeliveryId id) => _damaged?.Contains(id) == true;

    public DeliveryId? Holder(OnceKey mark) => SqliteMarks.Holder(session, mark);

    public IReadOnlyList<StoredDelivery> StandBys(DeliveryId awaited) => Known(SqliteDeliveries.StandBys(session, awaited));

    public IEnumerable<StoredDelivery> Unsent(string key)
    {
        foreach (var id in SqliteDeliveries.UnsentOf(session, Line(key)))
        {
            if (Find(id) is { } stored && OutboxRules.CanBeStopped(stored.Delivery.State))
                yield return stored;
        }
    }

    public IReadOnlyList<StoredDelivery> Due(LeaseRequest request) =>
        Known(SqliteDeliveries.Due(session, request));

    public IReadOnlyList<CapUse> Others(CapBucket bucket, Instant after, DeliveryId self) =>
        SqliteSlots.Others(session, bucket, after, _numbers.GetValueOrDefault(self, -1));

    public IReadOnlyList<StandingTrace> Traces(string content, IReadOnlyCollection<ulong> places) =>
        SqliteTraces.Find(session, content, places);

    public void Save(StoredDelivery? before, StoredDelivery after)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long no;
        ArraySegment<byte> body;
        var line = Line(after.Delivery.NotificationKey);
        _counts.Move(line, before?.Delivery.State, after.Delivery.State);
        if (before is null)
        {
            no = _nextNo = _nextNo == 0 ? SqliteDeliveries.NextNo(session) : _nextNo + 1;
            _numbers.Add(after.Delivery.Id, no);
            body = SqliteDeliveries.Insert(session, no, line, after);
        }
        else
        {
            no = _numbers[after.Delivery.Id];
            body = SqliteDeliveries.Update(session, no, before, after);
            _counts.Erase(line, before.Delivery, after.Delivery);
            if (before.Delivery.EndedUnsent && (!after.Delivery.EndedUnsent || after.Delivery.IsErased))
                SqliteTraces.Remove(session, no);
        }

        session.Recent.Saved(new(no, after), body); // before anything else is written as a row
        SqliteMarks.Move(session, before, after, no);
        SqliteSlots.Move(session, before?.Taken ?? [], after.Taken, no);
    }

    /// <summary>Writes what is written once for all that was saved. The last call of the transaction.</summary>
    public void End() => _counts.Write(session);

    public void Know(DeliveryId delivery, PersonTraces traces) => SqliteTraces.Add(session, traces, _numbers[delivery]);

    public void Forget(DeliveryId delivery) => SqliteTraces.Remove(session, _numbers[delivery]);

    public IReadOnlyCollection<string> Forget(string? key, AccountRef account)
    {
        _notifications.Clear();
        return SqliteErasure.Forget(session, key, account);
    }

    public void Forget(string key)
    {
        _counts.Write(session); // by which it is known whether a key has deliveries
        SqliteErasure.Forget(session, key);
        _notifications.Remove(key);
        _lines.Remove(key);
    }

    private StoredDelivery? Known(SqliteDelivery? row)
    {
        if (row is not { } found)
            return null;
        _numbers[found.Stored.Delivery.Id] = found.No;
        return found.Stored;
    }

    private List<StoredDelivery> Known(List<SqliteDelivery> rows) => rows.ConvertAll(row => Known(row)!);

    private long Line(string key)
    {
        if (!_lines.TryGetValue(key, out var line))
            _lines.Add(key, line = SqliteLines.Open(session, key));
        return line;
    }
}

/// <summary>What the outbox is asked, from one state of the file.</summary>
internal sealed class SqliteView(SqliteSession session) : IOutboxView
{
    public NotificationRecord? Notification(string key, int? revision) => SqliteLines.Find(session, key, revision);

    public IReadOnlyList<AccountRef> Cancelled(string key, IReadOnlyCollection<AccountRef> accounts) =>
        SqliteLines.Find(session, key).HasCancelledAccounts ? [.. accounts.Where(a => SqliteLines.IsCancelled(session, key, a))] : [];

    public Delivery? Delivery(DeliveryId id) => SqliteDeliveries.Find(session, id)?.Stored.Delivery;

    public IReadOnlyList<Delivery> Find(DeliveryQuery query, Instant now) =>
        SqliteDeliveries.Find(session, query, now).ConvertAll(static row => row.Stored.Delivery);

    public DeliveryPage Find(ErasureScope scope, DeliveryId? after) => SqliteErasure.Find(session, scope, after);

    public Delivery? Delivery(string provider, string providerId) =>
        SqliteProviderIds.Find(session, provider, providerId)?.Stored.Delivery;

    public AccountOutcome? Outcome(string key, AccountRef account) => SqliteLines.Outcome(session, key, account);

    public IReadOnlyList<KeyValuePair<string, AccountOutcome>> Outcomes(AccountRef account) => SqliteErasure.Outcomes(session, account);

    public DeliveryCounts Status(string? key) => SqliteLines.Status(session, key);

    public IReadOnlyList<OnceMark> Marks(IReadOnlyCollection<OnceKey> keys) => SqliteMarks.Find(session, keys);

    public IReadOnlyList<CapUse> Uses(IReadOnlyCollection<CapBucket> buckets, Instant since) => SqliteSlots.Find(session, buckets, since);

    public IReadOnlyList<StandingTrace> Traces(string content, IReadOnlyCollection<ulong> places) =>
        SqliteTraces.Find(session, content, places);

    public ReadOnlyMemory<byte> TraceKey() => session.Key;
}
