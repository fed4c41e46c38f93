using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// Where people can be known again under another account: with each delivery all that it left, and an index of the places. What one left
/// that ended unsent counts for nothing, and goes when it is planned anew or erased.
/// </summary>
internal static class SqliteTraces
{
    public static void Add(SqliteSession session, PersonTraces traces, long delivery)
    {
        if (traces.Traces.Count == 0)
            return;
        Write(session, [.. Of(session, delivery), traces], delivery);
        foreach (var trace in traces.Traces)
            session.Execute("INSERT INTO traces (at, delivery) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
                session.Keys.OfTrace(traces.ContentKey, trace.At), delivery);
    }

    public static void Remove(SqliteSession session, long delivery)
    {
        if (Octets(session, delivery) is not { } octets)
            return;
        if (Read(session, octets, delivery) is { } all)
        {
            foreach (var (content, trace) in all.SelectMany(t => t.Traces, (traces, trace) => (traces.ContentKey, trace)))
                session.Execute("DELETE FROM traces WHERE at = ?1 AND delivery = ?2", session.Keys.OfTrace(content, trace.At), delivery);
        }
        else
        {
            session.Execute("DELETE FROM traces WHERE delivery = ?1", delivery); // reads them all
        }

        session.Execute("UPDATE plans SET traces = NULL WHERE no = ?1", delivery);
    }

    public static List<StandingTrace> Find(SqliteSession session, string content, IReadOnlyCollection<ulong> places)
    {
        List<StandingTrace> found = [];
        foreach (var place in places)
        {
            foreach (var (id, standing, octets, no) in session.Sound(SqliteDamage.Deliveries, Select, Standing, null,
                session.Keys.OfTrace(content, place)))
            {
                foreach (var traces in (Read(session, octets, no) ?? []).Where(t => t.ContentKey == content))
                    found.AddRange(traces.Traces.Where(t => t.At == place)
                        .Select(t => new StandingTrace(t, traces.PersonId, traces.BirthDate, traces.Run, id, standing)));
            }
        }

        return found;
    }

    private static string Select { get; } =
        "SELECT t.delivery, d.id, d.state, d.sent, p.traces FROM traces t LEFT JOIN plans p ON p.no = t.delivery "
            + $"LEFT JOIN deliveries d ON d.id = p.id WHERE t.at = ?1 AND {SqliteDeliveries.IsNotEnded}";

    private static (DeliveryId Id, OnceStanding Standing, byte[] Octets, long No) Standing(SqliteRow row) => (row.GetId(1),
        OutboxRules.StandingOf((DeliveryState)row.GetInt32(2), row.GetBoolean(3)), row.GetOctets(4).ToArray(), row.GetInt64(0));

    private static IReadOnlyList<PersonTraces> Of(SqliteSession session, long delivery) =>
        Octets(session, delivery) is { } octets ? Read(session, octets, delivery) ?? [] : [];

    private static byte[]? Octets(SqliteSession session, long delivery) => session.First(
        "SELECT traces FROM plans WHERE no = ?1",
        static r => r.GetValue(0) is { Kind: not SqliteKind.Null } value ? value.Reference as byte[] ?? [] : null, delivery);

    /// <summary>The traces, or null where they are damaged: then that delivery is known again by its marks alone.</summary>
    private static IReadOnlyList<PersonTraces>? Read(SqliteSession session, byte[] octets, long delivery)
    {
        try
        {
            return session.Rows.ReadTraces(octets);
        }
        catch (Exception fault) when (SqliteDamage.IsSeenBy(fault))
        {
            session.Damage.Name("plans", delivery);
            return null;
        }
    }

    private static void Write(SqliteSession session, IReadOnlyList<PersonTraces> all, long delivery) =>
        session.Execute("UPDATE plans SET traces = ?2 WHERE no = ?1", delivery, session.Rows.Write(all));
}
