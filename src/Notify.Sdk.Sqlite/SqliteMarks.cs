using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Sqlite;

/// <summary>Once-only marks. Whether a mark is a sent one is told by its delivery, so a hand-over changes one row.</summary>
internal static class SqliteMarks
{
    /// <summary>Sets all marks or none.</summary>
    public static bool TrySet(SqliteSession session, IReadOnlyList<OnceKey> marks, long delivery)
    {
        for (var i = 0; i < marks.Count; i++)
        {
            if (TrySet(session, marks[i], delivery))
                continue;
            for (var set = 0; set < i; set++)
                Free(session, marks[set], delivery);
            return false;
        }

        return true;
    }

    /// <summary>Sets a mark unless another delivery holds it.</summary>
    public static bool TrySet(SqliteSession session, OnceKey mark, long delivery)
    {
        var subject = SqliteText.Of(mark.Subject);
        return session.Execute("INSERT INTO marks (content, subject, delivery) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", mark.ContentKey, subject, delivery) > 0
            || Holder(session, mark) == delivery;
    }

    /// <summary>Sets those of the marks that nobody holds, beside the ones that the delivery was added with.</summary>
    public static void Extend(SqliteSession session, IReadOnlyList<OnceKey> marks, long delivery)
    {
        OnceKey[] set = [.. marks.Where(m => TrySet(session, m, delivery))];
        session.Execute("UPDATE deliveries SET marks = ?2 WHERE no = ?1", delivery, OutboxJson.Write([.. Added(session, delivery), .. set]));
    }

    /// <summary>The number of the delivery that holds a mark, or null.</summary>
    public static long? Holder(SqliteSession session, OnceKey mark) =>
        (long?)session.Scalar("SELECT delivery FROM marks WHERE content = ?1 AND subject = ?2", mark.ContentKey, SqliteText.Of(mark.Subject));

    /// <summary>Frees a mark if the delivery holds it.</summary>
    public static void Free(SqliteSession session, OnceKey mark, long delivery) => session.Execute(
        "DELETE FROM marks WHERE content = ?1 AND subject = ?2 AND delivery = ?3", mark.ContentKey, SqliteText.Of(mark.Subject), delivery);

    /// <summary>Frees the marks that a delivery was added with.</summary>
    public static void FreeAll(SqliteSession session, long delivery)
    {
        foreach (var mark in Added(session, delivery))
            Free(session, mark, delivery);
    }

    /// <summary>The marks that a delivery was added with, and those that came later.</summary>
    public static IReadOnlyList<OnceKey> Added(SqliteSession session, long delivery) =>
        session.First("SELECT marks FROM deliveries WHERE no = ?1", static r => OutboxJson.ReadMarks(r.GetFieldValue<byte[]>(0)), delivery)!;

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
            r => new OnceMark(asked[r.GetInt32(0)], new(r.GetString(1)), OutboxRules.StandingOf((DeliveryState)r.GetInt32(2), r.GetBoolean(3))),
            SqliteText.List(asked, static (writer, key) =>
            {
                writer.WriteStartArray();
                writer.WriteStringValue(key.ContentKey);
                writer.WriteStringValue(SqliteText.Of(key.Subject));
                writer.WriteEndArray();
            }));
    }
}
