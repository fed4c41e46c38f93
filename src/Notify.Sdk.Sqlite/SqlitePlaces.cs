using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Sqlite;

/// <summary>Places under frequency caps.</summary>
internal static class SqlitePlaces
{
    /// <summary>Takes all places of the delivery at its beginning, or none.</summary>
    public static bool TryTake(SqliteSession session, PlannedDelivery planned, long delivery)
    {
        var taken = planned.Places.Where(p => PlaceRules.Takes(planned.Delivery, p)).ToList();
        if (!taken.TrueForAll(p => HasRoom(session, p, p.At, delivery)))
            return false;
        foreach (var place in taken)
            Take(session, place, place.At, delivery);
        return true;
    }

    /// <summary>Moves the places of a delivery to where its next version counts; false, and nothing is moved, when it is about to be sent and a cap has no room.</summary>
    public static bool TryMove(SqliteSession session, SqliteRow row, Delivery next)
    {
        if (!row.HasPlaces || next.EndedUnsent)
            return true;
        var places = Of(session, row.No);
        if (next.State == DeliveryState.Sending && !places.All(p => !PlaceRules.Takes(next, p) || HasRoom(session, p, PlaceRules.SendsAt(next, p, Stands(session, p, row.No)), row.No)))
            return false;
        foreach (var place in places)
        {
            if (PlaceRules.GivesBack(next, place, places))
                Free(session, place.Bucket, row.No);
            if (!PlaceRules.Takes(next, place) || PlaceRules.MovesTo(next, place, Stands(session, place, row.No)) is not { } at)
                continue;
            Free(session, place.Bucket, row.No);
            Take(session, place, at, row.No);
        }

        return true;
    }

    public static void FreeAll(SqliteSession session, SqliteRow row)
    {
        if (!row.HasPlaces)
            return;
        foreach (var place in Of(session, row.No))
            Free(session, place.Bucket, row.No);
    }

    public static List<CapUse> Find(SqliteSession session, IReadOnlyCollection<CapBucket> buckets, Instant since)
    {
        var asked = buckets as IReadOnlyList<CapBucket> ?? [.. buckets];
        return session.All(
            """
            SELECT b.key, p.at, d.id, p.priority, d.sent
            FROM json_each(?1) b
            CROSS JOIN places p ON p.bucket = b.value AND p.at >= ?2
            CROSS JOIN deliveries d ON d.no = p.delivery
            """,
            r => new CapUse(asked[r.GetInt32(0)], SqliteText.Instant(r.GetString(1)), new(r.GetString(2)), (TopicPriority)r.GetInt32(3), r.GetBoolean(4)),
            SqliteText.List(asked, static (writer, bucket) => writer.WriteStringValue(SqliteText.Of(bucket))),
            SqliteText.Of(since));
    }

    private static IReadOnlyList<CapPlace> Of(SqliteSession session, long delivery) =>
        session.First("SELECT places FROM deliveries WHERE no = ?1", static r => OutboxJson.ReadPlaces(r.GetFieldValue<byte[]>(0)), delivery)!;

    private static Instant? Stands(SqliteSession session, CapPlace place, long delivery) =>
        session.Scalar("SELECT at FROM places WHERE bucket = ?1 AND delivery = ?2", SqliteText.Of(place.Bucket), delivery) is string at ? SqliteText.Instant(at) : null;

    private static bool HasRoom(SqliteSession session, CapPlace place, Instant at, long delivery)
    {
        // Only places less than a window away can fill the window that holds this one.
        var since = at - Instant.MinValue > place.Cap.Window ? at - place.Cap.Window : Instant.MinValue;
        var others = session.All(
            """
            SELECT p.at, d.id, p.priority, d.sent
            FROM places p CROSS JOIN deliveries d ON d.no = p.delivery
            WHERE p.bucket = ?1 AND p.at > ?2 AND p.delivery <> ?3
            ORDER BY p.at
            """,
            r => new CapUse(place.Bucket, SqliteText.Instant(r.GetString(0)), new(r.GetString(1)), (TopicPriority)r.GetInt32(2), r.GetBoolean(3)),
            SqliteText.Of(place.Bucket), SqliteText.Of(since), delivery);
        return place.Cap.FirstFree(at, others, place.Priority) == at;
    }

    private static void Take(SqliteSession session, CapPlace place, Instant at, long delivery) => session.Execute(
        "INSERT INTO places (bucket, at, delivery, priority) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
        SqliteText.Of(place.Bucket), SqliteText.Of(at), delivery, (int)place.Priority);

    private static void Free(SqliteSession session, CapBucket bucket, long delivery) =>
        session.Execute("DELETE FROM places WHERE bucket = ?1 AND delivery = ?2", SqliteText.Of(bucket), delivery);
}
