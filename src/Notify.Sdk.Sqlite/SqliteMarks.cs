using Notify.Sdk.Stores;

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
                session.Execute("DELETE FROM marks WHERE mark = ?1 AND delivery = ?2", session.Keys.Of(mark), delivery);
        }

        foreach (var mark in wanted)
            session.Execute("INSERT INTO marks (mark, delivery) VALUES (?1, ?2)", session.Keys.Of(mark), delivery);
    }

    /// <summary>The delivery that holds a mark, or null.</summary>
    public static DeliveryId? Holder(SqliteSession session, OnceKey mark) =>
        session.First("SELECT p.id FROM marks m JOIN plans p ON p.no = m.delivery WHERE m.mark = ?1", static r => (DeliveryId?)r.GetId(0),
            session.Keys.Of(mark));

    public static List<OnceMark> Find(SqliteSession session, IReadOnlyCollection<OnceKey> keys)
    {
        List<OnceMark> found = [];
        foreach (var key in keys)
        {
            found.AddRange(session.All(
                """
                SELECT d.id, d.state, d.sent FROM marks m CROSS JOIN plans p ON p.no = m.delivery CROSS JOIN deliveries d ON d.id = p.id
                WHERE m.mark = ?1
                """,
                r => new OnceMark(key, r.GetId(0), OutboxRules.StandingOf((DeliveryState)r.GetInt32(1), r.GetBoolean(2))),
                session.Keys.Of(key)));
        }

        return found;
    }
}
