using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Sqlite;

/// <summary>Once-only marks. Whether a mark is a sent one is told by its delivery, so a hand-over changes one row.</summary>
internal static class SqliteMarks
{
    /// <summary>Frees the marks that a delivery holds no more, and sets those that it holds from now on.</summary>
    public static void Move(SqliteSession session, StoredDelivery? before, StoredDelivery after, long delivery)
    {
        if (after.HoldsMarksOf(before))
            return;
        HashSet<OnceKey> wanted = [.. after.Marks];
        foreach (var mark in before?.Marks ?? [])
        {
            if (!wanted.Remove(mark))
                session.Execute("DELETE FROM marks WHERE content = ?1 AND subject = ?2 AND delivery = ?3", mark.ContentKey,
                    SqliteText.Of(mark.Subject), delivery);
        }

        foreach (var mark in wanted)
            session.Execute("INSERT INTO marks (content, subject, delivery) VALUES (?1, ?2, ?3)", mark.ContentKey,
                SqliteText.Of(mark.Subject), delivery);
    }

    /// <summary>The delivery that holds a mark, or null.</summary>
    public static DeliveryId? Holder(SqliteSession session, OnceKey mark) =>
        session.Scalar("SELECT d.id FROM marks m JOIN deliveries d ON d.no = m.delivery WHERE m.content = ?1 AND m.subject = ?2",
            mark.ContentKey, SqliteText.Of(mark.Subject)) is string id
            ? new(id)
            : null;

    public static List<OnceMark> Find(SqliteSession session, IReadOnlyCollection<OnceKey> keys)
    {
        var asked = keys as IReadOnlyList<OnceKey> ?? [.. keys];
        return session.All(
            """
            SELECT k.key, d.id, d.state, d.sent
            FROM json_each(?1) k
            CROSS JOIN marks m ON m.content = k.value ->> 0 AND m.subject = k.value ->> 1
            CROSS JOIN deliveries d ON d.no = m.delivery
            """,
            r => new OnceMark(asked[r.GetInt32(0)], new(r.GetString(1)),
                OutboxRules.StandingOf((DeliveryState)r.GetInt32(2), r.GetBoolean(3))),
            SqliteText.List(asked, static (writer, key) =>
            {
                writer.WriteStartArray();
                writer.WriteStringValue(key.ContentKey);
                writer.WriteStringValue(SqliteText.Of(key.Subject));
                writer.WriteEndArray();
            }));
    }
}
