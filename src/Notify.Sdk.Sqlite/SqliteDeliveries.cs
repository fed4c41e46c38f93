using Microsoft.Data.Sqlite;
using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Sqlite;

/// <summary>A delivery as it lies in the file.</summary>
/// <param name="No">Its number in the file.</param>
/// <param name="Stored">The delivery. Marks and places are read when they are looked at, in the transaction that found it.</param>
internal sealed record SqliteRow(long No, StoredDelivery Stored);

/// <summary>Rows of deliveries. The columns carry what changes often; the body is written anew only when the rest changes.</summary>
internal static class SqliteDeliveries
{
    private const int MadeReadyAtOnce = 5_000;

    private const string Select =
        """
        SELECT d.no, d.sent, d.state, d.due, d.epoch, d.lease_until, d.changed_at, d.waits_for, d.body, d.marks, d.places
        FROM deliveries d
        """;

    public static SqliteRow? Find(SqliteSession session, DeliveryId id) =>
        session.First($"{Select} WHERE d.id = ?1", r => Read(session, r), id.Value);

    public static SqliteRow? FindByProviderId(SqliteSession session, string provider, string providerId) => session.First(
        $"{Select} WHERE d.no = (SELECT delivery FROM provider_ids WHERE provider = ?1 AND provider_id = ?2)", r =>
            Read(session, r), provider, providerId);

    public static List<SqliteRow> Find(SqliteSession session, DeliveryQuery query, Instant now)
    {
        List<SqliteRow> found = [];
        foreach (var state in query.States)
        {
            found.AddRange(session.All(
                $"""
                {Select} WHERE d.state = ?1 AND d.id > ?2 AND d.due <= ?3 AND (?4 IS NULL OR d.line = (SELECT no FROM lines WHERE key = ?4))
                ORDER BY d.id LIMIT ?5
                """,
                r => Read(session, r), (int)state, query.After?.Value ?? "", query.DueBy(now) is { } due ? SqliteText.Of(due) : "~",
                    query.NotificationKey, query.Limit));
        }

        found.Sort(static (one, other) => string.CompareOrdinal(one.Stored.Delivery.Id.Value, other.Stored.Delivery.Id.Value));
        return found.Count > query.Limit ? found[..query.Limit] : found;
    }

    public static List<SqliteRow> StandBys(SqliteSession session, DeliveryId awaited) =>
        session.All($"{Select} WHERE d.state = 2 AND d.waits_for = ?1 ORDER BY d.id", r => Read(session, r), awaited.Value);

    /// <summary>The numbers of a key's deliveries that can still be stopped; the rows are read one by one, for there may be many.</summary>
    public static List<long> Unsent(SqliteSession session, long line) =>
        session.All("SELECT no FROM deliveries WHERE line = ?1 AND state IN (0, 1, 2, 3, 13)", static r => r.GetInt64(0), line);

    public static SqliteRow Get(SqliteSession session, long no) => session.First($"{Select} WHERE d.no = ?1", r => Read(session, r), no)!;

    /// <summary>
    /// What may be claimed, in the order of hand-overs. What has become due is made ready first, some thousands at a time, so that
    /// the order is read from an index however much is due, and never from the whole of what waits.
    /// </summary>
    public static List<SqliteRow> Due(SqliteSession session, ClaimRequest request)
    {
        var now = SqliteText.Of(request.Now);
        session.Execute(
            """
            UPDATE deliveries SET ready = 1
            WHERE no IN (SELECT no FROM deliveries WHERE state IN (0, 1) AND ready = 0 AND due <= ?1 ORDER BY due LIMIT ?2)
            """,
            now, MadeReadyAtOnce);
        return session.All(
            $"""
            {Select} WHERE d.no IN (
                SELECT no FROM (
                    SELECT * FROM (
                        SELECT no, priority, first_due, id FROM deliveries
                        WHERE state IN (0, 1) AND ready = 1 AND due <= ?1 ORDER BY priority DESC, first_due, id LIMIT ?2)
                    UNION ALL
                    SELECT no, priority, first_due, id FROM deliveries WHERE state IN (3, 4) AND lease_until <= ?1)
                ORDER BY priority DESC, first_due, id LIMIT ?2)
            ORDER BY d.priority DESC, d.first_due, d.id
            """,
            r => Read(session, r), now, request.Limit);
    }

    public static long NextNo(SqliteSession session) => (long)session.Scalar("SELECT coalesce(max(no), 0) + 1 FROM deliveries")!;

