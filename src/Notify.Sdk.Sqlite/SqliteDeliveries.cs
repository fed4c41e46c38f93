using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>A delivery as it lies in the file.</summary>
/// <param name="No">Its number in the file.</param>
/// <param name="Stored">The delivery.</param>
internal readonly record struct SqliteDelivery(long No, StoredDelivery Stored);

/// <summary>Rows of deliveries. Every step writes the state anew; the plan is written again only when another takes its slot.</summary>
internal static class SqliteDeliveries
{
    private const int MadeReadyAtOnce = 5_000;
    private const int IdsAtOnce = 500;

    private const string Select =
        "SELECT d.no, d.id, l.key, p.plan, d.body FROM deliveries d CROSS JOIN lines l ON l.no = d.line CROSS JOIN plans p ON p.no = d.no";

    /// <summary>What ended unsent holds nothing, whatever rows it left.</summary>
    public static string IsNotEnded { get; } =
        $"d.state NOT IN ({string.Join(", ", Enum.GetValues<DeliveryState>().Where(OutboxRules.EndsUnsent).Select(s => (int)s))})";

    public static SqliteDelivery? Find(SqliteSession session, DeliveryId id) => First(session, $"{Select} WHERE d.id = ?1", id);

    public static SqliteDelivery? Find(SqliteSession session, long no) =>
        First(session, $"{Select} WHERE d.id = (SELECT id FROM plans WHERE no = ?1)", no);

    /// <summary>By id, a state at a time; that of a leased one is looked at in its row, of which there are few.</summary>
    public static List<SqliteDelivery> Find(SqliteSession session, DeliveryQuery query, Instant now)
    {
        List<SqliteDelivery> found = [];
        var due = query.DueBy(now);
        foreach (var state in query.States)
        {
            found.AddRange(All(
                session,
                $"""
                {Select} WHERE d.state = ?1 AND d.id > ?2 AND (?3 IS NULL OR l.key = ?3) AND (?4 IS NULL OR d.wake <= ?4)
                ORDER BY d.id LIMIT ?5
                """,
                (int)state, After(query.After), query.NotificationKey,
                due is { } by && !OutboxRules.IsLeased(state) ? SqliteText.Ticks(by) : (long?)null,
                due is null || !OutboxRules.IsLeased(state) ? query.Limit : -1)
                .Where(d => !(d.Stored.Delivery.Due > due)));
        }

        found.Sort(static (one, other) => string.CompareOrdinal(one.Stored.Delivery.Id.Value, other.Stored.Delivery.Id.Value));
        return found.Count > query.Limit ? found[..query.Limit] : found;
    }

    /// <summary>Deliveries by id, for those who must see them all; without the delivery where a row is damaged.</summary>
    public static List<(DeliveryId Id, Delivery? Found)> After(SqliteSession session, DeliveryId? after, int limit)
    {
        List<(DeliveryId Id, Delivery? Found)> found = [];
        foreach (var row in session.All($"{Select} WHERE d.id > ?1 ORDER BY d.id LIMIT ?2", RawDelivery.Of, After(after), limit))
        {
            try
            {
                found.Add((row.Id, row.Read(session).Stored.Delivery));
            }
            catch (InvalidDataException)
            {
                found.Add((row.Id, null));
            }
        }

        return found;
    }

    public static List<SqliteDelivery> StandBys(SqliteSession session, DeliveryId awaited) =>
        All(session, $"{Select} WHERE d.waits_for = ?1 ORDER BY d.id", awaited);

    /// <summary>The deliveries of a key that can still be stopped, by id, some of them at a time.</summary>
    public static IEnumerable<DeliveryId> UnsentOf(SqliteSession session, long line)
    {
        DeliveryId? last = null;
        List<DeliveryId> some;
        do
        {
            some = session.All(UnsentAfter, static r => r.GetId(0), line, After(last), IdsAtOnce);
            foreach (var id in some)
                yield return (last = id).Value;
        }
        while (some.Count == IdsAtOnce);
    }

    /// <summary>
    /// What may be leased, in the order of hand-overs. What has become due, or whose lease has ended, is made ready first, some
    /// thousands at a time, so that the order is read from an index however much is due, and never from the whole of what waits.
    /// </summary>
    /// <param name="session">The transaction.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="damaged">Is told of each row that cannot be read; it is put aside, so that the others go on.</param>
    public static List<SqliteDelivery> Due(SqliteSession session, LeaseRequest request, Action<DeliveryId> damaged)
    {
        var now = SqliteText.Ticks(request.Now);
        session.Execute(
            """
            UPDATE deliveries SET ready = 1
            WHERE id IN (SELECT id FROM deliveries WHERE ready = 0 AND wake IS NOT NULL AND wake <= ?1 ORDER BY wake LIMIT ?2)
            """,
            now, MadeReadyAtOnce);
        var rows = session.All(
            $"{Select} WHERE d.ready = 1 AND d.wake <= ?1 {Except(session, request)} ORDER BY d.priority DESC, d.first_due, d.id LIMIT ?2",
            RawDelivery.Of, now, request.Limit);
        List<SqliteDelivery> due = new(rows.Count);
        foreach (var row in rows)
        {
            try
            {
                due.Add(row.Read(session));
            }
            catch (InvalidDataException)
            {
                session.Execute("UPDATE deliveries SET ready = 0, wake = NULL WHERE id = ?1", row.Id);
                damaged(row.Id);
            }
        }

        return due.Count == 0 && rows.Count > 0 ? Due(session, request, damaged) : due;
    }

