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
        var all = Of(session, delivery);
        if (all.Count == 0)
            return;
        foreach (var traces in all)
        {
            foreach (var trace in traces.Traces)
                session.Execute("DELETE FROM traces WHERE at = ?1 AND delivery = ?2",
                    session.Keys.OfTrace(traces.ContentKey, trace.At), delivery);
        }

        session.Execute("UPDATE plans SET traces = NULL WHERE no = ?1", delivery);
    }

    public static List<StandingTrace> Find(SqliteSession session, string content, IReadOnlyCollection<ulong> places)
    {
        List<StandingTrace> found = [];
        foreach (var place in places)
        {
            foreach (var (id, standing, octets) in session.All(
                Select,
                static r => (r.GetId(0),
                    OutboxRules.StandingOf((DeliveryState)r.GetInt32(1), r.GetBoolean(2)), r.GetOctets(3).ToArray()),
                session.Keys.OfTrace(content, place)))
            {
                foreach (var traces in session.Rows.ReadTraces(octets).Where(t => t.ContentKey == content))
                    found.AddRange(traces.Traces.Where(t => t.At == place)
                        .Select(t => new StandingTrace(t, traces.PersonId, traces.BirthDate, traces.Run, id, standing)));
            }
        }

        return found;
    }

    private static string Select { get; } =
        "SELECT d.id, d.state, d.sent, p.traces FROM traces t CROSS JOIN plans p ON p.no = t.delivery "
            + $"CROSS JOIN deliveries d ON d.id = p.id WHERE t.at = ?1 AND {SqliteDeliveries.IsNotEnded}";

    private static IReadOnlyList<PersonTraces> Of(SqliteSession session, long delivery) =>
        session.First("SELECT traces FROM plans WHERE no = ?1", static r => r.IsNull(0) ? null : r.GetOctets(0).ToArray(), delivery)
            is { } octets ? session.Rows.ReadTraces(octets) : [];

    private static void Write(SqliteSession session, IReadOnlyList<PersonTraces> all, long delivery) =>
        session.Execute("UPDATE plans SET traces = ?2 WHERE no = ?1", delivery, session.Rows.Write(all));
}
