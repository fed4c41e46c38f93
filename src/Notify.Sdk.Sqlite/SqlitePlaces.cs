using Microsoft.Data.Sqlite;
using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Sqlite;

/// <summary>Places under frequency caps.</summary>
internal static class SqlitePlaces
{
    /// <summary>Gives back what was taken, and takes what is to be.</summary>
    public static void Move(SqliteSession session, IReadOnlyList<TakenPlace> before, IReadOnlyList<TakenPlace> after, long delivery)
    {
        if (before == after)
            return;
        foreach (var place in before.Except(after))
            session.Execute("DELETE FROM places WHERE bucket = ?1 AND delivery = ?2", SqliteText.Of(place.Bucket), delivery);
        foreach (var place in after.Except(before))
            session.Execute("INSERT INTO places (bucket, at, delivery) VALUES (?1, ?2, ?3)", SqliteText.Of(place.Bucket),
                SqliteText.Of(place.At), delivery);
    }

    /// <summary>The places that a delivery takes now.</summary>
    public static IReadOnlyList<TakenPlace> Taken(SqliteSession session, IReadOnlyList<CapPlace> places, long delivery)
    {
        List<TakenPlace> taken = [];
        foreach (var bucket in places.Select(p => p.Bucket).Distinct())
        {
            if (session.Scalar("SELECT at FROM places WHERE bucket = ?1 AND delivery = ?2", SqliteText.Of(bucket), delivery) is string at)
                taken.Add(new(bucket, SqliteText.Instant(at)));
        }

        return taken;
    }

    /// <summary>The places of others in a bucket later than an instant, ascending.</summary>
    public static List<CapUse> Others(SqliteSession session, CapBucket bucket, Instant after, long delivery) => session.All(
        """
        SELECT p.at, d.id, d.priority, d.sent, d.state
        FROM places p CROSS JOIN deliveries d ON d.no = p.delivery
        WHERE p.bucket = ?1 AND p.at > ?2 AND p.delivery <> ?3
        ORDER BY p.at
        """,
        r => Use(bucket, r, 0),
        SqliteText.Of(bucket), SqliteText.Of(after), delivery);

    public static List<CapUse> Find(SqliteSession session, IReadOnlyCollection<CapBucket> buckets, Instant since)
    {
        var asked = buckets as IReadOnlyList<CapBucket> ?? [.. buckets];
        return session.All(
            """
            SELECT b.key, p.at, d.id, d.priority, d.sent, d.state
            FROM json_each(?1) b
            CROSS JOIN places p ON p.bucket = b.value AND p.at >= ?2
            CROSS JOIN deliveries d ON d.no = p.delivery
            """,
            r => Use(asked[r.GetInt32(0)], r, 1),
            SqliteText.List(asked, static (writer, bucket) => writer.WriteStringValue(SqliteText.Of(bucket))),
            SqliteText.Of(since));
    }

    private static CapUse Use(CapBucket bucket, SqliteDataReader row, int first) => new(
        bucket, SqliteText.Instant(row.GetString(first)), new(row.GetString(first + 1)), (TopicPriority)row.GetInt32(first + 2),
            row.GetBoolean(first + 3),
        OutboxRules.IsInFlight((DeliveryState)row.GetInt32(first + 4)));
}
