using System.Globalization;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>
/// Decides about a batch of people. Plans are pure and made on all cores; who is told at a shared address is settled one
/// person after the other, in the order of their labels, so that the result does not depend on the threads.
/// </summary>
internal sealed class PersonDecider(Planner planner, OutcomeWriter outcomes, CapSlots capSlots, CapOutlook outlook)
{
    public IReadOnlyList<PersonDecision> Decide(SendContext send, KnownPeople known)
    {
        var (people, facts) = known;
        var plans = new RoutePlan?[people.Count];
        Parallel.For(0, people.Count, i => plans[i] = people[i].Person is { } person
            ? planner.Plan(send.AttemptFor(person, facts) with { Self = people[i].Changes?.Id }) : null);
        var decisions = new PersonDecision[people.Count];
        for (var i = 0; i < decisions.Length; i++)
            decisions[i] = Decide(send, people[i], plans[i], facts);
        return decisions;
    }

    /// <summary>
    /// With the accounts of the list in the outcome: those that were cancelled are not told, and those of another call are no part of
    /// it.
    /// </summary>
    private PersonDecision Decide(SendContext send, PersonToDecide known, RoutePlan? plan, Facts facts)
    {
        if (plan is null)
            return new(known.Listed, outcomes.Cancelled(known.Listed, known.Cancelled), null);
        var decision = Settle(send, known.Person!, plan, facts, known.Changes);
        if (known.Changes is { } before)
            decision = Change(send, decision, before, known.Listed, facts);
        return known.Cancelled.Count == 0 ? decision : decision
            with
        { Person = known.Listed, Outcomes = [.. decision.Outcomes, .. outcomes.Cancelled(known.Listed, known.Cancelled)] };
    }

    /// <summary>The promise that was given before, with what was decided now.</summary>
    private PersonDecision Change(SendContext send, PersonDecision decision, Delivery before, Person listed, Facts facts)
    {
        var delivery = decision.Planned is { } fresh
            ? Replanning.Of(before, fresh.Delivery)
            : Replanning.Ended(before with { Plan = before.Plan with { Person = decision.Person } },
                decision.Outcomes.SelectMany(o => o.Reasons), send.Now);
        AccountOutcome[] all = [.. decision.Outcomes.Select(o => Renewed(o, delivery))];
        PlannedDelivery promise = delivery.EndedUnsent
            ? new(delivery, [], [], all)
            : new(delivery, delivery.State == DeliveryState.StandBy
                ? AccountMarks(send, decision.Person) : Marks(send, decision.Person, delivery),
                capSlots.Of(send.Topic, delivery, facts.Consents, delivery.Due), all)
            { Traces = send.Traces(decision.Person) };
        return decision with
        {
            Person = listed,
            Planned = promise,
            Outcomes = [.. all.Where(o => listed.Accounts.Any(a => a.Ref == o.Account))],
            IsChange = true,
            Again = null,
        };
    }

    private static AccountOutcome Renewed(AccountOutcome outcome, Delivery delivery) => outcome with
    {
        Kind = delivery.EndedUnsent && outcome.Kind is not OutcomeKind.Unreachable ? OutcomeKind.Suppressed : outcome.Kind,
        Delivery = delivery.Id,
        Channel = outcome.Channel is null || delivery.EndedUnsent ? null : delivery.Route.Channel,
        Due = outcome.Due is null || delivery.EndedUnsent ? null : delivery.Due,
        CoveredBy = delivery.EndedUnsent ? null : outcome.CoveredBy,
        Reasons = [.. outcome.Reasons, Replanning.Why],
    };

    private PersonDecision Settle(SendContext send, Person person, RoutePlan plan, Facts facts, Delivery? changes)
    {
        if (plan.Open.Count == 0)
            return new(person, outcomes.NotTold(send, person, plan.Refusals, JoinedLate(send, person, facts), facts), null)
            {
                Missing = plan.Missing,
                Again = Again(send, person, facts)
            };
        var best = plan.Open[0];
        if (send.Holders.At(best.Route.Key) is { } holder && holder.Delivery != changes?.Id)
            return StandBy(send, person, plan, holder, facts);
        if (!person.SharedAddresses.Contains(best.Route.Address.Key))
            return Planned(send, person, plan, best, facts);
        return Space(send, person, plan, best, facts, changes);
    }

    /// <summary>
    /// Different words for someone at the same address: both go, with some time between. Whoever cannot wait that long is
    /// settled anew with the routes that are left.
    /// </summary>
    private PersonDecision Space(SendContext send, Person person, RoutePlan plan, OpenRoute best, Facts facts, Delivery? changes)
    {
        var address = best.Route.Key;
        // Waiting may run into a closed window, and at its opening others may be waiting too: until both are content.
        for (var due = send.Holders.Spaced(address, best.Due); due > best.Due; due = send.Holders.Spaced(address, best.Due))
        {
            var later = Planner.On(send.AttemptFor(person, facts), best.Route) with { At = due, Self = changes?.Id };
            if (planner.Judge(later, out var refused) is not { } permitted)
                return Settle(send, person, WithoutBest(plan, [Spacing(send.Topic), .. refused]), facts, changes);
            best = best with { Due = permitted.Due, Waits = [.. best.Waits.Union(permitted.Waits).Union([Spacing(send.Topic)])] };
        }

        var decision = Planned(send, person, plan, best, facts);
        send.Holders.Take(address, new(person.Label, best.Route.Account, changes?.Id ?? decision.Planned!.Delivery.Id), best.Due);
        return decision;
    }