    public static void Insert(SqliteSession session, long no, long line, StoredDelivery stored)
    {
        var delivery = stored.Delivery;
        session.Execute(
            """
            INSERT INTO deliveries (no, id, line, revision, state, due, epoch, lease_until, changed_at, sent, waits_for, ready, body, first_due, priority, marks, places)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
            """,
            no, delivery.Id.Value, line, delivery.Revision, (int)delivery.State, SqliteText.Of(delivery.Due), delivery.Epoch,
            SqliteText.Of(delivery.LeaseUntil), SqliteText.Of(delivery.ChangedAt), stored.Sent, delivery.WaitsFor?.Value, IsReady(delivery),
            OutboxJson.Write(delivery), SqliteText.Of(delivery.FirstDue), (int)delivery.Priority, OutboxJson.Write(stored.Accounts),
                PlacesOf(stored));
        KnowProviderId(session, no, delivery);
    }

    /// <summary>Writes what differs from what was loaded.</summary>
    public static void Update(SqliteSession session, long no, StoredDelivery before, StoredDelivery after)
    {
        var delivery = after.Delivery;
        session.Execute(
            """
            UPDATE deliveries SET state = ?2, due = ?3, epoch = ?4, lease_until = ?5, changed_at = ?6, sent = ?7, waits_for = ?8, ready = ?9
            WHERE no = ?1
            """,
            no, (int)delivery.State, SqliteText.Of(delivery.Due), delivery.Epoch, SqliteText.Of(delivery.LeaseUntil),
            SqliteText.Of(delivery.ChangedAt), after.Sent, delivery.WaitsFor?.Value, IsReady(delivery));
        if (WithColumnsOf(before.Delivery, delivery) != delivery)
        {
            session.Execute(
                "UPDATE deliveries SET body = ?2, first_due = ?3, priority = ?4 WHERE no = ?1",
                no, OutboxJson.Write(delivery), SqliteText.Of(delivery.FirstDue), (int)delivery.Priority);
            KnowProviderId(session, no, delivery);
        }

        if (before.Accounts != after.Accounts || before.Places != after.Places)
            session.Execute("UPDATE deliveries SET marks = ?2, places = ?3 WHERE no = ?1", no, OutboxJson.Write(after.Accounts),
                PlacesOf(after));
    }

    /// <summary>What leaves at once is ready when it is written; the rest is made ready by the claim that finds it due.</summary>
    private static bool IsReady(Delivery delivery) => OutboxRules.BecomesDue(delivery.State) && delivery.Due <= delivery.ChangedAt;

    private static byte[]? PlacesOf(StoredDelivery stored) => stored.Places.Count == 0 ? null : OutboxJson.Write(stored.Places);

    private static void KnowProviderId(SqliteSession session, long no, Delivery delivery)
    {
        if (delivery is not { Provider: { } provider, ProviderId: { } providerId })
            return;
        session.Execute(
            "INSERT INTO provider_ids (provider, provider_id, delivery) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET delivery = "
                + "excluded.delivery",
            provider, providerId, no);
    }

    /// <summary>A version with the columns of another: the same as that one when only columns differ.</summary>
    private static Delivery WithColumnsOf(Delivery version, Delivery other) => version with
    {
        State = other.State,
        Due = other.Due,
        Epoch = other.Epoch,
        LeaseUntil = other.LeaseUntil,
        ChangedAt = other.ChangedAt,
        WaitsFor = other.WaitsFor,
    };

    private static SqliteRow Read(SqliteSession session, SqliteDataReader row)
    {
        var delivery = OutboxJson.ReadDelivery(row.GetFieldValue<byte[]>(8)) with
        {
            State = (DeliveryState)row.GetInt32(2),
            Due = SqliteText.Instant(row.GetString(3)),
            Epoch = row.GetInt64(4),
            LeaseUntil = SqliteText.Instant(row.GetString(5)),
            ChangedAt = SqliteText.Instant(row.GetString(6)),
            WaitsFor = row.IsDBNull(7) ? null : new DeliveryId(row.GetString(7)),
        };
        var (no, marks) = (row.GetInt64(0), row.GetFieldValue<byte[]>(9));
        SqliteLater<OnceKey> accounts = new(() => OutboxJson.ReadMarks(marks));
        if (row.IsDBNull(10))
            return new(no, new(delivery, accounts, []) { Sent = row.GetBoolean(1) });
        var body = row.GetFieldValue<byte[]>(10);
        SqliteLater<CapPlace> places = new(() => OutboxJson.ReadPlaces(body));
        return new(no, new(delivery, accounts, places)
        {
            Sent = row.GetBoolean(1),
            Taken = new SqliteLater<TakenPlace>(() => SqlitePlaces.Taken(session, places, no)),
        });
    }
}

/// <summary>
/// A list that is read when it is first looked at: most of what happens to a delivery touches neither its marks nor its places.
/// </summary>
internal sealed class SqliteLater<T>(Func<IReadOnlyList<T>> read) : IReadOnlyList<T>
{
    private IReadOnlyList<T>? _items;

    public int Count => Items.Count;

    public T this[int index] => Items[index];

    private IReadOnlyList<T> Items => _items ??= read();

    public IEnumerator<T> GetEnumerator() => Items.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
