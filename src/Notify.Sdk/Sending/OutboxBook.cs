using NodaTime;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Sending;

/// <summary>
/// The in-memory outbox without its lock: what may be added, changed, stopped and woken. Everything is checked before
/// anything is changed. Not thread-safe.
/// </summary>
internal sealed class OutboxBook
{
    public OutboxIndex Index { get; } = new();

    public OutboxPots Pots { get; } = new();

    public OutboxTraces Traces { get; } = new();

    public RegisterResult Register(NotificationRecord record)
    {
        var line = Index.Line(record.Notification.Key);
        var revision = record.Notification.Revision;
        if (line.Cancelled)
            return RegisterResult.Cancelled;
        if (line.Latest is { } latest && latest.Notification.Revision >= revision)
            return latest.Notification.Revision == revision && latest.ContentHash == record.ContentHash ? RegisterResult.Known : RegisterResult.Conflict;
        line.Revisions.Add(revision, record);
        (line.Awaits, line.Confirmed) = (false, null);
        StopClosed(line, record.RegisteredAt);
        return RegisterResult.New;
    }

    public int Cancel(string key, Instant now)
    {
        if (Index.FindLine(key) is not { Latest: not null } line)
            throw new KeyNotFoundException($"Notification '{key}' was never registered here, so there is nothing to cancel. Check the key.");
        line.Cancelled = true;
        return StopClosed(line, now);
    }

    public bool Hold(string key, Instant now)
    {
        var line = Registered(key);
        if (line.Cancelled || line.Confirmed is not null)
            return false;
        line.Awaits = true;
        foreach (var entry in line.Entries.Where(e => OutboxRules.WaitsToo(e.Delivery.State)))
            Index.Put(entry, OutboxRules.Await(entry.Delivery, now));
        return true;
    }

    public int Release(string key, string? confirmedBy, Instant now)
    {
        var line = Registered(key);
        line.Awaits = false;
        if (confirmedBy is not null)
            line.Confirmed ??= new(confirmedBy, now);
        var waiting = line.Entries.Where(e => e.Delivery.State == DeliveryState.AwaitsConfirmation).ToList();
        foreach (var entry in waiting)
            Index.Put(entry, OutboxRules.Release(entry.Delivery, now));
        return waiting.Count;
    }

    public AddResult Add(PlannedDelivery planned)
    {
        var delivery = planned.Delivery;
        var known = Index.Find(delivery.Id);
        if (known is { Delivery.EndedUnsent: false })
            return AddResult.AlreadyMarked;
        var line = Index.Line(delivery.NotificationKey);
        if (line.Closed(delivery.Revision) is not null)
            return AddResult.Closed;
        planned = planned with { Delivery = delivery = OutboxRules.Under(delivery, line.Awaits) };
        if (Refuses(planned, known, line) is { } refused)
            return refused;
        var entry = Index.Insert(line, known, planned);
        Take(entry);
        return AddResult.Added;
    }

    public bool Change(PlannedDelivery planned)
    {
        if (Index.Find(planned.Delivery.Id) is not { } entry)
            return false;
        var line = Index.Line(entry.Delivery.NotificationKey);
        if (OutboxRules.Change(entry.Delivery, planned.Delivery, line.Closed(entry.Delivery.Revision), line.Awaits) is not { } next
            || (!next.EndedUnsent && Refuses(planned, entry, line) is not null))
            return false;
        Write(entry, next, planned);
        foreach (var outcome in planned.Outcomes)
            line.Outcomes[outcome.Account] = outcome;
        return true;
    }

    public OnceStanding? Cancel(string key, AccountRef account, Instant now)
    {
        if (Index.FindLine(key) is not { Latest: { } latest } line)
            throw new KeyNotFoundException($"Notification '{key}' was never registered here, so there is nothing to cancel. Check the key.");
        line.CancelledAccounts.Add(account);
        if (Index.Holder(new(ContentKeys.ForAccounts(latest.Notification), OnceSubject.Of(account))) is not { } entry)
            return null;
        var standing = OutboxRules.StandingOf(entry.Delivery.State, entry.Sent);
        if (!OutboxRules.CanBeStopped(entry.Delivery.State))
            return standing;
        if (OutboxRules.Without(new(entry.Delivery, entry.Marks, entry.Places, []), account, now) is { } rest)
            Write(entry, rest.Delivery with { Epoch = entry.Delivery.Epoch + 1 }, rest, [.. rest.Marks]);
        else
            Stop(entry, DeliveryState.Cancelled, now);
        return standing;
    }

