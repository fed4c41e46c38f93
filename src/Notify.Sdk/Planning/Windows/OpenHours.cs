using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>
/// The rules that hold for one kind of message at one place, and what they say. Thread-safe; an open window allocates nothing.
/// </summary>
internal sealed class OpenHours
{
    private static readonly LocalDateTimePattern LocalTime = LocalDateTimePattern.CreateWithInvariantCulture("ddd HH:mm");

    private readonly IReadOnlyList<SendWindowRule> _rules;
    private readonly ZoneEvidence _evidence;
    private readonly IDateTimeZoneProvider _zones;
    private readonly DeliveryChannel _channel;
    private readonly bool _needsConsent;
    private readonly WindowSet _windows;

    // What an open window answers: a plain yes, or one that says which hours could not be kept.
    private readonly Verdict _open;
    private readonly Verdict? _refused;

    // People of one list are asked about one instant, so the last answer is the next one.
    private Held? _last;

    /// <param name="rules">The rules that must be open.</param>
    /// <param name="lifted">Ids of rules that a consent lifted.</param>
    /// <param name="evidence">Where the person may be.</param>
    /// <param name="needsConsent">
    /// Whether the message is advertising, which is not sent at hours that nobody knows, nor while a field leaves it open where the
    /// person is.
    /// </param>
    /// <param name="zones">Where the zones that rules name are taken from.</param>
    /// <param name="channel">The channel of the message.</param>
    public OpenHours(IReadOnlyList<SendWindowRule> rules, IReadOnlyList<string> lifted, ZoneEvidence evidence, bool needsConsent,
        IDateTimeZoneProvider zones, DeliveryChannel channel)
    {
        (_zones, _channel) = (zones, channel);
        _evidence = evidence;
        _needsConsent = needsConsent;
        Lifted = lifted;
        MayBeLifted = rules.Any(r => r.LiftedBy is ConsentLift.Express or ConsentLift.ExpressWritten or ConsentLift.Night);
        var isUnsettled = needsConsent && evidence.Unsettled != PlaceFields.None;
        _rules = evidence.Zones.Count > 0 || isUnsettled ? rules : [.. rules.Where(r => r.Zones.Count > 0)];
        _windows = WindowSet.Of(isUnsettled ? [] : _rules, evidence.Zones, zones);
        if (_rules.Count == rules.Count && (!isUnsettled || rules.Count == 0))
            return;
        var unknown = ZoneUnknown(Ids(isUnsettled ? rules : [.. rules.Except(_rules)]), needsConsent, evidence.Unsettled);
        if (needsConsent)
            _refused = Verdict.Suppress(unknown);
        else
            _open = Verdict.ProceedBecause(unknown);
    }

    /// <summary>Whether there is nothing to keep to.</summary>
    public bool IsFree => _rules.Count == 0;

    /// <summary>Whether a consent could take the person out of one of the rules.</summary>
    public bool MayBeLifted { get; }

    /// <summary>The rules that must be open.</summary>
    public IReadOnlyList<SendWindowRule> Rules => _rules;

    /// <summary>The ids of the rules.</summary>
    public IEnumerable<string> RuleIds => _rules.Select(r => r.Id);

    /// <summary>Rules that a consent took the person out of.</summary>
    public IReadOnlyList<string> Lifted { get; }

    public Verdict Judge(Instant at)
    {
        if (_refused is { } refused)
            return refused;
        if (IsFree || _windows.IsOpen(at))
            return _open;
        if (_last is { } last && last.At == at)
            return last.Verdict;
        var verdict = Closed(_windows, at);
        _last = new(at, verdict);
        return verdict;
    }

    /// <summary>When the permission ends that holds at an instant; the instant itself when there is none.</summary>
    public Instant ClosesAt(Instant at) => _refused is not null ? at
        : IsFree ? Instant.MaxValue
        : _windows.ClosesAt(at) ?? (WithoutQuietHours(_windows, at) is { } others ? others.ClosesAt(at) : at);

