using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>
/// What a decision that a message may go out says besides its reasons: fields of the place that are not plain, holidays that nobody knows,
/// duties of the sender, registers that are not kept. People of one kind share one list. Thread-safe.
/// </summary>
internal sealed class LawNotes(ConsentBook book, WindowRules windows, PlaceResolver places, IOptions<ConsentOptions> options)
{
    // People of one list are told at nearly the same instant; the dates of effect and the registers of the day are looked at anew.
    private const int Room = 10_000;

    private readonly ConcurrentDictionary<(ConsentDuty Duty, IReadOnlyList<Reason> Place, Instant At, ulong Kept), IReadOnlyList<Reason>> _known = new();

    /// <summary>The notes on an attempt that is permitted.</summary>
    public IReadOnlyList<Reason> On(in Attempt attempt)
    {
        var place = windows.NotesOn(places.Resolve(attempt.Person, attempt.Address), attempt.Topic);
        if (attempt.Topic.Class is MessageClass.Emergency or MessageClass.Answer)
            return place;
        var duty = book.Of(attempt);
        var question = (duty, place, attempt.At, duty.Notes.Kept(attempt.Facts.Suppressions));
        if (_known.TryGetValue(question, out var known))
            return known;
        if (_known.Count >= Room)
            _known.Clear();
        var law = duty.Notes.At(attempt.At, attempt.Facts.Suppressions, options.Value);
        return _known.GetOrAdd(question, law.Count == 0 ? place : [.. place, .. law]);
    }
}
