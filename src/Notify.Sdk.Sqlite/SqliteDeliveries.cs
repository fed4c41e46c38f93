using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>Rows of deliveries. Every step writes the state anew; the plan is written again only when another takes its slot.</summary>
internal static class SqliteDeliveries
{
    private const int MadeReadyAtOnce = 5_000;
    private const int IdsAtOnce = 500;

    /// <summary>What ended unsent holds nothing, whatever rows it left; what a damaged row leads to holds all the same.</summary>
    public static string IsNotEnded { get; } =
        "(d.state IS NULL OR d.state NOT IN ("
            + $"{string.Join(", ", Enum.GetValues<DeliveryState>().Where(OutboxRules.EndsUnsent).Select(s => (int)s))}))";

    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static SqliteDelivery? Find(SqliteSession session, DeliveryId id) =>
        First(session, $"{SqliteDeliveryRow.Select} WHERE d.id = ?1", id);

    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static SqliteDelivery? Find(SqliteSession session, long no) =>
        First(session, $"{SqliteDeliveryRow.Select} WHERE d.id = (SELECT id FROM plans WHERE no = ?1)", no);

    /// <summary>By id, a state at a time; that of a leased one is looked at in its row, of which there are few.</summary>
    public static List<SqliteDelivery> Find(SqliteSession session, DeliveryQuery query, Instant now)
    {
        List<SqliteDelivery> found = [];
        var due = query.DueBy(now);
        foreach (var state in query.States)
            found.AddRange(InState(session, state, query, due).Where(d => !(d.Stored.Delivery.Due > due)).Take(query.Limit));
        found.Sort(static (one, other) => string.CompareOrdinal(one.Stored.Delivery.Id.Value, other.Stored.Delivery.Id.Value));
        return found.Count > query.Limit ? found[..query.Limit] : found;
    }

    /// <summary>What was put aside has no instant to wait for.</summary>
    private static IEnumerable<SqliteDelivery> InState(SqliteSession session, DeliveryState state, DeliveryQuery query, Instant? due)
    {
        var after = After(query.After);
        var wake = due is { } by && !OutboxRules.IsLeased(state) ? SqliteText.Ticks(by) : (long?)null;
        List<SqliteDeliveryRow> rows;
        do
        {
            rows = session.All(
                $"""
                {SqliteDeliveryRow.Select}
                WHERE d.state = ?1 AND d.id > ?2 AND (?3 IS NULL OR l.key = ?3 OR l.key IS NULL)
                    AND (?4 IS NULL OR d.wake IS NULL OR d.wake <= ?4)
                ORDER BY d.id LIMIT ?5
                """,
                SqliteDeliveryRow.Of, (int)state, after, query.NotificationKey, wake, query.Limit);
            foreach (var row in rows)
            {
                after = row.Key;
                if (row.TryRead(session) is { } read)
                    yield return read;
            }
        }
        while (rows.Count == query.Limit);
    }

    /// <summary>Deliveries by id, for those who must see them all, some of them at a time.</summary>
    /// <returns>Those that can be read, and the last of them where there may be more.</returns>
    public static (List<Delivery> Found, DeliveryId? Next) After(SqliteSession session, DeliveryId? after, int limit)
    {
        List<Delivery> found = [];
        var last = After(after);
        while (true)
        {
            var rows = session.All($"{SqliteDeliveryRow.Select} WHERE d.id > ?1 ORDER BY d.id LIMIT ?2", SqliteDeliveryRow.Of, last, limit);
            foreach (var row in rows)
            {
                last = row.Key;
                if (row.TryRead(session) is { } read)
                    found.Add(read.Stored.Delivery);
            }

            if (rows.Count < limit)
                return (found, null);
            if (found.Count > 0)
                return (found, found[^1].Id);
        }
    }

    public static List<SqliteDelivery> StandBys(SqliteSession session, DeliveryId awaited) =>
        [.. session.All($"{SqliteDeliveryRow.Select} WHERE d.waits_for = ?1 ORDER BY d.id", SqliteDeliveryRow.Of, awaited)
            .Select(row => row.TryRead(session)).OfType<SqliteDelivery>()];

