using System.Globalization;
using NodaTime;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Sqlite;

/// <summary>What the file knows of one notification key.</summary>
/// <param name="No">Its number in the file.</param>
/// <param name="Cancelled">Whether it was cancelled.</param>
/// <param name="Revision">The highest registered revision, or null.</param>
/// <param name="Awaits">Whether that revision waits for confirmation.</param>
/// <param name="Confirmed">Whether somebody confirmed it.</param>
internal sealed record SqliteLine(long No, bool Cancelled, long? Revision, bool Awaits, bool Confirmed)
{
    /// <summary>How deliveries of a revision end that have not been sent; null while the revision is open.</summary>
    public DeliveryState? Closed(int revision) =>
        Cancelled ? DeliveryState.Cancelled : Revision > revision ? DeliveryState.Superseded : null;
}

/// <summary>Notification keys and their revisions.</summary>
internal static class SqliteLines
{
    public static SqliteLine? Find(SqliteSession session, string key) => session.First(
        "SELECT no, cancelled_at IS NOT NULL, revision, awaits_since IS NOT NULL, confirmed_at IS NOT NULL FROM lines WHERE key = ?1",
        static r => new SqliteLine(r.GetInt64(0), r.GetBoolean(1), r.IsDBNull(2) ? null : r.GetInt64(2), r.GetBoolean(3), r.GetBoolean(4)),
        key);

    public static SqliteLine Open(SqliteSession session, string key)
    {
        if (Find(session, key) is { } line)
            return line;
        session.Execute("INSERT INTO lines (key) VALUES (?1)", key);
        return Find(session, key)!;
    }

    public static void Cancel(SqliteSession session, SqliteLine line, Instant now) =>
        session.Execute("UPDATE lines SET cancelled_at = ?2 WHERE no = ?1", line.No, SqliteText.Of(now));

    public static void Cancel(SqliteSession session, SqliteLine line, AccountRef account) =>
        session.Execute("INSERT INTO cancelled_accounts (line, account) VALUES (?1, ?2) ON CONFLICT DO NOTHING", line.No, SqliteText.Of(account));

    public static bool IsCancelled(SqliteSession session, SqliteLine line, AccountRef account) =>
        session.Scalar("SELECT 1 FROM cancelled_accounts WHERE line = ?1 AND account = ?2", line.No, SqliteText.Of(account)) is not null;

    public static bool HasCancelled(SqliteSession session, SqliteLine line) =>
        session.Scalar("SELECT 1 FROM cancelled_accounts WHERE line = ?1 LIMIT 1", line.No) is not null;
    public static void Await(SqliteSession session, SqliteLine line, Instant now) =>
        session.Execute("UPDATE lines SET awaits_since = coalesce(awaits_since, ?2) WHERE no = ?1", line.No, SqliteText.Of(now));

    public static void Release(SqliteSession session, SqliteLine line, string? confirmedBy, Instant now)
    {
        session.Execute("UPDATE lines SET awaits_since = NULL WHERE no = ?1", line.No);
        if (confirmedBy is not null && !line.Confirmed)
            session.Execute("UPDATE lines SET confirmed_by = ?2, confirmed_at = ?3 WHERE no = ?1", line.No, confirmedBy, SqliteText.Of(now));
    }

    public static string? Hash(SqliteSession session, SqliteLine line, int revision) =>
        (string?)session.Scalar("SELECT content_hash FROM notifications WHERE line = ?1 AND revision = ?2", line.No, revision);

    public static void Register(SqliteSession session, SqliteLine line, NotificationRecord record)
    {
        session.Execute(
            "INSERT INTO notifications (line, revision, content_hash, registered_at, body) VALUES (?1, ?2, ?3, ?4, ?5)",
            line.No, record.Notification.Revision, record.ContentHash, SqliteText.Of(record.RegisteredAt), OutboxJson.Write(record.Notification));
        session.Execute("UPDATE lines SET revision = ?2, awaits_since = NULL, confirmed_by = NULL, confirmed_at = NULL WHERE no = ?1", line.No, record.Notification.Revision);
    }

    public static NotificationRecord? Find(SqliteSession session, string key, int? revision) => session.First(
        """
        SELECT body, content_hash, registered_at, cancelled_at IS NOT NULL, awaits_since IS NOT NULL, confirmed_by, confirmed_at FROM notifications n JOIN lines l ON l.no = n.line
        WHERE l.key = ?1 AND n.revision = coalesce(?2, l.revision)
        """,
        static r => new NotificationRecord(OutboxJson.ReadNotification(r.GetFieldValue<byte[]>(0)), r.GetString(1), SqliteText.Instant(r.GetString(2)))
        {
            Cancelled = r.GetBoolean(3),
            AwaitsConfirmation = r.GetBoolean(4),
            Confirmed = r.IsDBNull(6) ? null : new(r.GetString(5), SqliteText.Instant(r.GetString(6))),
        },
        key, revision);

    public static void Decide(SqliteSession session, SqliteLine line, IReadOnlyList<AccountOutcome> outcomes)
    {
        for (var i = 0; i < outcomes.Count; i++)
        {
            session.Execute(
                "INSERT INTO outcomes (line, account, body) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET body = excluded.body",
                line.No, SqliteText.Of(outcomes[i].Account), OutboxJson.Write(outcomes[i]));
        }
    }

    public static AccountOutcome? Outcome(SqliteSession session, string key, AccountRef account) => session.First(
        "SELECT body FROM outcomes WHERE line = (SELECT no FROM lines WHERE key = ?1) AND account = ?2",
        static r => OutboxJson.ReadOutcome(r.GetFieldValue<byte[]>(0)),
        key, SqliteText.Of(account));

    public static OutboxStatus Status(SqliteSession session, string? key)
    {
        var byState = key is null
            ? session.All("SELECT state, count(*) FROM deliveries GROUP BY state", Count)
            : session.All("SELECT state, count(*) FROM deliveries WHERE line = (SELECT no FROM lines WHERE key = ?1) GROUP BY state", Count, key);
        var next = (string?)(key is null
            ? session.Scalar("""
                SELECT min(due) FROM (
                    SELECT min(due) AS due FROM deliveries WHERE state IN (0, 1) AND ready = 0
                    UNION ALL
                    SELECT min(due) FROM deliveries WHERE state IN (0, 1) AND ready = 1)
                """)
            : session.Scalar("SELECT min(due) FROM deliveries WHERE line = (SELECT no FROM lines WHERE key = ?1) AND state IN (0, 1)", key));
        return new(byState.ToDictionary(), next is null ? null : SqliteText.Instant(next));
    }

    private static KeyValuePair<DeliveryState, int> Count(Microsoft.Data.Sqlite.SqliteDataReader row) =>
        new((DeliveryState)row.GetInt32(0), Convert.ToInt32(row.GetInt64(1), CultureInfo.InvariantCulture));
}
