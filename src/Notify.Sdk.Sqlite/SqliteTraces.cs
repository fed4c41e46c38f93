using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// Where people can be known again under another account. Codes of 64 bits lie in the file as signed numbers of the same bits.
/// </summary>
internal static class SqliteTraces
{
    public static void Add(SqliteSession session, PersonTraces traces, long delivery)
    {
        foreach (var trace in traces.Traces)
        {
            session.Execute(
                """
                INSERT INTO traces (content, at, delivery, kind, name, form, verified, person, born, run)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING
                """,
                traces.ContentKey, (long)trace.At, delivery, (int)trace.Kind, (long)trace.Name, (int)trace.Form, trace.Verified,
                (long)traces.PersonId, (long)traces.BirthDate, (long)traces.Run);
        }
    }

    public static void Remove(SqliteSession session, long delivery) => session.Execute("DELETE FROM traces WHERE delivery = ?1", delivery);

    public static List<StandingTrace> Find(SqliteSession session, string content, IReadOnlyCollection<ulong> places) => session.All(
        """
        SELECT t.at, t.kind, t.name, t.form, t.verified, t.person, t.born, t.run, d.id, d.state, d.sent
        FROM (SELECT DISTINCT value AS at FROM json_each(?2)) k
        CROSS JOIN traces t ON t.content = ?1 AND t.at = k.at
        CROSS JOIN deliveries d ON d.no = t.delivery
        """,
        static r => new StandingTrace(
            new((TraceKind)r.GetInt32(1), (ulong)r.GetInt64(0), (ulong)r.GetInt64(2), (TracedName)r.GetInt32(3), r.GetBoolean(4)),
            (ulong)r.GetInt64(5), (ulong)r.GetInt64(6), (ulong)r.GetInt64(7), new(r.GetString(8)),
                OutboxRules.StandingOf((DeliveryState)r.GetInt32(9), r.GetBoolean(10))),
        content, SqliteText.List(places, static (writer, place) => writer.WriteNumberValue((long)place)));

    public static byte[] Key(SqliteSession session) => (byte[])session.Scalar("SELECT key FROM trace_key")!;
}