    /// <summary>Why the outbox does not take it, or null; what <paramref name="self"/> holds is its own.</summary>
    private AddResult? Refuses(PlannedDelivery planned, OutboxEntry? self, OutboxLine line)
    {
        var delivery = planned.Delivery;
        if (delivery.State == DeliveryState.StandBy && (delivery.WaitsFor is not { } awaited || Index.Find(awaited) is not { Delivery.EndedUnsent: false }))
            return AddResult.WaitsForNothing;
        for (var i = 0; i < planned.Marks.Count; i++)
        {
            if ((Index.Holder(planned.Marks[i]) is { } holder && holder != self)
                || (line.CancelledAccounts.Count > 0 && planned.Marks[i].Subject.Account is { } account && line.CancelledAccounts.Contains(account)))
                return AddResult.AlreadyMarked;
        }

        return Traces.Bar(planned.Traces, self) ? AddResult.AlreadyMarked : null;
    }

    /// <summary>Writes a version anew with everything that it holds, and wakes those whom it covers no more.</summary>
    private void Write(OutboxEntry entry, Delivery next, PlannedDelivery planned, IReadOnlyList<OnceKey>? marks = null)
    {
        marks ??= OutboxRules.MarksOfChange(entry.Marks, planned.Marks, next);
        Free(entry);
        entry.Hold(marks, planned);
        Index.Put(entry, next);
        if (next.EndedUnsent)
        {
            Release(entry);
            return;
        }

        Take(entry);
        WakeLeftBehind(next);
    }

    /// <summary>Marks, traces and places of an entry at its beginning.</summary>
    private void Take(OutboxEntry entry)
    {
        Traces.Add(entry);
        for (var i = 0; i < entry.Marks.Count; i++)
            Index.Mark(entry.Marks[i], entry);
        MovePlaces(entry, entry.Delivery);
    }

    private void Free(OutboxEntry entry)
    {
        for (var i = 0; i < entry.Marks.Count; i++)
            Index.Unmark(entry.Marks[i], entry);
        Index.Unmark(OutboxRules.AddressMark(entry.Delivery), entry);
        for (var i = 0; i < entry.Places.Count; i++)
            Pots.Free(entry.Places[i].Bucket, entry);
        Traces.Remove(entry);
    }

    public void Add(KnownAgain again)
    {
        if (Index.Find(again.Delivery) is not { Delivery.EndedUnsent: false } entry)
            return;
        foreach (var mark in again.Marks)
        {
            if (Index.Holder(mark) is null)
                Index.Mark(mark, entry);
        }

        entry.Know(again);
        Traces.Add(entry);
    }

    public List<Delivery> Claim(ClaimRequest request)
    {
        List<Delivery> claimed = [];
        while (claimed.Count < request.Limit && Index.TakeDue(request.Now) is { } entry)
        {
            Index.Put(entry, OutboxRules.Claim(entry.Delivery, request));
            claimed.Add(entry.Delivery);
        }

        return claimed;
    }

    public bool Update(Delivery wanted) => Write(wanted, places: null) == StartResult.Started;

    public StartResult Start(StartingDelivery starting) => Write(starting.Delivery, starting.Places);

