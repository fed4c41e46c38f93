using NodaTime;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>
/// Asks every gate about every route of a person and finds the earliest instant at which all of them agree. Pure: the
/// same attempt gives the same plan.
/// </summary>
internal sealed class Planner(IEnumerable<ISendGate> gates)
{
    // Each round moves forward to the latest opening that a gate asks for; more rounds than this is a quarrel of gates.
    private const int MaximumRounds = 32;

    private readonly ISendGate[] _gates = [.. gates];

    /// <summary>The gates in the order in which they are asked.</summary>
    public IReadOnlyList<string> GateIds { get; } = [.. gates.Select(g => g.Id)];

    /// <summary>Judges all routes.</summary>
    /// <param name="template">The attempt without its route; its <see cref="Attempt.At"/> is the wanted instant.</param>
    /// <param name="routes">The routes, best first.</param>
    public DeliveryPlan Plan(in Attempt template, IReadOnlyList<Route> routes)
    {
        List<OpenRoute> open = new(routes.Count);
        List<Reason>? refusals = null;
        foreach (var route in routes)
        {
            var attempt = On(template, route);
            if (Judge(attempt, out var refused) is { } permitted)
                open.Add(new(route, permitted.Due, permitted.Waits, permitted.Basis));
            else
                (refusals ??= []).AddRange(refused.Select(r => r with { Detail = $"{route.Channel}: {r.Detail}" }));
        }

        return new(open, refusals ?? (IReadOnlyList<Reason>)[]);
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
        List<Reason>? waits = null;
        var now = attempt;
        for (var round = 0; round < MaximumRounds; round++)
        {
            var verdict = Ask(now, ref waits, out var basis, out var suppressed);
            if (suppressed is not null)
            {
                refused = Refused(round, suppressed, waits);
                return null;
            }

            if (verdict <= now.At)
            {
                refused = [];
                return new(now.At, Distinct(waits), basis ?? (IReadOnlyList<Reason>)[]);
            }

            now = now with { At = verdict };
        }

        refused = [new(ReasonCodes.Infeasible, "planning", "No instant was found at which all gates agree."), .. Distinct(waits)];
        return null;
    }

    private Instant Ask(in Attempt attempt, ref List<Reason>? waits, out List<Reason>? basis, out List<Reason>? suppressed)
    {
        var until = attempt.At;
        basis = null;
        suppressed = null;
        foreach (var gate in _gates)
        {
            var verdict = Ask(gate, attempt);
            switch (verdict.Kind)
            {
                case VerdictKind.Suppress:
                    (suppressed ??= []).Add(verdict.Reason!);
                    break;
                case VerdictKind.Hold:
                    until = Instant.Max(until, verdict.HeldUntil);
                    (waits ??= []).Add(verdict.Reason!);
                    break;
                default:
                    if (verdict.Reason is { } reason)
                        (basis ??= []).Add(reason);
                    break;
            }
        }

        return until;
    }

    /// <summary>A gate that throws, or holds for no time at all, has not said yes: the route is closed for this person, and only for them.</summary>
    private static Verdict Ask(ISendGate gate, in Attempt attempt)
    {
        try
        {
            var verdict = gate.Judge(attempt);
            return verdict.Kind == VerdictKind.Hold && verdict.HeldUntil <= attempt.At
                ? Verdict.Suppress(new(ReasonCodes.GateFailed, gate.Id, $"The gate held until an instant that is not later than the attempt ({verdict.Reason!.Code}). It must name a later one, or suppress."))
                : verdict;
        }
#pragma warning disable CA1031 // a gate is foreign code; one person's data must not stop the whole list
        catch (Exception fault)
#pragma warning restore CA1031
        {
            // Only the type: the text may quote data.
            return Verdict.Suppress(new(ReasonCodes.GateFailed, gate.Id, $"The gate failed with {fault.GetType().Name}, so nothing is sent."));
        }
    }

    /// <summary>All reasons: what was refused at once, and what it would have waited for; after a wait, that waiting does not help.</summary>
    private static List<Reason> Refused(int round, List<Reason> suppressed, List<Reason>? waits)
    {
        if (waits is null)
            return suppressed;
        return round == 0 ? [.. suppressed, .. waits] : [Infeasible(suppressed), .. suppressed, .. Distinct(waits)];
    }

    private static Reason Infeasible(List<Reason> suppressed) => suppressed[0].Code == ReasonCodes.Expired
        ? new(ReasonCodes.Infeasible, "planning", "No permitted instant lies before the expiry.")
        : new(ReasonCodes.Infeasible, "planning", "By the time that it may leave, something else speaks against it.");

    private static IReadOnlyList<Reason> Distinct(List<Reason>? reasons) => reasons is null ? [] : [.. reasons.Distinct()];

    /// <summary>A route may be used from an instant on.</summary>
    internal sealed record Permitted(Instant Due, IReadOnlyList<Reason> Waits, IReadOnlyList<Reason> Basis);
}