    private static Reason ZoneUnknown(string rules, bool needsConsent, PlaceFields unsettled) => new(ReasonCodes.ZoneUnknown, rules,
        (unsettled == PlaceFields.None
            ? "The time zone is unknown: no zone declared, no phone number, no country, and AudienceOptions.ListZone is not set. "
            : $"The time zone is unknown: the {PlaceReasons.Names(unsettled)} cannot be taken from what was given. Correct it, or give "
                + $"the contact a time zone. ")
        + (needsConsent ? "Advertising is not sent at hours that nobody knows."
            : "What needs no consent is sent, and these hours cannot be kept."));

    private Verdict Closed(WindowSet windows, Instant at)
    {
        if (windows.NextOpening(at) is { } opening)
            return Verdict.Hold(opening, WhyClosed(at));
        return WithoutQuietHours(windows, at) is { } others
            ? others.Judge(at)
            : Verdict.Suppress(
                new(ReasonCodes.Infeasible, Ids(_rules),
                $"The windows are never open together within a year in {_evidence.Names} ({_evidence.SourceName}).{Settles}"));
    }

    /// <summary>Which field would leave fewer zones and rules.</summary>
    private string Settles =>
        _evidence.Zones.Count == 1 ? "" : " A time zone, or a region or postal code that can be read, would settle where the person is.";

    /// <summary>
    /// A country can be so wide that somebody's quiet hours are never over in all of it at once. What needs no consent is then not
    /// lost for good: the other rules are kept. Null where they can be kept, and for advertising.
    /// </summary>
    private OpenHours? WithoutQuietHours(WindowSet windows, Instant at)
    {
        if (_needsConsent || _evidence.Zones.Count < 2 || windows.NextOpening(at) is not null)
            return null;
        List<SendWindowRule> others = [.. _rules.Where(r => r.Id != SendWindows.QuietHoursId)];
        return others.Count == _rules.Count ? null : new(others, Lifted, _evidence, _zones, _channel,
            new(ReasonCodes.ZoneUnknown, SendWindows.QuietHoursId,
            $"The person's quiet hours are never over in all of {_evidence.Names} ({_evidence.SourceName}) at once. What needs no consent "
                + $"is sent, and these hours cannot be kept."));
    }

    private OpenHours(IReadOnlyList<SendWindowRule> rules, IReadOnlyList<string> lifted, ZoneEvidence evidence,
        IDateTimeZoneProvider zones, DeliveryChannel channel, Reason notKept)
        : this(rules, lifted, evidence, needsConsent: false, zones, channel) => _open = Verdict.ProceedBecause(notKept);

    private Reason WhyClosed(Instant at)
    {
        var closed = _rules.Where(r => !WindowSet.Of([r], _evidence.Zones, _zones).IsOpen(at)).ToList();
        var code = closed.TrueForAll(r => r.Id == SendWindows.QuietHoursId) ? ReasonCodes.QuietHours : ReasonCodes.OutsideWindow;
        return new(code, Ids(closed), $"At {Times(at)} local time in {_evidence.Names} ({_evidence.SourceName}) the window "
            + $"is closed: {string.Join("; ", closed.Select(Cited).Distinct(StringComparer.Ordinal))}.");
    }

    /// <summary>The local time, or the earliest and the latest where the zones have several.</summary>
    private string Times(Instant at)
    {
        var times = _evidence.Zones.Select(z => at.InZone(z).LocalDateTime).Order().ToList();
        return times[0] == times[^1] ? LocalTime.Format(times[0]) : $"{LocalTime.Format(times[0])} to {LocalTime.Format(times[^1])}";
    }

    private string Cited(SendWindowRule rule) =>
        (rule.Source.Length == 0 ? rule.Id : $"{rule.Id} ({rule.Source})") + _channel.Likeness(rule.Channels);

    private static string Ids(IReadOnlyList<SendWindowRule> rules) =>
        string.Join(" + ", rules.Select(r => r.Id).Distinct(StringComparer.Ordinal));

    private sealed record Held(Instant At, Verdict Verdict);
}
