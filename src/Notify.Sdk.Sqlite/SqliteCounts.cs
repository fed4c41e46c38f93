using System.Globalization;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// How many deliveries of a key stand where: kept beside the rows, a transaction at a time, so that no index of all rows moves with each
/// step of each delivery.
/// </summary>
internal sealed class SqliteCounts
{
    private readonly Dictionary<(long Line, DeliveryState State), int> _moved = [];

    /// <summary>Takes note that a delivery went from one state to another.</summary>
    /// <param name="line">Of its key.</param>
    /// <param name="from">Where it stood; null for a new one.</param>
    /// <param name="to">Where it stands.</param>
    public void Move(long line, DeliveryState? from, DeliveryState to)
    {
        if (from == to)
            return;
        if (from is { } left)
            Add(line, left, -1);
        Add(line, to, 1);
    }

    /// <summary>Writes what was noted.</summary>
    public void Write(SqliteSession session)
    {
        foreach (var ((line, state), by) in _moved)
        {
            if (by != 0)
                session.Execute(
                    "INSERT INTO counts VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET deliveries = deliveries + excluded.deliveries", line,
                    (int)state, by);
        }

        _moved.Clear();
    }

    /// <summary>How many stand where, of a key or of all.</summary>
    public static Dictionary<DeliveryState, int> Of(SqliteSession session, string? key) => (key is null
        ? session.All("SELECT state, sum(deliveries) FROM counts GROUP BY state", Count)
        : session.All("SELECT state, deliveries FROM counts WHERE line = (SELECT no FROM lines WHERE key = ?1)", Count, key))
        .Where(c => c.Value > 0).ToDictionary();

    private void Add(long line, DeliveryState state, int by) =>
        _moved[(line, state)] = _moved.GetValueOrDefault((line, state)) + by;

    private static KeyValuePair<DeliveryState, int> Count(SqliteRow row) =>
        new((DeliveryState)row.GetInt32(0), Convert.ToInt32(row.GetInt64(1), CultureInfo.InvariantCulture));
}
