using NodaTime;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Sqlite;

/// <summary>What the outbox does inside one transaction. Made for one transaction and forgotten with it.</summary>
internal sealed class SqliteOutboxWork(SqliteSession session)
{
    private readonly Dictionary<string, SqliteLine> _lines = [];

    public RegisterResult Register(NotificationRecord record)
    {
        var key = record.Notification.Key;
        var revision = record.Notification.Revision;
        var line = SqliteLines.Open(session, key);
        if (line.Cancelled)
            return RegisterResult.Cancelled;
        if (line.Revision > revision)
            return RegisterResult.Conflict;
        if (line.Revision == revision)
            return SqliteLines.Hash(session, line, revision) == record.ContentHash ? RegisterResult.Known : RegisterResult.Conflict;
        SqliteLines.Register(session, line, record);
        StopClosed(line with { Revision = revision }, record.RegisteredAt);
        return RegisterResult.New;
    }

    public int Cancel(string key, Instant now)
    {
        if (SqliteLines.Find(session, key) is not { Revision: not null } line)
            throw new KeyNotFoundException($"Notification '{key}' was never registered here, so there is nothing to cancel. Check the key.");
        SqliteLines.Cancel(session, line, now);
        return StopClosed(line with { Cancelled = true }, now);
    }

    public AddResult[] Add(string key, IReadOnlyList<PlannedDelivery> planned, IReadOnlyList<AccountOutcome> outcomes, CancellationToken cancellationToken)
    {
        var decided = Line(key);
        var results = new AddResult[planned.Count];
        var nextNo = SqliteDeliveries.NextNo(session);
        for (var i = 0; i < results.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            results[i] = Add(planned[i], ref nextNo);
            if (results[i] == AddResult.Added)
                SqliteLines.Decide(session, decided, planned[i].Outcomes);
        }

        SqliteLines.Decide(session, decided, outcomes);
        return results;
    }

    public List<Delivery> Claim(ClaimRequest request)
    {
        var rows = SqliteDeliveries.Claimable(session, request);
        List<Delivery> claimed = new(rows.Count);
        foreach (var row in rows)
        {
            var delivery = OutboxRules.Claim(row.Delivery, request);
            SqliteDeliveries.SaveClaim(session, row.No, delivery);
            claimed.Add(delivery);
        }

        return claimed;
    }

    public bool Update(Delivery wanted) => Write(wanted, places: null) == StartResult.Started;

    public StartResult Start(StartingDelivery starting) => Write(starting.Delivery, starting.Places);

    /// <summary>Writes a version; one that is sending may bring its places anew.</summary>
    private StartResult Write(Delivery wanted, IReadOnlyList<CapPlace>? places)
    {
        if (SqliteDeliveries.Find(session, wanted.Id) is not { } row)
            return StartResult.Refused;
        var stored = row.Delivery;
        if (OutboxRules.Next(stored, wanted, Line(stored.NotificationKey).Closed(stored.Revision), out var asWanted) is not { } next)
            return StartResult.Refused;
        var moves = OutboxRules.HoldsAddress(next) && (!OutboxRules.HoldsAddress(stored) || OutboxRules.AddressMark(stored) != OutboxRules.AddressMark(next));
        if (moves && SqliteMarks.Holder(session, OutboxRules.AddressMark(next)) is { } holder && holder != row.No)
            return StartResult.Refused;
        if (!SqlitePlaces.TryMove(session, row, next, places))
            return StartResult.NoRoom;
        if (moves || next.EndedUnsent)
            SqliteMarks.Free(session, OutboxRules.AddressMark(stored), row.No);
        if (moves)
            SqliteMarks.TrySet(session, OutboxRules.AddressMark(next), row.No);
        var written = row with { Delivery = next, Sent = OutboxRules.MarksAreSent(next) ?? row.Sent };
        SqliteDeliveries.Save(session, written);
        if (next.EndedUnsent)
            Release(written);
        else if (moves)
            WakeLeftBehind(next);
        return asWanted ? StartResult.Started : StartResult.Refused;
    }

