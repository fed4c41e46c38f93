using Microsoft.Data.Sqlite;
using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Sqlite;

/// <summary>A delivery as it lies in the file.</summary>
/// <param name="No">Its number in the file.</param>
/// <param name="Line">The number of its notification key.</param>
/// <param name="Delivery">The latest version.</param>
/// <param name="Sent">Whether its marks are sent ones.</param>
/// <param name="HasPlaces">Whether it takes places under caps.</param>
internal sealed record SqliteRow(long No, long Line, Delivery Delivery, bool Sent, bool HasPlaces);

/// <summary>Rows of deliveries. The columns carry what changes often; the body is written anew only when a worker changes the rest.</summary>
internal static class SqliteDeliveries
{
    private const int MadeReadyAtOnce = 5_000;

    private const string Select =
        """
        SELECT d.no, d.line, d.sent, d.places IS NOT NULL, d.state, d.due, d.epoch, d.lease_until, d.changed_at, d.waits_for, d.body
        FROM deliveries d
        """;

    public static SqliteRow? Find(SqliteSession session, DeliveryId id) =>
        session.First($"{Select} WHERE d.id = ?1", Read, id.Value);

    public static SqliteRow? FindByProviderId(SqliteSession session, string provider, string providerId) => session.First(
        $"{Select} WHERE d.no = (SELECT delivery FROM provider_ids WHERE provider = ?1 AND provider_id = ?2)", Read, provider, providerId);

    public static List<SqliteRow> StandBys(SqliteSession session, DeliveryId awaited) =>
        session.All($"{Select} WHERE d.state = 2 AND d.waits_for = ?1 ORDER BY d.id", Read, awaited.Value);

    /// <summary>The numbers of a key's deliveries that can still be stopped; the rows are read one by one, for there may be many.</summary>
    public static List<long> Stoppable(SqliteSession session, SqliteLine line) =>
        session.All("SELECT no FROM deliveries WHERE line = ?1 AND state IN (0, 1, 2, 3, 13)", static r => r.GetInt64(0), line.No);

    /// <summary>What has not begun to be sent waits with its notification, as <see cref="OutboxRules.Await"/> says; the bodies stay as they are.</summary>
    public static void Await(SqliteSession session, SqliteLine line, Instant now) => session.Execute(
        "UPDATE deliveries SET state = 13, epoch = epoch + 1, changed_at = ?2 WHERE line = ?1 AND state IN (0, 1, 3)",
        line.No, SqliteText.Of(now));

    /// <summary>What waited is due when it was to be due, as <see cref="OutboxRules.Release"/> says. Returns how many.</summary>
    public static int Release(SqliteSession session, SqliteLine line, Instant now) => session.Execute(
        "UPDATE deliveries SET state = CASE WHEN due > ?2 THEN 1 ELSE 0 END, epoch = epoch + 1, changed_at = ?2 WHERE line = ?1 AND state = 13",
        line.No, SqliteText.Of(now));

    public static SqliteRow Get(SqliteSession session, long no) => session.First($"{Select} WHERE d.no = ?1", Read, no)!;

