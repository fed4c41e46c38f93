using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>Notification keys and their revisions.</summary>
internal static class SqliteLines
{
    /// <summary>What is known of a key; a new one where nothing is.</summary>
    public static StoredNotification Find(SqliteSession session, string key) => session.First(
        """
        SELECT l.revision, n.content_hash, l.cancelled_at, l.awaits_since, l.confirmed_by, l.confirmed_at,
            EXISTS (SELECT 1 FROM cancelled_accounts c WHERE c.line = l.no)
        FROM lines l LEFT JOIN notifications n ON n.line = l.no AND n.revision = l.revision
        WHERE l.key = ?1
        """,
        r => new StoredNotification(key)
        {
            Revision = r.IsNull(0) ? null : r.GetInt32(0),
            ContentHash = r.IsNull(1) ? null : r.GetString(1),
            CancelledAt = InstantOf(r, 2),
            AwaitsSince = InstantOf(r, 3),
            Confirmed = InstantOf(r, 5) is { } at ? new(r.GetString(4), at) : null,
            HasCancelledAccounts = r.GetBoolean(6),
        },
        key) ?? new(key);

    /// <summary>The number of a key, which it gets now if it has none.</summary>
    public static long Open(SqliteSession session, string key)
    {
        const string Number = "SELECT no FROM lines WHERE key = ?1";
        if (session.Number(Number, key) is { } known)
            return known;
        session.Execute("INSERT INTO lines (key) VALUES (?1)", key);
        return session.Number(Number, key)!.Value;
    }

    public static void Save(SqliteSession session, long line, StoredNotification notification) => session.Execute(
        "UPDATE lines SET revision = ?2, cancelled_at = ?3, awaits_since = ?4, confirmed_by = ?5, confirmed_at = ?6 WHERE no = ?1",
        line, notification.Revision, TextOf(notification.CancelledAt), TextOf(notification.AwaitsSince), notification.Confirmed?.By,
            TextOf(notification.Confirmed?.At));

    public static void Save(SqliteSession session, long line, NotificationRecord record) => session.Execute(
        "INSERT INTO notifications (line, revision, content_hash, registered_at, body) VALUES (?1, ?2, ?3, ?4, ?5)",
        line, record.Notification.Revision, record.ContentHash, SqliteText.Of(record.RegisteredAt), OutboxJson.Write(record.Notification));

    public static void Cancel(SqliteSession session, long line, AccountRef account) =>
        session.Execute("INSERT INTO cancelled_accounts (line, account) VALUES (?1, ?2) ON CONFLICT DO NOTHING", line,
            SqliteText.Of(account));

    public static bool IsCancelled(SqliteSession session, string key, AccountRef account) => session.Number(
        "SELECT 1 FROM cancelled_accounts WHERE line = (SELECT no FROM lines WHERE key = ?1) AND account = ?2", key,
            SqliteText.Of(account)) is not null;

    public static NotificationRecord? Find(SqliteSession session, string key, int? revision) => session.First(
        """
        SELECT body, content_hash, registered_at, cancelled_at IS NOT NULL, awaits_since IS NOT NULL, confirmed_by, confirmed_at
        FROM notifications n JOIN lines l ON l.no = n.line
        WHERE l.key = ?1 AND n.revision = coalesce(?2, l.revision)
        """,
        static r =>
            new NotificationRecord(OutboxJson.ReadNotification(r.GetOctets(0)), r.GetString(1),
            SqliteText.Instant(r.GetString(2)))
            {
                Cancelled = r.GetBoolean(3),
                AwaitsConfirmation = r.GetBoolean(4),
                Confirmed = r.IsNull(6) ? null : new(r.GetString(5), SqliteText.Instant(r.GetString(6))),
            },
        key, revision);

    public static void Decide(SqliteSession session, string key, IReadOnlyList<AccountOutcome> outcomes)
    {
        for (var i = 0; i < outcomes.Count; i++)
        {
            session.Execute(
                "INSERT INTO outcomes (decision, body) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET body = excluded.body",
                session.Keys.OfDecision(key, outcomes[i].Account), session.Rows.Write(outcomes[i]));
        }
    }

    public static AccountOutcome? Outcome(SqliteSession session, string key, AccountRef account) => session.First(
        "SELECT body FROM outcomes WHERE decision = ?1", static r => r.GetOctets(0).ToArray(),
        session.Keys.OfDecision(key, account)) is { } body ? session.Rows.ReadOutcome(body, account) : null;

    public static DeliveryCounts Status(SqliteSession session, string? key)
    {
        var byState = SqliteCounts.Of(session, key);
        var next = key is null
            ? session.Number($"""
                SELECT min(wake) FROM (
                    SELECT * FROM (
                        SELECT wake FROM deliveries WHERE ready = 0 AND wake IS NOT NULL AND state IN ({Due}) ORDER BY wake LIMIT 1)
                    UNION ALL
                    SELECT min(wake) FROM deliveries WHERE ready = 1 AND state IN ({Due}))
                """)
            : session.Number(
                $"""
                SELECT min(wake) FROM deliveries
                WHERE line = (SELECT no FROM lines WHERE key = ?1) AND unsent = 1 AND state IN ({Due})
                """,
                key);
        return new(byState.ToDictionary(), next is { } ticks ? SqliteText.Instant(ticks) : null);
    }

    private static string Due { get; } =
        string.Join(", ", Enum.GetValues<DeliveryState>().Where(OutboxRules.BecomesDue).Select(s => (int)s));

    private static Instant? InstantOf(SqliteRow row, int column) =>
        row.IsNull(column) ? null : SqliteText.Instant(row.GetString(column));

    private static string? TextOf(Instant? instant) => instant is { } at ? SqliteText.Of(at) : null;
}
