using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Sqlite;

/// <summary>What the outbox does inside one transaction. Made for one transaction and forgotten with it.</summary>
internal sealed class SqliteOutboxWork(SqliteSession session)
{
    private readonly Dictionary<string, SqliteLine> _lines = [];
    private readonly Dictionary<long, bool> _cancelled = [];

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

    public bool Hold(string key, Instant now)
    {
        var line = Registered(key);
        if (line.Cancelled || line.Confirmed)
            return false;
        SqliteLines.Await(session, line, now);
        SqliteDeliveries.Await(session, line, now);
        return true;
    }

    public int Release(string key, string? confirmedBy, Instant now)
    {
        var line = Registered(key);
        SqliteLines.Release(session, line, confirmedBy, now);
        return SqliteDeliveries.Release(session, line, now);
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

    public bool Add(KnownAgain again)
    {
        if (SqliteDeliveries.Find(session, again.Delivery) is not { Delivery.EndedUnsent: false } row)
            return false;
        SqliteMarks.Extend(session, again.Marks, row.No);
        SqliteTraces.Add(session, again.Traces, row.No);
        return true;
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
        if (OutboxRules.Next(stored, wanted, Line(stored.NotificationKey).Closed(stored.Revision), out var asWanted) is not { } accepted)
            return StartResult.Refused;
        var next = OutboxRules.Under(accepted, Line(stored.NotificationKey).Awaits);
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
        planned = planned with { Delivery = delivery = OutboxRules.Under(delivery, line.Awaits) };
        var no = known?.No ?? nextNo;
        if (Take(planned, planned.Marks, line, no) is { } refused)
            return refused;
        SqliteDeliveries.Insert(session, no, line.No, known is { } again ? delivery with { Epoch = again.Epoch + 1 } : delivery, planned);
        SqliteTraces.Add(session, planned.Traces, no);
        if (known is null)
            nextNo++;
        return AddResult.Added;
    }

    public bool Change(PlannedDelivery planned)
    {
        if (SqliteDeliveries.Find(session, planned.Delivery.Id) is not { } row)
            return false;
        var line = Line(row.Delivery.NotificationKey);
        if (OutboxRules.Change(row.Delivery, planned.Delivery, line.Closed(row.Delivery.Revision), line.Awaits) is not { } next
            || !Write(row, next, planned, line, marks: null))
            return false;
        SqliteLines.Decide(session, line, planned.Outcomes);
        return true;
    }

    public OnceStanding? Cancel(string key, AccountRef account, Instant now)
    {
        if (SqliteLines.Find(session, key) is not { Revision: { } revision } line)
            throw new KeyNotFoundException($"Notification '{key}' was never registered here, so there is nothing to cancel. Check the key.");
        SqliteLines.Cancel(session, line, account);
        if (SqliteMarks.Holder(session, new(ContentKeys.ForAccounts(new("", key) { Revision = (int)revision }), OnceSubject.Of(account))) is not { } no)
            return null;
        var row = SqliteDeliveries.Get(session, no);
        var standing = OutboxRules.StandingOf(row.Delivery.State, row.Sent);
        if (!OutboxRules.CanBeStopped(row.Delivery.State))
            return standing;
        PlannedDelivery stored = new(row.Delivery, SqliteMarks.Added(session, no), SqlitePlaces.Of(session, no), []);
        if (OutboxRules.Without(stored, account, now) is not { } rest || !Write(row, rest.Delivery with { Epoch = row.Delivery.Epoch + 1 }, rest, line, rest.Marks))
            Stop(row, DeliveryState.Cancelled, now);
        return standing;
    }

    /// <summary>Writes a version anew with everything that it holds, and wakes those whom it covers no more; false, and all is as before, when something that it needs is taken.</summary>
    private bool Write(SqliteRow row, Delivery next, PlannedDelivery planned, SqliteLine line, IReadOnlyList<OnceKey>? marks)
    {
        var before = SqliteMarks.Added(session, row.No);
        marks ??= OutboxRules.MarksOfChange(before, planned.Marks, next);
        session.Execute("SAVEPOINT anew");
        Free(row);
        if (!next.EndedUnsent && Take(planned, marks, line, row.No) is not null)
        {
            session.Execute("ROLLBACK TO anew");
            session.Execute("RELEASE anew");
            return false;
        }

        session.Execute("RELEASE anew");
        var written = row with { Delivery = next, Sent = false, HasPlaces = planned.Places.Count > 0 };
        SqliteDeliveries.SaveAnew(session, written, marks, planned.Places);
        if (next.EndedUnsent)
            Release(written);
        else
        {
            if (planned.Traces is not null)
                SqliteTraces.FreeAll(session, row.No);
            SqliteTraces.Add(session, planned.Traces, row.No);
            WakeLeftBehind(next);
        }

        return true;
    }

    /// <summary>Takes the marks and places of a delivery, or says why not; then nothing is taken.</summary>
    private AddResult? Take(PlannedDelivery planned, IReadOnlyList<OnceKey> marks, SqliteLine line, long no)
    {
        if (planned.Delivery.State == DeliveryState.StandBy && !WaitsForSomething(planned.Delivery))
            return AddResult.WaitsForNothing;
        if (SqliteTraces.Bar(session, planned.Traces, planned.Delivery.Id) || IsCancelled(line, marks) || !SqliteMarks.TrySet(session, marks, no))
            return AddResult.AlreadyMarked;
        SqlitePlaces.Take(session, planned, no);
        return null;
    }

    private bool IsCancelled(SqliteLine line, IReadOnlyList<OnceKey> marks)
    {
        if (!_cancelled.TryGetValue(line.No, out var any))
            _cancelled.Add(line.No, any = SqliteLines.HasCancelled(session, line));
        return any && marks.Any(m => m.Subject.Account is { } account && SqliteLines.IsCancelled(session, line, account));
    }

    private void Free(SqliteRow row)
    {
        SqliteMarks.FreeAll(session, row.No);
        SqliteMarks.Free(session, OutboxRules.AddressMark(row.Delivery), row.No);
        SqlitePlaces.FreeAll(session, row);
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
        Free(row);
        SqliteTraces.FreeAll(session, row.No);
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
        foreach (var standBy in SqliteDeliveries.StandBys(session, moved.Id))
        {
            if (!OutboxRules.Covers(moved, standBy.Delivery))
                Wake(standBy, moved.ChangedAt);
        }
    }

    private void Wake(SqliteRow standBy, Instant now)
    {
        var mark = OutboxRules.AddressMark(standBy.Delivery);
        var woken = SqliteMarks.TrySet(session, mark, standBy.No)
            ? OutboxRules.Under(OutboxRules.Wake(standBy.Delivery, now), Line(standBy.Delivery.NotificationKey).Awaits)
            : OutboxRules.WaitFor(standBy.Delivery, SqliteDeliveries.Get(session, SqliteMarks.Holder(session, mark)!.Value).Delivery.Id, now);
        SqlitePlaces.TryMove(session, standBy, woken);
        SqliteDeliveries.Save(session, standBy with { Delivery = woken });
    }

    private SqliteLine Registered(string key) => SqliteLines.Find(session, key) is { Revision: not null } line
        ? line
        : throw new KeyNotFoundException($"Notification '{key}' was never registered here. Check the key.");

    private SqliteLine Line(string key)
    {
        if (!_lines.TryGetValue(key, out var line))
            _lines.Add(key, line = SqliteLines.Open(session, key));
        return line;
    }
}