    public static long NextNo(SqliteSession session) => session.Number("SELECT coalesce(max(no), 0) + 1 FROM plans")!.Value;

    public static void Insert(SqliteSession session, long no, long line, StoredDelivery stored)
    {
        var delivery = stored.Delivery;
        session.Execute("INSERT INTO plans (no, id, plan) VALUES (?1, ?2, ?3)", no, delivery.Id, session.Rows.Write(delivery.Plan));
        session.Execute(
            """
            INSERT INTO deliveries (id, no, line, state, sent, priority, first_due, unsent, ready, wake, waits_for, body, channel)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
            """,
            delivery.Id, no, line, (int)delivery.State, stored.Sent, (int)delivery.Priority,
            SqliteText.Ticks(delivery.Plan.FirstDue), OutboxRules.CanBeStopped(delivery.State), IsReady(delivery), Wake(delivery),
            OutboxRules.Awaited(delivery), session.Rows.Write(stored), ChannelOf(session, delivery));
        SqliteProviderIds.Know(session, no, null, delivery);
    }

    /// <summary>Writes what differs from what was loaded; indices are touched only where their columns change.</summary>
    public static void Update(SqliteSession session, long no, StoredDelivery before, StoredDelivery after)
    {
        var (was, delivery) = (before.Delivery, after.Delivery);
        if (!ReferenceEquals(was.Plan, delivery.Plan))
        {
            session.Execute("UPDATE plans SET plan = ?2 WHERE no = ?1", no, session.Rows.Write(delivery.Plan));
            session.Execute("UPDATE deliveries SET priority = ?2, first_due = ?3 WHERE id = ?1", delivery.Id, (int)delivery.Priority,
                SqliteText.Ticks(delivery.Plan.FirstDue));
        }

        UpdateState(session, was, after);
        SqliteProviderIds.Know(session, no, was, delivery);
    }

    /// <summary>SQLite writes the entry of an index anew when a column of it is named, whatever its value: only what differs is.</summary>
    private static void UpdateState(SqliteSession session, Delivery was, StoredDelivery after)
    {
        var delivery = after.Delivery;
        var unsent = OutboxRules.CanBeStopped(delivery.State);
        var differs = (unsent != OutboxRules.CanBeStopped(was.State) ? UnsentDiffers : 0)
            | (MayDiffer(IsReady(was), OutboxRules.BecomesDue(was.State), IsReady(delivery)) ? ReadyDiffers : 0)
            | (Wake(was) != Wake(delivery) ? WakeDiffers : 0)
            | (OutboxRules.Awaited(was) != OutboxRules.Awaited(delivery) ? AwaitedDiffers : 0)
            | (was.Route.Channel != delivery.Route.Channel ? ChannelDiffers : 0);
        SqliteValues values = default;
        (values[0], values[1], values[2], values[3]) = (delivery.Id, (int)delivery.State, after.Sent, session.Rows.Write(after));
        var count = 4;
        if ((differs & UnsentDiffers) != 0)
            values[count++] = unsent;
        if ((differs & ReadyDiffers) != 0)
            values[count++] = IsReady(delivery);
        if ((differs & WakeDiffers) != 0)
            values[count++] = Wake(delivery);
        if ((differs & AwaitedDiffers) != 0)
            values[count++] = OutboxRules.Awaited(delivery);
        if ((differs & ChannelDiffers) != 0)
            values[count++] = ChannelOf(session, delivery);
        session.Execute(Updates[differs], ((ReadOnlySpan<SqliteValue>)values)[..count]);
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

    private static long? Wake(Delivery delivery) => delivery.State switch
    {
        var waits when OutboxRules.BecomesDue(waits) => SqliteText.Ticks(delivery.Due),
        var leased when OutboxRules.IsLeased(leased) => SqliteText.Ticks(delivery.LeaseUntil),
        _ => null,
    };

    /// <summary>Where a page begins: every id is greater than no octets.</summary>
    private static SqliteValue After(DeliveryId? last) => last is { } id ? id : Array.Empty<byte>();

    private static SqliteDelivery? First(SqliteSession session, string sql, SqliteValue parameter) =>
        session.First(sql, static r => (RawDelivery?)RawDelivery.Of(r), parameter)?.Read(session);

    private static List<SqliteDelivery> All(SqliteSession session, string sql, params ReadOnlySpan<SqliteValue> parameters) =>
        session.All(sql, RawDelivery.Of, parameters).ConvertAll(r => r.Read(session));

    /// <summary>A row before it is read: reading asks for names, which is a statement of its own.</summary>
    private readonly record struct RawDelivery(long No, DeliveryId Id, string Key, byte[] Plan, byte[] Body)
    {
        public static RawDelivery Of(SqliteRow row) =>
            new(row.GetInt64(0), row.GetId(1), row.GetString(2), row.GetOctets(3).ToArray(), row.GetOctets(4).ToArray());

        /// <exception cref="InvalidDataException">It is damaged.</exception>
        public SqliteDelivery Read(SqliteSession session)
        {
            try
            {
                return new(No, session.Rows.ReadState(Body, session.Rows.ReadPlan(Plan, Id, Key)));
            }
            catch (InvalidDataException damaged)
            {
                throw new InvalidDataException($"Delivery {Id}: {damaged.Message}", damaged);
            }
        }
    }
}
