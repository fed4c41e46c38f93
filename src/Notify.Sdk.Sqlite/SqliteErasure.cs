using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>Finds and forgets what leads to a person. Rare, so no index serves it: everything is read, some thousands at a time.</summary>
internal static class SqliteErasure
{
    private const int LookedAtAtOnce = 5_000;

    public static DeliveryPage Find(SqliteSession session, ErasureScope scope, DeliveryId? after)
    {
        var looked = SqliteDeliveries.After(session, after, LookedAtAtOnce);
        return new(
            [.. looked.Select(row => row.Found).OfType<Delivery>().Where(scope.Concerns)],
            looked.Count < LookedAtAtOnce ? null : looked[^1].Id);
    }

    /// <summary>Decisions are found by a code of key and account, so each key is asked for.</summary>
    public static List<KeyValuePair<string, AccountOutcome>> Outcomes(SqliteSession session, AccountRef account)
    {
        List<KeyValuePair<string, AccountOutcome>> found = [];
        foreach (var key in Keys(session))
        {
            if (SqliteLines.Outcome(session, key, account) is { } outcome)
                found.Add(new(key, outcome));
        }

        return found;
    }

    public static void Forget(SqliteSession session, string? key, AccountRef account)
    {
        foreach (var one in key is null ? Keys(session) : [key])
            session.Execute("DELETE FROM outcomes WHERE decision = ?1", session.Keys.OfDecision(one, account));
        session.Execute(
            "DELETE FROM cancelled_accounts WHERE account = ?1 AND (?2 IS NULL OR line = (SELECT no FROM lines WHERE key = ?2))",
            SqliteText.Of(account), key);
    }

    public static void Forget(SqliteSession session, string key)
    {
        session.Execute(
            """
            DELETE FROM notifications WHERE line = (
                SELECT no FROM lines l WHERE l.key = ?1 AND NOT EXISTS (SELECT 1 FROM counts c WHERE c.line = l.no AND c.deliveries > 0))
            """,
            key);
        session.Execute(
            "DELETE FROM lines WHERE key = ?1 AND NOT EXISTS (SELECT 1 FROM counts c WHERE c.line = lines.no AND c.deliveries > 0)", key);
    }

    private static List<string> Keys(SqliteSession session) =>
        [.. session.All("SELECT key FROM lines", static r => r.GetString(0)).Order(StringComparer.Ordinal)];
}
