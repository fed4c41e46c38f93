using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// Once-only marks. Whether a mark is a sent one is told by its delivery, so a hand-over changes one row; and one of a delivery that ended
/// unsent counts for nothing, so that ending many of them touches no row here. Whoever needs the mark takes it over.
/// </summary>
internal static class SqliteMarks
{
    /// <summary>Frees the marks that a delivery holds no more, and sets those that it holds from now on.</summary>
    public static void Move(SqliteSession session, StoredDelivery? before, StoredDelivery after, long delivery)
    {
        if (after.HoldsMarksOf(before) && !IsErasedNow(before, after))
            return;
        HashSet<OnceKey> wanted = [.. after.Marks];
        HashSet<OnceKey> kept = IsErasedNow(before, after) ? wanted : [.. Standing(after)];
        foreach (var mark in before is null ? [] : Standing(before))
        {
            if (!kept.Contains(mark))
                session.Execute("DELETE FROM marks WHERE mark = ?1 AND delivery = ?2", session.Keys.Of(mark), delivery);
        }

        if (before is { Delivery.EndedUnsent: false })
            wanted.ExceptWith(before.Marks);
        foreach (var mark in wanted)
            session.Execute("INSERT INTO marks (mark, delivery) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET delivery = excluded.delivery",
                session.Keys.Of(mark), delivery);
    }

    /// <summary>The delivery that holds a mark, or null.</summary>
    public static DeliveryId? Holder(SqliteSession session, OnceKey mark) =>
        session.First(Select, r => (DeliveryId?)Standing(session, r).Id, session.Keys.Of(mark));

    /// <summary>The marks of a delivery that may have rows: those that it holds, or held when it ended.</summary>
    private static IEnumerable<OnceKey> Standing(StoredDelivery stored) =>
        stored.Delivery.EndedUnsent ? stored.Accounts.Prepend(OutboxRules.AddressMark(stored.Delivery)) : stored.Marks;

    private static string Select { get; } =
        "SELECT m.delivery, d.id, d.state, d.sent FROM marks m LEFT JOIN plans p ON p.no = m.delivery LEFT JOIN deliveries d ON d.id = "
            + "p.id "
            + $"WHERE m.mark = ?1 AND {SqliteDeliveries.IsNotEnded}";

    /// <summary>Whose mark it is. One of a delivery that cannot be read bars as if that had been told: nobody can say.</summary>
    private static (DeliveryId Id, OnceStanding Standing) Standing(SqliteSession session, SqliteRow row)
    {
        if (row.FindId(1) is { } id && (DeliveryState)row.GetInt32(2) is var state && Enum.IsDefined(state)
            && !OutboxRules.EndsUnsent(state))
            return (id, OutboxRules.StandingOf(state, row.GetBoolean(3)));
        session.Damage.Name(SqliteDamage.Deliveries, row.GetInt64(0));
        return (SqliteDamage.Unreadable(row.GetInt64(0)), OnceStanding.InDoubt);
    }

    private static bool IsErasedNow(StoredDelivery? before, StoredDelivery after) =>
        before is not null && after.Delivery.IsErased && !before.Delivery.IsErased;

    public static List<OnceMark> Find(SqliteSession session, IReadOnlyCollection<OnceKey> keys)
    {
        List<OnceMark> found = [];
        foreach (var key in keys)
        {
            found.AddRange(session.All(
                Select,
                r =>
                {
                    var (id, standing) = Standing(session, r);
                    return new OnceMark(key, id, standing);
                },
                session.Keys.Of(key)));
        }

        return found;
    }
}
