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
            EXISTS (SELECT 1 FROM cancelled_accounts c WHERE c.line = l.no), l.no, n.erased
        FROM lines l LEFT JOIN notifications n ON n.line = l.no AND n.revision = l.revision
        WHERE l.key = ?1
        """,
        r => new StoredNotification(key)
        {
            Revision = r.IsNull(0) ? null : r.GetInt32(0),
            ContentHash = TextOf(session, r, 1),
            CancelledAt = InstantOf(session, r, 2),
            AwaitsSince = InstantOf(session, r, 3),
            Confirmed = InstantOf(session, r, 5) is { } at ? new(TextOf(session, r, 4) ?? "", at) : null,
            HasCancelledAccounts = r.GetBoolean(6),
            IsContentErased = r.GetBoolean(8),
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
        "INSERT INTO notifications (line, revision, content_hash, registered_at, erased, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
            + "ON CONFLICT DO UPDATE SET erased = excluded.erased, body = excluded.body",
        line, record.Notification.Revision, record.ContentHash, SqliteText.Of(record.RegisteredAt), record.IsContentErased,
        OutboxJson.Write(record.Notification));

    /// <summary>The notifications of a key, by revision; those that can be read.</summary>
    public static List<NotificationRecord> All(SqliteSession session, string key) => session.Sound(
        "notifications", $"{Records} WHERE l.key = ?1 ORDER BY n.revision", Record, null, key);

    public static void Cancel(SqliteSession session, long line, AccountRef account) =>
        session.Execute("INSERT INTO cancelled_accounts (line, account) VALUES (?1, ?2) ON CONFLICT DO NOTHING", line,
            SqliteText.Of(account));

    public static bool IsCancelled(SqliteSession session, string key, AccountRef account) => session.Number(
        "SELECT 1 FROM cancelled_accounts WHERE line = (SELECT no FROM lines WHERE key = ?1) AND account = ?2", key,
            SqliteText.Of(account)) is not null;

    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static NotificationRecord? Find(SqliteSession session, string key, int? revision) => session.First(
        $"{Records} WHERE l.key = ?1 AND n.revision = coalesce(?2, l.revision)", r => session.OrDamaged("notifications", r, Record), key,
        revision);

    private const string Records =
        """
        SELECT l.no, body, content_hash, registered_at, cancelled_at IS NOT NULL, awaits_since IS NOT NULL, confirmed_by, confirmed_at,
            erased
        FROM lines l JOIN notifications n ON n.line = l.no
        """;

    private static NotificationRecord Record(SqliteRow row) =>
        new(OutboxJson.ReadNotification(row.GetOctets(1)), row.GetString(2), SqliteText.Instant(row.GetString(3)))
        {
            Cancelled = row.GetBoolean(4),
            AwaitsConfirmation = row.GetBoolean(5),
            Confirmed = row.IsNull(7) ? null : new(row.GetString(6), SqliteText.Instant(row.GetString(7))),
            IsContentErased = row.GetBoolean(8),
        };

    public static void Decide(SqliteSession session, string key, IReadOnlyList<AccountOutcome> outcomes)
    {
        for (var i = 0; i < outcomes.Count; i++)
        {
            session.Execute(
                "INSERT INTO outcomes (decision, body) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET body = excluded.body",
                session.Keys.OfDecision(key, outcomes[i].Account), session.Rows.Write(outcomes[i]));
        }
    }

    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static AccountOutcome? Outcome(SqliteSession session, string key, AccountRef account) => session.First(
        "SELECT decision, body FROM outcomes WHERE decision = ?1",
        r => session.OrDamaged("outcomes", r, row => session.Rows.ReadOutcome(row.GetOctets(1), account)),
        session.Keys.OfDecision(key, account));

    public static DeliveryCounts Status(SqliteSession session, string? key)
    {
        var byState = SqliteCounts.Of(session, key);
        var next = key is null
            ? session.Number($"""
                SELECT min(wake) FROM (
                    SELECT * FROM (
                        SELECT wake FROM deliveries WHERE ready IS NOT 1 AND wake IS NOT NULL AND state IN ({Due}) ORDER BY wake LIMIT 1)
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

    /// <summary>One that cannot be read was long ago: what was cancelled stays so, and what waits goes on waiting.</summary>
    private static Instant? InstantOf(SqliteSession session, SqliteRow row, int column) => row.IsNull(column) ? null
        : TextOf(session, row, column) is { } text && SqliteText.TryInstant(text, out var instant) ? instant
        : NoInstant(session, row);

    private static Instant NoInstant(SqliteSession session, SqliteRow row)
    {
        session.Damage.Name("lines", row.GetInt64(7));
        return Instant.MinValue;
    }

    private static string? TextOf(SqliteSession session, SqliteRow row, int column)
    {
        try
        {
            return row.GetText(column);
        }
        catch (Exception fault) when (SqliteDamage.IsSeenBy(fault))
        {
            session.Damage.Name("lines", row.GetInt64(7));
            return "";
        }
    }

    private static string? TextOf(Instant? instant) => instant is { } at ? SqliteText.Of(at) : null;
}
