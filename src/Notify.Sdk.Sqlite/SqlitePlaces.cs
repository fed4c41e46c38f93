using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Sqlite;

/// <summary>Places under frequency caps.</summary>
internal static class SqlitePlaces
{
    /// <summary>Takes all places or none.</summary>
    public static bool TryTake(SqliteSession session, IReadOnlyList<CapPlace> places, long delivery)
    {
        for (var i = 0; i < places.Count; i++)
        {
            if (!HasRoom(session, places[i], places[i].At, delivery))
                return false;
        }

        for (var i = 0; i < places.Count; i++)
            Take(session, places[i].Bucket, places[i].At, delivery);
        return true;
    }

    /// <summary>Moves the places of a delivery to where its next version counts; false, and nothing is moved, when it is about to be sent and a cap has no room.</summary>
    public static bool TryMove(SqliteSession session, SqliteRow row, Delivery next)
    {
        if (!row.HasPlaces || next.EndedUnsent)
            return true;
        var places = Of(session, row.No);
        if (next.State == DeliveryState.Sending)
        {
            foreach (var place in places)
            {
                if (Moved(session, place, row.No, next) is { } at && !HasRoom(session, place, at, row.No))
                    return false;
            }
        }

        foreach (var place in places)
        {
            if (Moved(session, place, row.No, next) is not { } at)
                continue;
            Free(session, place.Bucket, row.No);
            Take(session, place.Bucket, at, row.No);
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
            SELECT b.key, p.at, d.id
            FROM json_each(?1) b
            CROSS JOIN places p ON p.bucket = b.value AND p.at >= ?2
            CROSS JOIN deliveries d ON d.no = p.delivery
            """,
            r => new CapUse(asked[r.GetInt32(0)], SqliteText.Instant(r.GetString(1)), new(r.GetString(2))),
            SqliteText.List(asked, static (writer, bucket) => writer.WriteStringValue(SqliteText.Of(bucket))),
            SqliteText.Of(since));
    }

    private static IReadOnlyList<CapPlace> Of(SqliteSession session, long delivery) =>
        session.First("SELECT places FROM deliveries WHERE no = ?1", static r => OutboxJson.ReadPlaces(r.GetFieldValue<byte[]>(0)), delivery)!;

    /// <summary>Where a place moves to, or null when it stays.</summary>
    private static Instant? Moved(SqliteSession session, CapPlace place, long delivery, Delivery next)
    {
        var stands = (string?)session.Scalar("SELECT at FROM places WHERE bucket = ?1 AND delivery = ?2", SqliteText.Of(place.Bucket), delivery);
        var before = stands is null ? place.At : SqliteText.Instant(stands);
        return OutboxRules.PlaceOf(next, before) is { } at && at != before ? at : null;
    }

    private static bool HasRoom(SqliteSession session, CapPlace place, Instant at, long delivery)
    {
        // Only places less than a window away can fill the window that holds this one.
        var since = at - Instant.MinValue > place.Cap.Window ? at - place.Cap.Window : Instant.MinValue;
        var others = session.All(
            "SELECT at FROM places WHERE bucket = ?1 AND at > ?2 AND delivery <> ?3 ORDER BY at",
            static r => SqliteText.Instant(r.GetString(0)),
            SqliteText.Of(place.Bucket), SqliteText.Of(since), delivery);
        return place.Cap.FirstFree(at, others) == at;
    }

    private static void Take(SqliteSession session, CapBucket bucket, Instant at, long delivery) => session.Execute(
        "INSERT INTO places (bucket, at, delivery) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", SqliteText.Of(bucket), SqliteText.Of(at), delivery);

    private static void Free(SqliteSession session, CapBucket bucket, long delivery) =>
        session.Execute("DELETE FROM places WHERE bucket = ?1 AND delivery = ?2", SqliteText.Of(bucket), delivery);
}