    /// <summary>Writes a version; one that is sending may bring its places anew.</summary>
    private StartResult Write(Delivery wanted, IReadOnlyList<CapPlace>? places)
    {
        if (Index.Find(wanted.Id) is not { } entry)
            return StartResult.Refused;
        var stored = entry.Delivery;
        var closed = Index.Line(stored.NotificationKey).Closed(stored.Revision);
        if (OutboxRules.Next(stored, wanted, closed, out var asWanted) is not { } accepted)
            return StartResult.Refused;
        var next = OutboxRules.Under(accepted, Index.Line(stored.NotificationKey).Awaits);
        var moves = OutboxRules.HoldsAddress(next) && (!OutboxRules.HoldsAddress(stored) || OutboxRules.AddressMark(stored) != OutboxRules.AddressMark(next));
        if (moves && Index.Holder(OutboxRules.AddressMark(next)) is { } holder && holder != entry)
            return StartResult.Refused;
        if (next.State == DeliveryState.Sending && !HasRoom(entry, next, places ?? entry.Places))
            return StartResult.NoRoom;
        if (moves || next.EndedUnsent)
            Index.Unmark(OutboxRules.AddressMark(stored), entry);
        if (moves)
            Index.Mark(OutboxRules.AddressMark(next), entry);
        if (places is not null)
            Replace(entry, places);
        MovePlaces(entry, next);
        entry.Sent = OutboxRules.MarksAreSent(next) ?? entry.Sent;
        Index.Put(entry, next);
        if (next.EndedUnsent)
            Release(entry);
        else if (moves)
            WakeLeftBehind(next);
        return asWanted ? StartResult.Started : StartResult.Refused;
    }

    private OutboxLine Registered(string key) => Index.FindLine(key) is { Latest: not null } line
        ? line
        : throw new KeyNotFoundException($"Notification '{key}' was never registered here. Check the key.");

    private int StopClosed(OutboxLine line, Instant now)
    {
        var stopped = 0;
        for (var i = 0; i < line.Entries.Count; i++)
        {
            var delivery = line.Entries[i].Delivery;
            if (OutboxRules.CanBeStopped(delivery.State) && line.Closed(delivery.Revision) is { } ended)
                stopped += Stop(line.Entries[i], ended, now);
        }

        return stopped;
    }

    private int Stop(OutboxEntry entry, DeliveryState ended, Instant now)
    {
        Index.Put(entry, OutboxRules.Stop(entry.Delivery, ended, now));
        return 1 + Release(entry);
    }

    /// <summary>Frees what an ended delivery holds and sees to its stand-bys; returns how many ended with it.</summary>
    private int Release(OutboxEntry entry)
    {
        var ended = entry.Delivery;
        Free(entry);
        entry.Sent = false;
        var stopped = 0;
        foreach (var standBy in Index.StandBys(ended.Id))
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
        foreach (var standBy in Index.StandBys(moved.Id))
        {
            if (!OutboxRules.Covers(moved, standBy.Delivery))
                Wake(standBy, moved.ChangedAt);
        }
    }

    private void Wake(OutboxEntry standBy, Instant now)
    {
        var mark = OutboxRules.AddressMark(standBy.Delivery);
        if (Index.Holder(mark) is { } holder && holder != standBy)
        {
            Index.Put(standBy, OutboxRules.WaitFor(standBy.Delivery, holder.Delivery.Id, now));
            return;
        }

        Index.Mark(mark, standBy);
        var woken = OutboxRules.Under(OutboxRules.Wake(standBy.Delivery, now), Index.Line(standBy.Delivery.NotificationKey).Awaits);
        MovePlaces(standBy, woken);
        Index.Put(standBy, woken);
    }

    private bool HasRoom(OutboxEntry entry, Delivery next, IReadOnlyList<CapPlace> places)
    {
        for (var i = 0; i < places.Count; i++)
        {
            if (PlaceRules.Takes(next, places[i]) && !PlaceRules.HasRoom(next, places[i], Pots.Others(places[i].Bucket, entry)))
                return false;
        }

        return true;
    }

    private void Replace(OutboxEntry entry, IReadOnlyList<CapPlace> places)
    {
        for (var i = 0; i < entry.Places.Count; i++)
            Pots.Free(entry.Places[i].Bucket, entry);
        entry.Places = places;
    }

    /// <summary>Gives back what the next version does not take, and takes what it does.</summary>
    private void MovePlaces(OutboxEntry entry, Delivery next)
    {
        for (var i = 0; i < entry.Places.Count; i++)
        {
            var place = entry.Places[i];
            if (PlaceRules.GivesBack(next, place.Bucket, entry.Places))
                Pots.Free(place.Bucket, entry);
            if (!PlaceRules.Takes(next, place) || PlaceRules.MovesTo(next, Pots.Find(place.Bucket, entry)) is not { } at)
                continue;
            Pots.Free(place.Bucket, entry);
            Pots.Take(place.Bucket, at, entry);
        }
    }
}