    private AddResult Add(PlannedDelivery planned, ref long nextNo)
    {
        var delivery = planned.Delivery;
        var known = SqliteDeliveries.Peek(session, delivery.Id);
        if (known is { } stored && !(delivery with { State = stored.State }).EndedUnsent)
            return AddResult.AlreadyMarked;
        var line = Line(delivery.NotificationKey);
        if (line.Closed(delivery.Revision) is not null)
            return AddResult.Closed;
        if (delivery.State == DeliveryState.StandBy && !WaitsForSomething(delivery))
            return AddResult.WaitsForNothing;
        var no = known?.No ?? nextNo;
        if (!SqliteMarks.TrySet(session, planned.Marks, no))
            return AddResult.AlreadyMarked;
        SqlitePlaces.Take(session, planned, no);
        SqliteDeliveries.Insert(session, no, line.No, known is { } again ? delivery with { Epoch = again.Epoch + 1 } : delivery, planned);
        if (known is null)
            nextNo++;
        return AddResult.Added;
    }

    private bool WaitsForSomething(Delivery standBy) =>
        standBy.WaitsFor is { } awaited
        && SqliteDeliveries.Peek(session, awaited) is { } found
        && !(standBy with { State = found.State }).EndedUnsent;

    private int StopClosed(SqliteLine line, Instant now)
    {
        var stopped = 0;
        foreach (var no in SqliteDeliveries.Stoppable(session, line))
        {
            var row = SqliteDeliveries.Get(session, no);
            if (!OutboxRules.CanBeStopped(row.Delivery.State) || line.Closed(row.Delivery.Revision) is not { } ended)
                continue;
            stopped += Stop(row, ended, now);
        }

        return stopped;
    }

    private int Stop(SqliteRow row, DeliveryState ended, Instant now)
    {
        var stopped = row with { Delivery = OutboxRules.Stop(row.Delivery, ended, now) };
        SqliteDeliveries.Save(session, stopped);
        return 1 + Release(stopped);
    }

    /// <summary>Frees what an ended delivery holds and sees to its stand-bys; returns how many ended with it.</summary>
    private int Release(SqliteRow row)
    {
        var ended = row.Delivery;
        SqliteMarks.FreeAll(session, row.No);
        SqliteMarks.Free(session, OutboxRules.AddressMark(ended), row.No);
        SqlitePlaces.FreeAll(session, row);
        var stopped = 0;
        foreach (var standBy in SqliteDeliveries.StandBys(session, ended.Id))
        {
            if (OutboxRules.StandBysEndToo(ended.State))
                stopped += Stop(standBy, ended.State, ended.ChangedAt);
            else
                Wake(standBy, ended.ChangedAt);
        }

        return stopped;
    }

    private void WakeLeftBehind(Delivery moved)
    {
        var covered = OutboxRules.AddressMark(moved);
        foreach (var standBy in SqliteDeliveries.StandBys(session, moved.Id))
        {
            if (OutboxRules.AddressMark(standBy.Delivery) != covered)
                Wake(standBy, moved.ChangedAt);
        }
    }

    private void Wake(SqliteRow standBy, Instant now)
    {
        var mark = OutboxRules.AddressMark(standBy.Delivery);
        var woken = SqliteMarks.TrySet(session, mark, standBy.No)
            ? OutboxRules.Wake(standBy.Delivery, now)
            : OutboxRules.WaitFor(standBy.Delivery, SqliteDeliveries.Get(session, SqliteMarks.Holder(session, mark)!.Value).Delivery.Id, now);
        SqlitePlaces.TryMove(session, standBy, woken);
        SqliteDeliveries.Save(session, standBy with { Delivery = woken });
    }

    private SqliteLine Line(string key)
    {
        if (!_lines.TryGetValue(key, out var line))
            _lines.Add(key, line = SqliteLines.Open(session, key));
        return line;
    }
}
