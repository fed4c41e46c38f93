using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>Slots under frequency caps.</summary>
internal static class SqliteSlots
{
    private const string Select =
        "SELECT p.at, d.id, d.priority, d.sent, d.state, p.attempt, p.delivery FROM slots p "
            + "LEFT JOIN plans n ON n.no = p.delivery LEFT JOIN deliveries d ON d.id = n.id WHERE p.bucket = ?1";

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
            Use(session, bucket, r), session.Keys.Of(bucket),
        SqliteText.Ticks(after), delivery);

    public static List<CapUse> Find(SqliteSession session, IReadOnlyCollection<CapBucket> buckets, Instant since)
    {
        List<CapUse> found = [];
        foreach (var bucket in buckets)
            found.AddRange(session.All($"{Select} AND p.at >= ?2", r => Use(session, bucket, r), session.Keys.Of(bucket),
                SqliteText.Ticks(since)));
        return found;
    }

    /// <summary>One of a delivery that cannot be read counts as sent: it may have been.</summary>
    private static CapUse Use(SqliteSession session, CapBucket bucket, SqliteRow row)
    {
        var (at, isAttempt) = (SqliteText.Instant(row.GetInt64(0)), row.GetBoolean(5));
        if (row.FindId(1) is { } id)
            return new(bucket, at, id, (TopicPriority)row.GetInt32(2), row.GetBoolean(3) || isAttempt,
                !isAttempt && OutboxRules.IsInFlight((DeliveryState)row.GetInt32(4)), isAttempt);
        session.Damage.Name(SqliteDamage.Deliveries, row.GetInt64(6));
        return new(bucket, at, SqliteDamage.Unreadable(row.GetInt64(6)), TopicPriority.Normal, true, false, isAttempt);
    }
}
