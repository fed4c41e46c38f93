using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Planning;

/// <summary>The rules that hold for one kind of message at one place, and what they say. Thread-safe; an open window allocates nothing.</summary>
internal sealed class OpenHours
{
    private static readonly LocalDateTimePattern LocalTime = LocalDateTimePattern.CreateWithInvariantCulture("ddd HH:mm");

    private readonly IReadOnlyList<SendWindowRule> _rules;
    private readonly ZoneEvidence _evidence;
    private readonly IDateTimeZoneProvider _zones;
    private readonly WindowSet? _windows;

    // People of one list are asked about one instant, so the last answer is the next one.
    private Held? _last;

    /// <param name="rules">The rules that must be open.</param>
    /// <param name="lifted">Ids of rules that a consent lifted.</param>
    /// <param name="evidence">Where the person may be.</param>
    /// <param name="isMarketing">Whether it is not sent while a field leaves it open where the person is.</param>
    /// <param name="zones">Where the zones that rules name are taken from.</param>
    public OpenHours(IReadOnlyList<SendWindowRule> rules, IReadOnlyList<string> lifted, ZoneEvidence evidence, bool isMarketing, IDateTimeZoneProvider zones)
    {
        _zones = zones;
        _rules = rules;
        _evidence = evidence;
        Lifted = lifted;
        MayBeLifted = rules.Any(r => r.LiftedBy is ConsentLift.Express or ConsentLift.ExpressWritten or ConsentLift.Night);
        var isOpen = evidence.Zones.Count == 0 || (isMarketing && evidence.Unsettled != PlaceFields.None);
        _windows = isOpen ? null : WindowSet.Of(rules, evidence.Zones, zones);
    }

    /// <summary>Whether there is nothing to keep to.</summary>
    public bool IsFree => _rules.Count == 0;

    /// <summary>Whether a consent could take the person out of one of the rules.</summary>
    public bool MayBeLifted { get; }

    /// <summary>Rules that a consent took the person out of.</summary>
    public IReadOnlyList<string> Lifted { get; }

    public Verdict Judge(Instant at)
    {
        if (IsFree)
            return Verdict.Proceed;
        if (_windows is null)
            return Verdict.Suppress(ZoneUnknown(_rules[0].Id, _evidence.Unsettled));
        if (_windows.IsOpen(at))
            return Verdict.Proceed;
        if (_last is { } last && last.At == at)
            return last.Verdict;
        var verdict = Closed(_windows, at);
        _last = new(at, verdict);
        return verdict;
    }

    /// <summary>When the permission ends that holds at an instant; the instant itself when there is none.</summary>
    public Instant ClosesAt(Instant at) => IsFree ? Instant.MaxValue : _windows?.ClosesAt(at) ?? at;

    private static Reason ZoneUnknown(string rule, PlaceFields unsettled) => new(ReasonCodes.ZoneUnknown, rule, unsettled == PlaceFields.None
        ? "The time zone is unknown: no zone declared, no phone number, no country. Give the contact one of these."
        : $"The time zone is unknown: the {PlaceReasons.Names(unsettled)} cannot be taken from what was given. Correct it, or give the contact a time zone.");

    private Verdict Closed(WindowSet windows, Instant at) => windows.NextOpening(at) is { } opening
        ? Verdict.Hold(opening, WhyClosed(at))
        : Verdict.Suppress(new(ReasonCodes.Infeasible, Ids(_rules), $"The windows are never open together within a year in {_evidence.Names} ({_evidence.SourceName}).{Settles}"));

    /// <summary>Which field would leave fewer zones and rules.</summary>
    private string Settles => _evidence.Zones.Count == 1 ? "" : " A time zone, or a region or postal code that can be read, would settle where the person is.";

    private Reason WhyClosed(Instant at)
    {
        var closed = _rules.Where(r => !WindowSet.Of([r], _evidence.Zones, _zones).IsOpen(at)).ToList();
        var code = closed.TrueForAll(r => r.Id == SendWindows.QuietHoursId) ? ReasonCodes.QuietHours : ReasonCodes.OutsideWindow;
        var local = at.InZone(_evidence.Zones[0]).LocalDateTime;
        return new(code, Ids(closed), $"At {LocalTime.Format(local)} local time in {_evidence.Names} ({_evidence.SourceName}) the window is closed: {string.Join("; ", closed.Select(Cited).Distinct(StringComparer.Ordinal))}.");
    }

    private static string Cited(SendWindowRule rule) => rule.Source.Length == 0 ? rule.Id : $"{rule.Id} ({rule.Source})";

    private static string Ids(IReadOnlyList<SendWindowRule> rules) => string.Join(" + ", rules.Select(r => r.Id).Distinct(StringComparer.Ordinal));

    private sealed record Held(Instant At, Verdict Verdict);
}
