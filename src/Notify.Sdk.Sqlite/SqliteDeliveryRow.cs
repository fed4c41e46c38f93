using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>A delivery as it lies in the file.</summary>
/// <param name="No">Its number in the file.</param>
/// <param name="Stored">The delivery.</param>
internal readonly record struct SqliteDelivery(long No, StoredDelivery Stored);

/// <summary>
/// A row of a delivery before it is read: reading asks for names, which is a statement of its own. What stands in columns must be what the
/// row itself says, so that no damaged column sends anything.
/// </summary>
/// <param name="Key">What stands in the column of its id, whatever that is.</param>
/// <param name="No">Its number.</param>
/// <param name="Id">Its id; null where that cannot be read.</param>
/// <param name="Line">The key of its notification; null where that is not found.</param>
/// <param name="Plan">Its plan; null where it is not found under the number and the id.</param>
/// <param name="Body">How far it got.</param>
/// <param name="Columns">What is asked for.</param>
internal readonly record struct SqliteDeliveryRow(
    SqliteValue Key, long No, DeliveryId? Id, string? Line, byte[]? Plan, byte[] Body, SqliteColumns? Columns)
{
    /// <summary>The rows; what a damaged one does not lead to is missing in it.</summary>
    public const string Select =
        """
        SELECT d.no, d.id, l.key, p.plan, p.id IS d.id, d.body, d.state, d.sent, d.priority, d.first_due, d.unsent, d.wake, d.waits_for,
            d.channel
        FROM deliveries d LEFT JOIN lines l ON l.no = d.line LEFT JOIN plans p ON p.no = d.no
        """;

    public static SqliteDeliveryRow Of(SqliteRow row)
    {
        SqliteDeliveryRow found = new(row.GetValue(1), row.GetInt64(0), row.FindId(1), null, null, [], null);
        try
        {
            return found with
            {
                Line = row.GetText(2),
                Plan = row.GetBoolean(4) ? row.GetOctets(3).ToArray() : null,
                Body = row.GetOctets(5).ToArray(),
                Columns = SqliteColumns.Of(row, first: 6),
            };
        }
        catch (Exception fault) when (SqliteDamage.IsSeenBy(fault))
        {
            return found;
        }
    }

    /// <summary>Reads it; a damaged one is named.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public SqliteDelivery Read(SqliteSession session)
    {
        try
        {
            if (Id is { } id && Line is not null && Plan is not null
                && session.Rows.ReadState(Body, session.Rows.ReadPlan(Plan, id, Line)) is var stored
                && Columns == SqliteColumns.Of(session, stored))
                return new(No, stored);
        }
        catch (Exception fault) when (SqliteDamage.IsSeenBy(fault))
        {
            throw Damaged(session, fault);
        }

        throw Damaged(session, cause: null);
    }

    /// <summary>Reads it, or answers null where it is damaged.</summary>
    public SqliteDelivery? TryRead(SqliteSession session)
    {
        try
        {
            return Read(session);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private InvalidDataException Damaged(SqliteSession session, Exception? cause)
    {
        session.Damage.NameDelivery(No, Key);
        return new($"Delivery {Id?.Value ?? "without an id"}, number {No} of the file, cannot be read: its row was damaged. Restore a "
            + $"backup.",
            cause);
    }
}

/// <summary>What is asked for of a delivery, and so stands in columns beside the row.</summary>
internal readonly record struct SqliteColumns(
    int State, bool Sent, int Priority, long FirstDue, bool Unsent, long? Wake, DeliveryId? WaitsFor, int Channel)
{
    public static SqliteColumns Of(SqliteSession session, StoredDelivery stored)
    {
        var delivery = stored.Delivery;
        return new((int)delivery.State, stored.Sent, (int)delivery.Priority, SqliteText.Ticks(delivery.Plan.FirstDue),
            OutboxRules.CanBeStopped(delivery.State), WakeOf(delivery), OutboxRules.Awaited(delivery),
            session.Names.Find(delivery.Route.Channel.Name) ?? -1);
    }

    /// <summary>As they lie in a row.</summary>
    public static SqliteColumns Of(SqliteRow row, int first) => new(
        row.GetInt32(first), row.GetBoolean(first + 1), row.GetInt32(first + 2), row.GetInt64(first + 3), row.GetBoolean(first + 4),
        row.IsNull(first + 5) ? null : row.GetInt64(first + 5), row.IsNull(first + 6) ? null : row.GetId(first + 6),
        row.GetInt32(first + 7));

    /// <summary>When it may be leased; null where neither its due instant nor the end of a lease matters.</summary>
    public static long? WakeOf(Delivery delivery) => delivery.State switch
    {
        var waits when OutboxRules.BecomesDue(waits) => SqliteText.Ticks(delivery.Due),
        var leased when OutboxRules.IsLeased(leased) => SqliteText.Ticks(delivery.LeaseUntil),
        _ => null,
    };
}
