using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>A route may be used from an instant on.</summary>
/// <param name="Due">The earliest permitted instant.</param>
/// <param name="Waits">Why it is later than wanted.</param>
/// <param name="Basis">The recorded bases that allow it.</param>
internal readonly record struct Permitted(Instant Due, IReadOnlyList<Reason> Waits, IReadOnlyList<Reason> Basis);

/// <summary>
/// Asks every gate about every route of a person and finds the earliest instant at which all of them agree. Pure: the
/// same attempt gives the same plan.
/// </summary>
internal sealed class Planner(IEnumerable<ISendGate> gates)
{
    // Each round moves forward to the latest opening that a gate asks for; more rounds than this is a quarrel of gates.
    private const int MaximumRounds = 32;

    [ThreadStatic]
    private static RouteBuffer? t_buffer;

    private readonly ISendGate[] _gates = [.. gates];

    /// <summary>The gates in the order in which they are asked.</summary>
    public IReadOnlyList<string> GateIds { get; } = [.. gates.Select(g => g.Id)];

    /// <summary>Finds and judges all routes of the attempt's person.</summary>
    /// <param name="template">The attempt without its route; its <see cref="Attempt.At"/> is the wanted instant.</param>
    public RoutePlan Plan(in Attempt template)
    {
        var buffer = t_buffer ??= new();
        Weigh(template, buffer);
        var open = new OpenRoute[buffer.Open.Count];
        for (var i = 0; i < open.Length; i++)
        {
            var (route, when) = buffer.Open[i];
            open[i] = new(new(route.Channel, route.Address, route.Account.Ref), when.Due, when.Waits, when.Basis);
        }

        IReadOnlyList<Reason> refusals = buffer.Refusals.Count == 0 ? [] : [.. buffer.Refusals];
        var missing = buffer.Missing;
        buffer.Clear();
        return new(open, refusals) { Missing = missing };
    }

    /// <summary>Finds and judges all routes; when everything proceeds, nothing is allocated.</summary>
    public void Weigh(in Attempt template, RouteBuffer buffer)
    {
        RouteFinder.Collect(buffer.Candidates, buffer.Refusals, template.Topic, template.Person, template.Notification.About);
        foreach (var route in buffer.Candidates)
        {
            var attempt = template with { Account = route.Account, Address = route.Address, Channel = route.Channel };
            if (Judge(attempt, out var refused) is { } permitted)
                buffer.Open.Add((route, permitted));
            else
                Refuse(buffer, route.Channel, refused);
        }
    }

    private static void Refuse(RouteBuffer buffer, DeliveryChannel channel, IReadOnlyList<Reason> refused)
    {
        buffer.Missing |= MissingEvidenceReasons.Of(refused);
        buffer.Refusals.AddRange(refused.Select(r => r.Against(channel)));
    }

    /// <summary>The attempt on a route.</summary>
    public static Attempt On(in Attempt template, Route route) => template with
    {
        Account = RouteFinder.Find(template.Person, route.Account),
        Address = route.Address,
        Channel = route.Channel,
    };

    /// <summary>The earliest permitted instant of one route, or the reasons against it.</summary>
    public Permitted? Judge(in Attempt attempt, out IReadOnlyList<Reason> refused)
    {
        refused = [];
        List<Reason>? waits = null;
        var until = Ask(attempt, ref waits, out var basis, out var suppressed);
        if (suppressed is null && until <= attempt.At)
            return new(attempt.At, [], basis ?? (IReadOnlyList<Reason>)[]);
        return Later(attempt, until, waits, suppressed, out refused);
    }

    /// <summary>Asks again at the instant that was asked for, until all gates agree on one.</summary>
    private Permitted? Later(in Attempt attempt, Instant until, List<Reason>? waits, List<Reason>? suppressed,
        out IReadOnlyList<Reason> refused)
    {
        var now = attempt;
        for (var round = 0; round < MaximumRounds; round++)
        {
            if (suppressed is not null)
            {
                refused = Refused(round, now, suppressed, waits);
                return null;
            }

            now = now with { At = until };
            until = Ask(now, ref waits, out var basis, out suppressed);
            if (suppressed is null && until <= now.At)
            {
                refused = [];
                return new(now.At, Distinct(waits), basis ?? (IReadOnlyList<Reason>)[]);
            }
        }

        refused = [new(ReasonCodes.Infeasible, "planning", "No instant was found at which all gates agree."), .. Distinct(waits)];
        return null;
    }

