using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Sqlite;

/// <summary>Places under frequency caps.</summary>
internal static class SqlitePlaces
{
    /// <summary>Takes the places of a delivery at its beginning.</summary>
    public static void Take(SqliteSession session, PlannedDelivery planned, long delivery)
    {
        if (planned.Places.Count > 0)
            Move(session, planned.Places, planned.Delivery, delivery);
    }

    /// <summary>Moves the places of a delivery to where its next version counts; false, and nothing is moved, when it is about to be sent and a cap has no room.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="row">The delivery as stored.</param>
    /// <param name="next">Its next version.</param>
    /// <param name="anew">Its places from now on; null when they stay as they are.</param>
    public static bool TryMove(SqliteSession session, SqliteRow row, Delivery next, IReadOnlyList<CapPlace>? anew = null)
    {
        if (next.EndedUnsent || (!row.HasPlaces && anew is not { Count: > 0 }))
            return true;
        var places = anew ?? Of(session, row.No);
        if (next.State == DeliveryState.Sending && !places.All(p => !PlaceRules.Takes(next, p) || PlaceRules.HasRoom(next, p, Others(session, p, next.ChangedAt, row.No))))
            return false;
        if (anew is not null)
        {
            FreeAll(session, row);
            SqliteDeliveries.SavePlaces(session, row.No, anew);
        }

        Move(session, places, next, row.No);
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
            SELECT b.key, p.at, d.id, d.priority, d.sent, d.state = 4
            FROM json_each(?1) b
            CROSS JOIN places p ON p.bucket = b.value AND p.at >= ?2
            CROSS JOIN deliveries d ON d.no = p.delivery
            """,
            r => new CapUse(asked[r.GetInt32(0)], SqliteText.Instant(r.GetString(1)), new(r.GetString(2)), (TopicPriority)r.GetInt32(3), r.GetBoolean(4), r.GetBoolean(5)),
            SqliteText.List(asked, static (writer, bucket) => writer.WriteStringValue(SqliteText.Of(bucket))),
            SqliteText.Of(since));
    }

    public static IReadOnlyList<CapPlace> Of(SqliteSession session, long delivery) =>
        session.First("SELECT places FROM deliveries WHERE no = ?1", static r => r.IsDBNull(0) ? [] : OutboxJson.ReadPlaces(r.GetFieldValue<byte[]>(0)), delivery)!;

    private static Instant? Stands(SqliteSession session, CapPlace place, long delivery) =>
        session.Scalar("SELECT at FROM places WHERE bucket = ?1 AND delivery = ?2", SqliteText.Of(place.Bucket), delivery) is string at ? SqliteText.Instant(at) : null;

    private static void Move(SqliteSession session, IReadOnlyList<CapPlace> places, Delivery next, long delivery)
    {
        foreach (var place in places)
        {
            if (PlaceRules.GivesBack(next, place.Bucket, places))
                Free(session, place.Bucket, delivery);
            if (!PlaceRules.Takes(next, place) || PlaceRules.MovesTo(next, Stands(session, place, delivery)) is not { } at)
                continue;
            Free(session, place.Bucket, delivery);
            session.Execute("INSERT INTO places (bucket, at, delivery) VALUES (?1, ?2, ?3)", SqliteText.Of(place.Bucket), SqliteText.Of(at), delivery);
        }
    }

    private static List<CapUse> Others(SqliteSession session, CapPlace place, Instant at, long delivery)
    {
        // Only what is less than a window old can fill the window that ends here.
        var since = at - Instant.MinValue > place.Cap.Window ? at - place.Cap.Window : Instant.MinValue;
        return session.All(
            """
            SELECT p.at, d.id, d.priority, d.sent, d.state = 4
            FROM places p CROSS JOIN deliveries d ON d.no = p.delivery
            WHERE p.bucket = ?1 AND p.at > ?2 AND p.delivery <> ?3
            ORDER BY p.at
            """,
            r => new CapUse(place.Bucket, SqliteText.Instant(r.GetString(0)), new(r.GetString(1)), (TopicPriority)r.GetInt32(2), r.GetBoolean(3), r.GetBoolean(4)),
            SqliteText.Of(place.Bucket), SqliteText.Of(since), delivery);
    }

    private static void Free(SqliteSession session, CapBucket bucket, long delivery) =>
        session.Execute("DELETE FROM places WHERE bucket = ?1 AND delivery = ?2", SqliteText.Of(bucket), delivery);
}