    /// <summary>The deliveries of a key that can still be stopped, by id, some of them at a time.</summary>
    public static IEnumerable<DeliveryId> UnsentOf(SqliteSession session, long line)
    {
        var last = After(null);
        List<(SqliteValue Key, DeliveryId? Id)> some;
        do
        {
            some = session.All(UnsentAfter, static r => (r.GetValue(0), r.FindId(0)), line, last, IdsAtOnce);
            foreach (var (key, id) in some)
            {
                last = key;
                if (id is { } found)
                    yield return found;
            }
        }
        while (some.Count == IdsAtOnce);
    }

    /// <summary>
    /// What may be leased, in the order of hand-overs. What has become due, or whose lease has ended, is made ready first, some
    /// thousands at a time, so that the order is read from an index however much is due, and never from the whole of what waits. Each row
    /// that cannot be read is put aside, so that the others go on.
    /// </summary>
    public static List<SqliteDelivery> Due(SqliteSession session, LeaseRequest request)
    {
        var now = SqliteText.Ticks(request.Now);
        session.Execute(
            """
            UPDATE deliveries SET ready = 1
            WHERE id IN (SELECT id FROM deliveries WHERE ready IS NOT 1 AND wake IS NOT NULL AND wake <= ?1 ORDER BY wake LIMIT ?2)
            """,
            now, MadeReadyAtOnce);
        List<SqliteDeliveryRow> rows;
        List<SqliteDelivery> due = [];
        do
        {
            rows = session.All(
                $"{SqliteDeliveryRow.Select} WHERE d.ready = 1 AND d.wake <= ?1 {Except(session, request)} "
                    + "ORDER BY d.priority DESC, d.first_due, d.id LIMIT ?2",
                SqliteDeliveryRow.Of, now, request.Limit);
            foreach (var row in rows)
            {
                if (row.TryRead(session) is { } read)
                    due.Add(read);
                else
                    session.Execute("UPDATE deliveries SET ready = 0, wake = NULL WHERE id IS ?1", row.Key);
            }
        }
        while (due.Count == 0 && rows.Count > 0);
        return due;
    }

    // A number that is damaged to the largest there is leaves no room behind it.
    public static long NextNo(SqliteSession session) =>
        session.Number("SELECT coalesce(max(no), 0) + 1 FROM plans WHERE no < 1 << 60")!.Value;

    /// <returns>The row of its state; good until the next row is written.</returns>
    public static ArraySegment<byte> Insert(SqliteSession session, long no, long line, StoredDelivery stored)
    {
        var delivery = stored.Delivery;
        session.Execute("INSERT INTO plans (no, id, plan) VALUES (?1, ?2, ?3)", no, delivery.Id, session.Rows.Write(delivery.Plan));
        var body = session.Rows.Write(stored);
        session.Execute(
            """
            INSERT INTO deliveries (id, no, line, state, sent, priority, first_due, unsent, ready, wake, waits_for, body, channel)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
            """,
            delivery.Id, no, line, (int)delivery.State, stored.Sent, (int)delivery.Priority,
            SqliteText.Ticks(delivery.Plan.FirstDue), OutboxRules.CanBeStopped(delivery.State), IsReady(delivery),
            SqliteColumns.WakeOf(delivery), OutboxRules.Awaited(delivery), body, ChannelOf(session, delivery));
        SqliteProviderIds.Know(session, no, null, delivery);
        return body;
    }

    /// <summary>Writes what differs from what was loaded; indices are touched only where their columns change.</summary>
    /// <returns>The row of its state; good until the next row is written.</returns>
    public static ArraySegment<byte> Update(SqliteSession session, long no, StoredDelivery before, StoredDelivery after)
    {
        var (was, delivery) = (before.Delivery, after.Delivery);
        if (!ReferenceEquals(was.Plan, delivery.Plan))
        {
            session.Execute("UPDATE plans SET plan = ?2 WHERE no = ?1", no, session.Rows.Write(delivery.Plan));
            session.Execute("UPDATE deliveries SET priority = ?2, first_due = ?3 WHERE id = ?1", delivery.Id, (int)delivery.Priority,
                SqliteText.Ticks(delivery.Plan.FirstDue));
        }

        var body = UpdateState(session, was, after);
        SqliteProviderIds.Know(session, no, was, delivery);
        return body;
    }

