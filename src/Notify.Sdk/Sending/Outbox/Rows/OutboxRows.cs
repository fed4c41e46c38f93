using Notify.Sdk.Sending;

namespace Notify.Sdk.Stores;

/// <summary>
/// How durable stores write what they keep of deliveries, so that all of them share one format: octets behind a version octet, with
/// numbers for what many rows repeat. What was written holds addresses and names: treat it like the database that it lies in. For
/// authors of stores; one for each connection. Used by one thread at a time.
/// </summary>
/// <remarks>
/// A delivery is two rows: the plan, which stays as it is (<see cref="DeliveryPlan"/>), and the state, which every step writes anew. What
/// a store has beside them, as the key of the notification, is not in them and is handed over again when they are read.
/// </remarks>
/// <param name="names">The numbers of texts.</param>
public sealed class OutboxRows(INameTable names)
{
    /// <summary>The format that is written and read.</summary>
    public const byte Version = 1;

    private readonly RowWriter _row = new(names);

    /// <summary>Writes a plan. The octets are good until the next call.</summary>
    /// <exception cref="ArgumentException">It holds something that has no name, so that it could not be read again.</exception>
    public ArraySegment<byte> Write(DeliveryPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _row.Begin(Version);
        _row.Signed(plan.Revision);
        PlanRows.Write(_row, plan, SharedContent(plan.NotificationKey, plan.Revision));
        return _row.Written;
    }

    /// <summary>Writes what changes of a delivery. The octets are good until the next call.</summary>
    public ArraySegment<byte> Write(StoredDelivery stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        _row.Begin(Version);
        StateRows.Write(_row, stored, SharedContent(stored.Delivery.NotificationKey, stored.Delivery.Revision));
        return _row.Written;
    }

    /// <summary>Writes a decision, without its account. The octets are good until the next call.</summary>
    public ArraySegment<byte> Write(AccountOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        _row.Begin(Version);
        ReasonRows.Write(_row, outcome);
        return _row.Written;
    }

    /// <summary>Writes the traces that a delivery left. The octets are good until the next call.</summary>
    public ArraySegment<byte> Write(IReadOnlyList<PersonTraces> traces)
    {
        ArgumentNullException.ThrowIfNull(traces);
        _row.Begin(Version);
        TraceRows.Write(_row, traces);
        return _row.Written;
    }

    /// <summary>Reads a plan.</summary>
    /// <exception cref="InvalidDataException">The octets are damaged or of another format.</exception>
    public DeliveryPlan ReadPlan(ReadOnlySpan<byte> octets, DeliveryId id, string notificationKey)
    {
        RowReader row = new(octets, names, Version);
        var revision = row.Signed() is >= int.MinValue and <= int.MaxValue and var found ? (int)found : throw RowReader.Damaged();
        var plan = PlanRows.Read(ref row, id, notificationKey, revision, SharedContent(notificationKey, revision));
        row.End();
        return plan;
    }

    /// <summary>Reads what changes of a delivery.</summary>
    /// <exception cref="InvalidDataException">The octets are damaged or of another format.</exception>
    public StoredDelivery ReadState(ReadOnlySpan<byte> octets, DeliveryPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        RowReader row = new(octets, names, Version);
        var stored = StateRows.Read(ref row, plan, SharedContent(plan.NotificationKey, plan.Revision));
        row.End();
        return stored;
    }

    /// <summary>Reads a decision.</summary>
    /// <exception cref="InvalidDataException">The octets are damaged or of another format.</exception>
    public AccountOutcome ReadOutcome(ReadOnlySpan<byte> octets, AccountRef account)
    {
        RowReader row = new(octets, names, Version);
        var outcome = ReasonRows.ReadOutcome(ref row, account);
        row.End();
        return outcome;
    }

    /// <summary>Reads traces.</summary>
    /// <exception cref="InvalidDataException">The octets are damaged or of another format.</exception>
    public IReadOnlyList<PersonTraces> ReadTraces(ReadOnlySpan<byte> octets)
    {
        RowReader row = new(octets, names, Version);
        var traces = TraceRows.Read(ref row);
        row.End();
        return traces;
    }

    private (string Key, int Revision, string Content) _shared = ("", 0, "");

    /// <summary>The content of the accounts of a notification; one text for all rows of it that follow one another.</summary>
    private string SharedContent(string key, int revision)
    {
        if (_shared.Revision != revision || _shared.Key != key || _shared.Content.Length == 0)
            _shared = (key, revision, ContentKeys.ForAccounts(new("", key) { Revision = revision }));
        return _shared.Content;
    }
}