    /// <summary>
    /// All gates, one after the other. A gate that throws, or holds for no time at all, has not said yes: the route is closed
    /// for this person, and only for them.
    /// </summary>
    private Instant Ask(in Attempt attempt, ref List<Reason>? waits, out List<Reason>? basis, out List<Reason>? suppressed)
    {
        var answers = new Answers(attempt.At) { Waits = waits };
        for (var next = 0; next < _gates.Length; next++)
        {
            try
            {
                for (; next < _gates.Length; next++)
                {
                    var verdict = _gates[next].Judge(attempt);
                    if (verdict.Kind != VerdictKind.Proceed || verdict.Reason is not null)
                        answers.Note(verdict, _gates[next]);
                }
            }
#pragma warning disable CA1031 // a gate is foreign code; one person's data must not stop the whole list
            catch (Exception fault)
#pragma warning restore CA1031
            {
                // Only the type: the text may quote data.
                answers.Suppress(
                    new(ReasonCodes.GateFailed, _gates[next].Id, $"The gate failed with {fault.GetType().Name}, so nothing is sent."));
            }
        }

        (waits, basis, suppressed) = (answers.Waits, answers.Basis, answers.Suppressed);
        return answers.Until;
    }

    /// <summary>
    /// All reasons: what was refused at once, and what it would have waited for; after a wait, that waiting does not help.
    /// </summary>
    private static List<Reason> Refused(int round, in Attempt last, List<Reason> suppressed, List<Reason>? waits)
    {
        if (waits is null)
            return suppressed;
        return round == 0 ? [.. suppressed, .. waits] : [Infeasible(last, suppressed), .. suppressed, .. Distinct(waits)];
    }

    private static Reason Infeasible(in Attempt last, List<Reason> suppressed) => suppressed.Exists(r => r.Code == ReasonCodes.Expired)
        ? new(ReasonCodes.Infeasible, "planning",
            $"No permitted instant lies before the expiry ({InstantPattern.General.Format(last.ExpiresAt)}): the earliest that is not too "
            + $"early is {InstantPattern.General.Format(last.At)}, because of all the other reasons.")
        : new(ReasonCodes.Infeasible, "planning",
            $"By {InstantPattern.General.Format(last.At)}, when it may leave, something else speaks against it.");

    /// <summary>What the gates said other than a plain yes.</summary>
    private struct Answers(Instant at)
    {
        private readonly Instant _at = at;

        public Instant Until { get; private set; } = at;

        public List<Reason>? Waits { get; set; }

        public List<Reason>? Basis { get; private set; }

        public List<Reason>? Suppressed { get; private set; }

        public void Note(in Verdict verdict, ISendGate gate)
        {
            if (verdict.Kind == VerdictKind.Proceed)
                (Basis ??= []).Add(verdict.Reason!);
            else if (verdict.Kind == VerdictKind.Suppress)
                Suppress(verdict.Reason!);
            else if (verdict.HeldUntil <= _at)
                Suppress(new(ReasonCodes.GateFailed, gate.Id, $"The gate held until an instant that is not later than the attempt "
                    + $"({verdict.Reason!.Code}). It must name a later one, or suppress."));
            else
                Hold(verdict);
        }

        public void Suppress(Reason reason) => (Suppressed ??= []).Add(reason);

        private void Hold(in Verdict verdict)
        {
            Until = Instant.Max(Until, verdict.HeldUntil);
            (Waits ??= []).Add(verdict.Reason!);
        }
    }

    private static IReadOnlyList<Reason> Distinct(List<Reason>? reasons) => reasons is null ? [] : Reason.Distinct(reasons);
}
