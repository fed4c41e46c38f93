using System.Text;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>Finds and forgets what leads to a person. Rare, so no index serves it: everything is read, some thousands at a time.</summary>
internal static class SqliteErasure
{
    private const int LookedAtAtOnce = 5_000;

    public static DeliveryPage Find(SqliteSession session, ErasureScope scope, DeliveryId? after)
    {
        var (looked, next) = SqliteDeliveries.After(session, after, LookedAtAtOnce);
        return new([.. looked.Where(scope.Concerns)], next);
    }

    /// <summary>
    /// Clears rows of deliveries that cannot be read and hold an address or an account of the scope, as octets; nobody can say what else
    /// they hold. They were found when all were read before.
    /// </summary>
    /// <returns>How many.</returns>
    public static int ForgetDamaged(SqliteSession session, ErasureScope scope)
    {
        var texts = scope.Addresses.Select(a => a.Value).Concat(scope.Accounts.Select(a => a.Id)).Select(Encoding.UTF8.GetBytes).ToList();
        var cleared = 0;
        foreach (var (no, key) in session.Damage.FoundDeliveries)
        {
            var rows = session.All(
                "SELECT no, CAST(plan AS BLOB) FROM plans WHERE no = ?1 OR id IS ?2 "
                    + "UNION ALL SELECT NULL, CAST(body AS BLOB) FROM deliveries WHERE id IS ?2",
                static r => (No: r.IsNull(0) ? (long?)null : r.GetInt64(0), Octets: r.GetOctets(1).ToArray()), no, key);
            if (!rows.Exists(r => texts.Exists(t => r.Octets.AsSpan().IndexOf(t) >= 0)))
                continue;
            foreach (var plan in rows.Select(r => r.No).OfType<long>())
            {
                SqliteTraces.Remove(session, plan);
                session.Execute("UPDATE plans SET plan = x'' WHERE no = ?1", plan);
            }

            session.Execute("UPDATE deliveries SET body = x'', ready = 0, wake = NULL WHERE id IS ?1", key);
            cleared++;
        }

        return cleared;
    }

    /// <summary>Decisions are found by a code of key and account, so each key is asked for.</summary>
    public static List<KeyValuePair<string, AccountOutcome>> Outcomes(SqliteSession session, AccountRef account)
    {
        List<KeyValuePair<string, AccountOutcome>> found = [];
        foreach (var key in Keys(session))
        {
            try
            {
                if (SqliteLines.Outcome(session, key, account) is { } outcome)
                    found.Add(new(key, outcome));
            }
            catch (InvalidDataException)
            {
                // It was named.
            }
        }

        return found;
    }

    /// <returns>The keys under which there was a decision.</returns>
    public static List<string> Forget(SqliteSession session, string? key, AccountRef account)
    {
        List<string> decided = [.. (key is null ? Keys(session) : [key]).Where(one =>
            session.Execute("DELETE FROM outcomes WHERE decision = ?1", session.Keys.OfDecision(one, account)) > 0)];
        session.Execute(
            "DELETE FROM cancelled_accounts WHERE account = ?1 AND (?2 IS NULL OR line = (SELECT no FROM lines WHERE key = ?2))",
            SqliteText.Of(account), key);
        return decided;
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
        [.. session.Sound("lines", "SELECT no, key FROM lines", static r => r.GetString(1), null).Order(StringComparer.Ordinal)];
}