    /// <summary>SQLite writes the entry of an index anew when a column of it is named, whatever its value: only what differs is.</summary>
    private static ArraySegment<byte> UpdateState(SqliteSession session, Delivery was, StoredDelivery after)
    {
        var delivery = after.Delivery;
        var unsent = OutboxRules.CanBeStopped(delivery.State);
        var differs = (unsent != OutboxRules.CanBeStopped(was.State) ? UnsentDiffers : 0)
            | (MayDiffer(IsReady(was), OutboxRules.BecomesDue(was.State), IsReady(delivery)) ? ReadyDiffers : 0)
            | (SqliteColumns.WakeOf(was) != SqliteColumns.WakeOf(delivery) ? WakeDiffers : 0)
            | (OutboxRules.Awaited(was) != OutboxRules.Awaited(delivery) ? AwaitedDiffers : 0)
            | (was.Route.Channel != delivery.Route.Channel ? ChannelDiffers : 0);
        SqliteValues values = default;
        var body = session.Rows.Write(after);
        (values[0], values[1], values[2], values[3]) = (delivery.Id, (int)delivery.State, after.Sent, body);
        var count = 4;
        if ((differs & UnsentDiffers) != 0)
            values[count++] = unsent;
        if ((differs & ReadyDiffers) != 0)
            values[count++] = IsReady(delivery);
        if ((differs & WakeDiffers) != 0)
            values[count++] = SqliteColumns.WakeOf(delivery);
        if ((differs & AwaitedDiffers) != 0)
            values[count++] = OutboxRules.Awaited(delivery);
        if ((differs & ChannelDiffers) != 0)
            values[count++] = ChannelOf(session, delivery);
        session.Execute(Updates[differs], ((ReadOnlySpan<SqliteValue>)values)[..count]);
        return body;
    }

    // One that was not ready when it was written, and waits, may have been made ready by a lease.
    private static bool MayDiffer(bool wasReady, bool waited, bool isReady) => wasReady ? !isReady : waited || isReady;

    private const int UnsentDiffers = 1;
    private const int ReadyDiffers = 2;
    private const int WakeDiffers = 4;
    private const int AwaitedDiffers = 8;
    private const int ChannelDiffers = 16;

    private static string[] Updates { get; } = [.. Enumerable.Range(0, 32).Select(UpdateOf)];

    private static string UpdateOf(int differs)
    {
        List<string> columns = ["state", "sent", "body"];
        string[] others = ["unsent", "ready", "wake", "waits_for", "channel"];
        columns.AddRange(others.Where((_, i) => (differs >> i & 1) != 0));
        return $"UPDATE deliveries SET {string.Join(", ", columns.Select((column, i) => $"{column} = ?{i + 2}"))} WHERE id = ?1";
    }

    private const string UnsentAfter = "SELECT id FROM deliveries WHERE line = ?1 AND unsent = 1 AND id > ?2 ORDER BY id LIMIT ?3";

    /// <summary>
    /// What leaves at once is ready when it is written; the rest is made ready by the lease that finds it. What is leased stays where it
    /// stood, to be leased anew when its lease ends: there are few of them, and a hand-over costs one entry of the order less.
    /// </summary>
    private static bool IsReady(Delivery delivery) =>
        OutboxRules.IsLeased(delivery.State) || (OutboxRules.BecomesDue(delivery.State) && delivery.Due <= delivery.ChangedAt);

    private static int ChannelOf(SqliteSession session, Delivery delivery) => session.Names.NumberOf(delivery.Route.Channel.Name);

    /// <summary>What is left to another process, skipped in the index; mostly nothing.</summary>
    private static string Except(SqliteSession session, LeaseRequest request) => request.Except.Count == 0 ? ""
        : $" AND d.channel NOT IN ({string.Join(", ", request.Except.Select(c => session.Names.NumberOf(c.Name)))})";

    /// <summary>Where a page begins: every octets are greater than a number, and what a damaged column holds is among them.</summary>
    private static SqliteValue After(DeliveryId? last) => last is { } id ? id : long.MinValue;

    private static SqliteDelivery? First(SqliteSession session, string sql, SqliteValue parameter) =>
        session.First(sql, static r => (SqliteDeliveryRow?)SqliteDeliveryRow.Of(r), parameter)?.Read(session);
}
