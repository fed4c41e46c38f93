namespace Notify.Sdk.Sqlite;

/// <summary>
/// How many deliveries of a key stand where: kept beside the rows, a transaction at a time, so that no index of all rows moves with each
/// step of each delivery.
/// </summary>
internal sealed class SqliteCounts
{
    /// <summary>Counted like a state, beside the state that each of them has.</summary>
    private const DeliveryState Erased = (DeliveryState)byte.MaxValue;

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

    /// <summary>Takes note whether a delivery was erased, or is planned anew for somebody.</summary>
    public void Erase(long line, Delivery before, Delivery after)
    {
        if (before.IsErased != after.IsErased)
            Add(line, Erased, after.IsErased ? 1 : -1);
    }

    /// <summary>Whether all deliveries of a key were erased, or there are none. Of what was written.</summary>
    public static bool AreErased(SqliteSession session, string key) => session.Number(
        "SELECT coalesce(sum(iif(state = ?2, -deliveries, deliveries)), 0) FROM counts WHERE line = (SELECT no FROM lines WHERE key = ?1)",
        key, (int)Erased) <= 0;

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
        ? session.Sound("counts", "SELECT state, CAST(total(deliveries) AS INTEGER) FROM counts WHERE state <> 255 GROUP BY state", Count,
            null)
        : session.Sound(
            "counts", "SELECT state, deliveries FROM counts WHERE state <> 255 AND line = (SELECT no FROM lines WHERE key = ?1)",
            Count, null, key))
        .Where(c => c.Value > 0).ToDictionary();

    private void Add(long line, DeliveryState state, int by) =>
        _moved[(line, state)] = _moved.GetValueOrDefault((line, state)) + by;

    private static KeyValuePair<DeliveryState, int> Count(SqliteRow row) =>
        row.GetInt64(0) is >= 0 and <= byte.MaxValue and var state && Enum.IsDefined((DeliveryState)state)
            ? new((DeliveryState)state, checked((int)row.GetInt64(1))) : throw new InvalidDataException();
}
