using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>Slots under frequency caps.</summary>
internal static class SqliteSlots
{
    private const string Select =
        "SELECT p.at, d.id, d.priority, d.sent, d.state, p.attempt FROM slots p "
            + "CROSS JOIN plans n ON n.no = p.delivery CROSS JOIN deliveries d ON d.id = n.id WHERE p.bucket = ?1";

    /// <summary>Gives back what was taken, and takes what is to be.</summary>
    public static void Move(SqliteSession session, IReadOnlyList<TakenSlot> before, IReadOnlyList<TakenSlot> after, long delivery)
    {
        if (before == after)
            return;
        foreach (var slot in before.Except(after))
            session.Execute("DELETE FROM slots WHERE bucket = ?1 AND at = ?2 AND delivery = ?3 AND attempt = ?4",
                session.Keys.Of(slot.Bucket), SqliteText.Ticks(slot.At), delivery, slot.IsAttempt ? 1 : 0);
        foreach (var slot in after.Except(before))
            session.Execute("INSERT INTO slots (bucket, at, delivery, attempt) VALUES (?1, ?2, ?3, ?4)",
                session.Keys.Of(slot.Bucket), SqliteText.Ticks(slot.At), delivery, slot.IsAttempt ? 1 : 0);
    }

    /// <summary>The slots of others in a bucket later than an instant, ascending.</summary>
    public static List<CapUse> Others(SqliteSession session, CapBucket bucket, Instant after, long delivery) => session.All(
        $"{Select} AND p.at > ?2 AND (p.delivery <> ?3 OR p.attempt) ORDER BY p.at", r =>
            Use(bucket, r), session.Keys.Of(bucket),
        SqliteText.Ticks(after), delivery);

    public static List<CapUse> Find(SqliteSession session, IReadOnlyCollection<CapBucket> buckets, Instant since)
    {
        List<CapUse> found = [];
        foreach (var bucket in buckets)
            found.AddRange(session.All($"{Select} AND p.at >= ?2", r => Use(bucket, r), session.Keys.Of(bucket),
                SqliteText.Ticks(since)));
        return found;
    }

    private static CapUse Use(CapBucket bucket, SqliteRow row) => new(
        bucket, SqliteText.Instant(row.GetInt64(0)), row.GetId(1), (TopicPriority)row.GetInt32(2),
        row.GetBoolean(3) || row.GetBoolean(5), !row.GetBoolean(5) && OutboxRules.IsInFlight((DeliveryState)row.GetInt32(4)),
        row.GetBoolean(5));
}
