using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using NodaTime;
using NodaTime.Text;

namespace Notify.Sdk.Planning;

/// <summary>
/// What the windows say at an instant, remembered: in a list, thousands of people at one place ask the same. Thread-safe.
/// </summary>
internal sealed class WindowAnswers
{
    // Instants differ from run to run, so the memory is emptied rather than searched for what is old.
    private const int Room = 4_096;

    private static readonly LocalDateTimePattern LocalTime = LocalDateTimePattern.CreateWithInvariantCulture("ddd HH:mm");

    private readonly ConcurrentDictionary<Question, Verdict> _answers = new();

    /// <param name="at">The instant.</param>
    /// <param name="rules">The rules that must be open.</param>
    /// <param name="evidence">At least one zone.</param>
    public Verdict Get(Instant at, IReadOnlyList<SendWindowRule> rules, ZoneEvidence evidence)
    {
        var question = new Question(at, rules, evidence);
        if (_answers.TryGetValue(question, out var known))
            return known;
        if (_answers.Count >= Room)
            _answers.Clear();
        return _answers[question] = Answer(at, rules, evidence);
    }

    private static Verdict Answer(Instant at, IReadOnlyList<SendWindowRule> rules, ZoneEvidence evidence)
    {
        if (SendWindows.NextOpening(at, rules, evidence.Zones) is not { } opening)
            return Verdict.Suppress(new(ReasonCodes.Infeasible, Ids(rules), $"The windows are never open together in {evidence.Names} ({evidence.SourceName})."));
        return opening == at ? Verdict.Proceed : Verdict.Hold(opening, WhyClosed(at, rules, evidence));
    }

    private static Reason WhyClosed(Instant at, IReadOnlyList<SendWindowRule> rules, ZoneEvidence evidence)
    {
        var closed = rules.Where(r => SendWindows.NextOpening(at, [r], evidence.Zones) != at).ToList();
        var code = closed.TrueForAll(r => r.Id == SendWindows.QuietHoursId) ? ReasonCodes.QuietHours : ReasonCodes.OutsideWindow;
        var local = at.InZone(evidence.Zones[0]).LocalDateTime;
        return new(code, Ids(closed), $"At {LocalTime.Format(local)} local time in {evidence.Names} ({evidence.SourceName}) the window is closed.");
    }

    private static string Ids(IReadOnlyList<SendWindowRule> rules) => string.Join(" + ", rules.Select(r => r.Id).Distinct(StringComparer.Ordinal));

    /// <summary>Rules and evidence are shared objects, so being the same object is enough; another list with the same rules is only asked again.</summary>
    private readonly struct Question(Instant at, IReadOnlyList<SendWindowRule> rules, ZoneEvidence evidence) : IEquatable<Question>
    {
        private readonly Instant _at = at;
        private readonly IReadOnlyList<SendWindowRule> _rules = rules;
        private readonly ZoneEvidence _evidence = evidence;

        public bool Equals(Question other) => _at == other._at && ReferenceEquals(_rules, other._rules) && ReferenceEquals(_evidence, other._evidence);

        public override bool Equals(object? obj) => obj is Question other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(_at, RuntimeHelpers.GetHashCode(_rules), RuntimeHelpers.GetHashCode(_evidence));
    }
}