    /// <summary>
    /// What may be claimed, in the order of hand-overs. What has become due is made ready first, some thousands at a time, so that
    /// the order is read from an index however much is due, and never from the whole of what waits.
    /// </summary>
    public static List<SqliteRow> Claimable(SqliteSession session, ClaimRequest request)
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
            Read, now, request.Limit);
    }

    /// <summary>The number and state of a delivery, or null.</summary>
    public static (long No, DeliveryState State, long Epoch)? Peek(SqliteSession session, DeliveryId id) => session.First<(long, DeliveryState, long)?>(
        "SELECT no, state, epoch FROM deliveries WHERE id = ?1",
        static r => (r.GetInt64(0), (DeliveryState)r.GetInt32(1), r.GetInt64(2)),
        id.Value);

    public static long NextNo(SqliteSession session) => (long)session.Scalar("SELECT coalesce(max(no), 0) + 1 FROM deliveries")!;

    /// <summary>Writes a delivery for the first time, or anew under the number that it has.</summary>
    public static void Insert(SqliteSession session, long no, long line, Delivery delivery, PlannedDelivery planned)
    {
        session.Execute(
            """
            INSERT OR REPLACE INTO deliveries (no, id, line, revision, state, due, epoch, lease_until, changed_at, sent, waits_for, body, marks, places, first_due, priority, ready)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
            """,
            no, delivery.Id.Value, line, delivery.Revision, (int)delivery.State, SqliteText.Of(delivery.Due), delivery.Epoch,
            SqliteText.Of(delivery.LeaseUntil), SqliteText.Of(delivery.ChangedAt), delivery.WaitsFor?.Value, OutboxJson.Write(delivery),
            OutboxJson.Write(planned.Marks), PlacesOf(planned.Places), SqliteText.Of(delivery.FirstDue), (int)delivery.Priority, IsReady(delivery));
        KnowProviderId(session, no, delivery);
    }

    public static void Save(SqliteSession session, SqliteRow row)
    {
        var delivery = row.Delivery;
        session.Execute(
            """
            UPDATE deliveries SET state = ?2, due = ?3, epoch = ?4, lease_until = ?5, changed_at = ?6, sent = ?7, waits_for = ?8, body = ?9, ready = ?10
            WHERE no = ?1
            """,
            row.No, (int)delivery.State, SqliteText.Of(delivery.Due), delivery.Epoch, SqliteText.Of(delivery.LeaseUntil),
            SqliteText.Of(delivery.ChangedAt), row.Sent, delivery.WaitsFor?.Value, OutboxJson.Write(delivery), IsReady(delivery));
        KnowProviderId(session, row.No, delivery);
    }

    /// <summary>Writes a version anew with the marks and places that it holds.</summary>
    public static void SaveAnew(SqliteSession session, SqliteRow row, IReadOnlyList<OnceKey> marks, IReadOnlyList<CapPlace> places)
    {
        Save(session, row);
        session.Execute("UPDATE deliveries SET marks = ?2, places = ?3 WHERE no = ?1", row.No, OutboxJson.Write(marks), places.Count == 0 ? null : OutboxJson.Write(places));
    }

    /// <summary>Writes a claim, which leaves the body as it is.</summary>
    public static void SaveClaim(SqliteSession session, long no, Delivery claimed) => session.Execute(
        "UPDATE deliveries SET state = ?2, epoch = ?3, lease_until = ?4, changed_at = ?5 WHERE no = ?1",
        no, (int)claimed.State, claimed.Epoch, SqliteText.Of(claimed.LeaseUntil), SqliteText.Of(claimed.ChangedAt));

    /// <summary>Writes the places that a delivery takes from now on, where they differ from those that it was added with.</summary>
    public static void SavePlaces(SqliteSession session, long no, IReadOnlyList<CapPlace> places) =>
        session.Execute("UPDATE deliveries SET places = ?2 WHERE no = ?1 AND places IS NOT ?2", no, PlacesOf(places));

    private static byte[]? PlacesOf(IReadOnlyList<CapPlace> places) => places.Count == 0 ? null : OutboxJson.Write(places);

    /// <summary>What leaves at once is ready when it is written; the rest is made ready by the claim that finds it due.</summary>
    private static bool IsReady(Delivery delivery) => delivery.State is DeliveryState.Planned or DeliveryState.Held && delivery.Due <= delivery.ChangedAt;

    private static void KnowProviderId(SqliteSession session, long no, Delivery delivery)
    {
        if (delivery is not { Provider: { } provider, ProviderId: { } providerId })
            return;
        session.Execute(
            "INSERT INTO provider_ids (provider, provider_id, delivery) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET delivery = excluded.delivery",
            provider, providerId, no);
    }

    private static SqliteRow Read(SqliteDataReader row)
    {
        var delivery = OutboxJson.ReadDelivery(row.GetFieldValue<byte[]>(10)) with
        {
            State = (DeliveryState)row.GetInt32(4),
            Due = SqliteText.Instant(row.GetString(5)),
            Epoch = row.GetInt64(6),
            LeaseUntil = SqliteText.Instant(row.GetString(7)),
            ChangedAt = SqliteText.Instant(row.GetString(8)),
            WaitsFor = row.IsDBNull(9) ? null : new DeliveryId(row.GetString(9)),
        };
        return new(row.GetInt64(0), row.GetInt64(1), delivery, row.GetBoolean(2), row.GetBoolean(3));
    }
}
