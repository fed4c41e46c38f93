using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Sqlite;

/// <summary>Places under frequency caps.</summary>
internal static class SqlitePlaces
{
    private const string Select =
        "SELECT p.at, d.id, d.priority, d.sent, d.state, p.attempt FROM places p "
            + "CROSS JOIN plans n ON n.no = p.delivery CROSS JOIN deliveries d ON d.id = n.id WHERE p.bucket = ?1";

    /// <summary>Gives back what was taken, and takes what is to be.</summary>
    public static void Move(SqliteSession session, IReadOnlyList<TakenPlace> before, IReadOnlyList<TakenPlace> after, long delivery)
    {
        if (before == after)
            return;
        foreach (var place in before.Except(after))
            session.Execute("DELETE FROM places WHERE bucket = ?1 AND at = ?2 AND delivery = ?3 AND attempt = ?4",
                SqliteKeys.Of(session.Key, place.Bucket), SqliteText.Ticks(place.At), delivery, place.IsAttempt ? 1 : 0);
        foreach (var place in after.Except(before))
            session.Execute("INSERT INTO places (bucket, at, delivery, attempt) VALUES (?1, ?2, ?3, ?4)",
                SqliteKeys.Of(session.Key, place.Bucket), SqliteText.Ticks(place.At), delivery, place.IsAttempt ? 1 : 0);
    }

    /// <summary>The places of others in a bucket later than an instant, ascending.</summary>
    public static List<CapUse> Others(SqliteSession session, CapBucket bucket, Instant after, long delivery) => session.All(
        $"{Select} AND p.at > ?2 AND (p.delivery <> ?3 OR p.attempt) ORDER BY p.at", r =>
            Use(bucket, r), SqliteKeys.Of(session.Key, bucket),
        SqliteText.Ticks(after), delivery);

    public static List<CapUse> Find(SqliteSession session, IReadOnlyCollection<CapBucket> buckets, Instant since)
    {
        List<CapUse> found = [];
        foreach (var bucket in buckets)
            found.AddRange(session.All($"{Select} AND p.at >= ?2", r => Use(bucket, r), SqliteKeys.Of(session.Key, bucket),
                SqliteText.Ticks(since)));
        return found;
    }

    private static CapUse Use(CapBucket bucket, SqliteRow row) => new(
        bucket, SqliteText.Instant(row.GetInt64(0)), row.GetId(1), (TopicPriority)row.GetInt32(2),
        row.GetBoolean(3) || row.GetBoolean(5), !row.GetBoolean(5) && OutboxRules.IsInFlight((DeliveryState)row.GetInt32(4)),
        row.GetBoolean(5));
}