    private static RoutePlan WithoutBest(RoutePlan plan, IEnumerable<Reason> why)
    {
        var channel = plan.Open[0].Route.Channel;
        return new([.. plan.Open.Skip(1)], [.. plan.Refusals, .. why.Select(r => r.Against(channel))]);
    }

    private PersonDecision Planned(SendContext send, Person person, RoutePlan plan, OpenRoute best, Facts facts)
    {
        var delivery = Delivery(send, person, plan, best);
        var places = capSlots.Of(send.Topic, delivery, facts.Consents, delivery.Due);
        var told = outcomes.Told(send, delivery, plan, outlook.Of(send, delivery, places, best, facts), facts);
        return new(person, told, new(delivery, Marks(send, person, delivery), places, told) { Traces = send.Traces(person) });
    }

    /// <summary>Covered by whoever is told at the address; becomes a promise of its own if that one ends unsent.</summary>
    private PersonDecision StandBy(SendContext send, Person person, RoutePlan plan, SharedAddressHolder holder, Facts facts)
    {
        var delivery = Delivery(send, person, plan, plan.Open[0]) with { State = DeliveryState.StandBy, WaitsFor = holder.Delivery };
        var covered = outcomes.CoveredAtAddress(delivery, holder);
        return new(
            person, covered, new(delivery, AccountMarks(send, person), capSlots.Of(send.Topic, delivery, facts.Consents, delivery.Due),
            covered)
            { Traces = send.Traces(person) });
    }

    private static Delivery Delivery(SendContext send, Person person, RoutePlan plan, OpenRoute best) => new()
    {
        Plan = new()
        {
            Id = DeliveryIds.For(send.Notification, person.Label),
            NotificationKey = send.Notification.Key,
            Revision = send.Notification.Revision,
            AddressContent = send.AddressContent(person),
            Person = person,
            Routes = Routes(plan.Open),
            FirstDue = best.Due,
            Priority = send.Topic.Priority,
            ExpiresAt = send.Notification.ExpiresAt!.Value,
        },
        State = best.Due > send.Now ? DeliveryState.Held : DeliveryState.Planned,
        Due = best.Due,
        ChangedAt = send.Now,
    };

    private static Route[] Routes(IReadOnlyList<OpenRoute> open)
    {
        var routes = new Route[open.Count];
        for (var i = 0; i < routes.Length; i++)
            routes[i] = open[i].Route;
        return routes;
    }

    private static OnceKey[] Marks(SendContext send, Person person, Delivery delivery) =>
        AccountMarks(send, person, new(delivery.Plan.AddressContent, OnceSubject.Of(delivery.Route.Key)));

    private static OnceKey[] AccountMarks(SendContext send, Person person, OnceKey? first = null)
    {
        var others = first is null ? 0 : 1;
        var marks = new OnceKey[person.Accounts.Count + others];
        if (first is { } address)
            marks[0] = address;
        for (var i = others; i < marks.Length; i++)
            marks[i] = new(send.AccountContent, OnceSubject.Of(person.Accounts[i - others].Ref));
        return marks;
    }

    /// <summary>Accounts that are new to the delivery of another call that tells their person.</summary>
    private static KnownAgain? Again(SendContext send, Person person, Facts facts)
    {
        if (!send.LooksBack || facts.History.KnownAgain(person.Label, self: null) is null)
            return null;
        var news = AccountMarks(send, person).Where(m => facts.History.Mark(m, self: null) is null).ToList();
        return news.Count == 0 ? null : new(facts.History.Telling(send.AccountContent, person).First(), news, send.Traces(person));
    }

    /// <summary>Messages of other calls that were planned for different people, until an account came that joins them.</summary>
    private static IReadOnlyList<Reason> JoinedLate(SendContext send, Person person, Facts facts)
    {
        if (!send.LooksBack)
            return [];
        var telling = facts.History.Telling(send.AccountContent, person).ToList();
        return telling.Count < 2 ? []
            : [new(ReasonCodes.JoinedLate, "permission/already-told",
            $"Earlier calls planned {telling.Count} messages for what this account shows to be one person "
                + $"({string.Join(", ", telling)}).")];
    }

    private static Reason Spacing(Topic topic) =>
        new(ReasonCodes.AddressSpacing, "planning/spacing",
            string.Create(
            CultureInfo.InvariantCulture,
            $"Another message goes to the same address; {topic.AddressSpacing.TotalMinutes:0} minutes between them."));
}
