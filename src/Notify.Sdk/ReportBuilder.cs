using System.Globalization;
using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Sending;

namespace Notify.Sdk;

/// <summary>Counts while the pipeline runs, and checks at the end that nobody was lost.</summary>
internal sealed class ReportBuilder(SendContext send, AudienceList list)
{
    private readonly List<AccountOutcome> _outcomes = new(list.Rows);

    private int _joinedLate;
    private readonly MissingCounts _missing = new();
    private readonly NumbersWithoutCountry _numbers = new();
    private readonly LossCounts _losses = new();

    /// <summary>Persons decided so far.</summary>
    public int People { get; private set; }

    public void Add(IReadOnlyList<PersonDecision> decisions)
    {
        People += decisions.Count;
        foreach (var decision in decisions)
        {
            _outcomes.AddRange(decision.Outcomes);
            if (send.LooksBack && decision.Outcomes.Any(o => o.Reasons.Any(r => r.Code == ReasonCodes.JoinedLate)))
                _joinedLate++;
            _missing.Count(decision.Missing);
            for (var i = 0; i < decision.Person.Accounts.Count; i++)
                _numbers.Count(decision.Person.Accounts[i]);
            _losses.Count(decision);
            if (send.Reach is { } reach && decision.Planned is not null)
                reach.Planned++;
        }
    }

    public SendReport Build()
    {
        _outcomes.AddRange(list.Rejected.Select(Rejected));
        if (_outcomes.Count != list.Rows)
            throw new InvalidOperationException(
                $"{list.Rows} rows came in and {_outcomes.Count} outcomes came out. This is a fault of the library; please report it.");
        var waits = Unconfirmed();
        _outcomes.Sort(InOrder);
        var counts = new int[Enum.GetValues<OutcomeKind>().Length];
        foreach (var outcome in _outcomes)
            counts[(int)outcome.Kind]++;
        return new()
        {
            NotificationKey = send.Notification.Key,
            At = send.Now,
            IsPreview = send.IsPreview,
            Accounts = _outcomes.Count,
            People = People,
            Planned = counts[(int)OutcomeKind.Planned],
            Held = counts[(int)OutcomeKind.Held],
            Covered = counts[(int)OutcomeKind.Covered],
            Suppressed = counts[(int)OutcomeKind.Suppressed],
            Unreachable = counts[(int)OutcomeKind.Unreachable],
            JoinedLate = _joinedLate,
            Reasons = CountReasons(),
            HeldUntil = CountHours(),
            Forecast = _outcomes.Count(o => o.IsForecast),
            Segments = _outcomes.Sum(o => (long)(o.Segments ?? 0)),
            Notices = [.. NoCountry(), .. waits, .. _missing.Notices(send.Topic)],
            Losses = _losses.ToList(),
            Warnings = [.. list.Refusals.Select(Warning)],
            Outcomes = _outcomes,
        };
    }

    private IEnumerable<Reason> NoCountry()
    {
        if (_numbers.Sentence is { } sentence)
            yield return new(ReasonCodes.InvalidPhone, "audience/list", sentence);
    }

    /// <summary>Where somebody must confirm first, nothing leaves now: everyone who would be told is held for that reason too.</summary>
    private List<Reason> Unconfirmed()
    {
        if (send.Reach is not { Waits: true, IsTooMany: true } reach)
            return [];
        Reason why = new(ReasonCodes.AwaitsConfirmation, "sending/confirm-above", string.Create(CultureInfo.InvariantCulture,
            $"{reach.Total} people are to be told, and {reach.Limit} may be without confirmation. Confirm with "
                + $"ConfirmAsync(\"{send.Notification.Key}\", actor), or withdraw it with CancelAsync."));
        List<Reason> alone = [why];
        for (var i = 0; i < _outcomes.Count; i++)
        {
            if (_outcomes[i] is { Kind: OutcomeKind.Planned or OutcomeKind.Held } told)
                _outcomes[i] = told with { Kind = OutcomeKind.Held, Reasons = told.Reasons.Count == 0 ? alone : [why, .. told.Reasons] };
        }

        return alone;
    }

    /// <summary>
    /// A second row of an account that is on the list is covered by the first; a row that names nobody cannot be reached.
    /// </summary>
    private static AccountOutcome Rejected(RejectedRow row) => row.Reason.Code == ReasonCodes.DuplicateAccountId
        ? new() { Account = row.Account, Kind = OutcomeKind.Suppressed, Reasons = [row.Reason] }
        : new() { Account = row.Account, Kind = OutcomeKind.Unreachable, Reasons = [row.Reason] };

    private SortedDictionary<string, int> CountReasons()
    {
        SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (var outcome in _outcomes)
        {
            for (var i = 0; i < outcome.Reasons.Count; i++)
            {
                var code = outcome.Reasons[i].Code;
                if (!NamedBefore(outcome.Reasons, i))
                    counts[code] = counts.GetValueOrDefault(code) + 1;
            }
        }

        return counts;
    }

    private static bool NamedBefore(IReadOnlyList<Reason> reasons, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (reasons[i].Code == reasons[index].Code)
                return true;
        }

        return false;
    }

    private SortedDictionary<Instant, int> CountHours()
    {
        SortedDictionary<Instant, int> hours = [];
        foreach (var outcome in _outcomes)
        {
            if (outcome is not { Kind: OutcomeKind.Held, Due: { } due })
                continue;
            var hour = Instant.FromUnixTimeSeconds(due.ToUnixTimeSeconds() / 3600 * 3600);
            hours[hour] = hours.GetValueOrDefault(hour) + 1;
        }

        return hours;
    }

    private static Reason Warning(MergeRefusal refusal) => new(ReasonCodes.MergeRefused, $"audience/{refusal.Guard}",
        $"{refusal.Accounts.Count} accounts seemed to be one person (level {(int)refusal.Level}) and were kept apart: "
            + $"{string.Join(", ", refusal.Accounts.Take(5))}{(refusal.Accounts.Count > 5 ? ", ..." : "")}.");

    private static int InOrder(AccountOutcome a, AccountOutcome b)
    {
        var byAccount = a.Account.CompareTo(b.Account);
        return byAccount != 0 ? byAccount : a.Kind.CompareTo(b.Kind);
    }
}
