using System.Globalization;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;

namespace Notify.Sdk.Sending;

/// <summary>
/// Decides about a batch of people. Plans are pure and made on all cores; who is told at a shared address is settled one
/// person after the other, in the order of their labels, so that the result does not depend on the threads.
/// </summary>
internal sealed class PersonDecider(Planner planner, OutcomeWriter outcomes, CapPlaces capPlaces, CapOutlook outlook)
{
    public IReadOnlyList<PersonDecision> Decide(Send send, IReadOnlyList<Person> people, Facts facts)
    {
        var plans = new DeliveryPlan[people.Count];
        Parallel.For(0, people.Count, i => plans[i] = Plan(send, people[i], facts));
        var decisions = new PersonDecision[people.Count];
        for (var i = 0; i < decisions.Length; i++)
            decisions[i] = Settle(send, people[i], plans[i], facts);
        return decisions;
    }

    private DeliveryPlan Plan(Send send, Person person, Facts facts) =>
        planner.Plan(send.AttemptFor(person, facts));

    private PersonDecision Settle(Send send, Person person, DeliveryPlan plan, Facts facts)
    {
        if (plan.Open.Count == 0)
            return new(person, outcomes.NotTold(send, person, plan.Refusals), null);
        var best = plan.Open[0];
        if (send.Claims.At(best.Route.Key) is { } claim)
            return StandBy(send, person, plan, claim, facts);
        if (!person.SharedAddresses.Contains(best.Route.Address.Key))
            return Promise(send, person, plan, best, facts);
        return Space(send, person, plan, best, facts);
    }

    /// <summary>
    /// Different words for someone at the same address: both go, with some time between. Whoever cannot wait that long is
    /// settled anew with the routes that are left.
    /// </summary>
    private PersonDecision Space(Send send, Person person, DeliveryPlan plan, OpenRoute best, Facts facts)
    {
        var address = best.Route.Key;
        // Waiting may run into a closed window, and at its opening others may be waiting too: until both are content.
        for (var due = send.Claims.Spaced(address, best.Due); due > best.Due; due = send.Claims.Spaced(address, best.Due))
        {
            var later = Planner.On(send.AttemptFor(person, facts), best.Route) with { At = due };
            if (planner.Judge(later, out var refused) is not { } permitted)
                return Settle(send, person, WithoutBest(plan, [Spacing(send.Topic), .. refused]), facts);
            best = best with { Due = permitted.Due, Waits = [.. best.Waits.Union(permitted.Waits).Union([Spacing(send.Topic)])] };
        }

        var decision = Promise(send, person, plan, best, facts);
        send.Claims.Take(address, new(person.Label, best.Route.Account, decision.Promise!.Delivery.Id), best.Due);
        return decision;
    }

    private static DeliveryPlan WithoutBest(DeliveryPlan plan, IEnumerable<Reason> why)
    {
        var channel = plan.Open[0].Route.Channel;
        return new([.. plan.Open.Skip(1)], [.. plan.Refusals, .. why.Select(r => r with { Detail = $"{channel}: {r.Detail}" })]);
    }

    private PersonDecision Promise(Send send, Person person, DeliveryPlan plan, OpenRoute best, Facts facts)
    {
        var delivery = Delivery(send, person, plan, best);
        var places = capPlaces.Of(send.Topic, delivery, facts.Consents, delivery.Due);
        var told = outcomes.Told(send, delivery, plan, outlook.Of(send, delivery, places, best, facts));
        return new(person, told, new(delivery, Marks(send, person, delivery), places, told));
    }

    /// <summary>Covered by whoever is told at the address; becomes a promise of its own if that one ends unsent.</summary>
    private PersonDecision StandBy(Send send, Person person, DeliveryPlan plan, AddressClaim claim, Facts facts)
    {
        var delivery = Delivery(send, person, plan, plan.Open[0]) with { State = DeliveryState.StandBy, WaitsFor = claim.Delivery };
        var covered = outcomes.CoveredAtAddress(delivery, claim);
        return new(person, covered, new(delivery, AccountMarks(send, person), capPlaces.Of(send.Topic, delivery, facts.Consents, delivery.Due), covered));
    }

    private static Delivery Delivery(Send send, Person person, DeliveryPlan plan, OpenRoute best) => new()
    {
        Id = DeliveryIds.For(send.Notification, person.Label),
        NotificationKey = send.Notification.Key,
        Revision = send.Notification.Revision,
        AddressContent = send.AddressContent(person),
        Person = person,
        Routes = [.. plan.Open.Select(o => o.Route)],
        State = best.Due > send.Now ? DeliveryState.Held : DeliveryState.Planned,
        Due = best.Due,
        FirstDue = best.Due,
        Priority = send.Topic.Priority,
        ExpiresAt = send.Notification.ExpiresAt!.Value,
        ChangedAt = send.Now,
    };

    private static OnceKey[] Marks(Send send, Person person, Delivery delivery) =>
        [new(delivery.AddressContent, OnceSubject.Of(delivery.Route.Key)), .. AccountMarks(send, person)];

    private static OnceKey[] AccountMarks(Send send, Person person)
    {
        var marks = new OnceKey[person.Accounts.Count];
        for (var i = 0; i < marks.Length; i++)
            marks[i] = new(send.AccountContent, OnceSubject.Of(person.Accounts[i].Ref));
        return marks;
    }

    private static Reason Spacing(Topic topic) =>
        new(ReasonCodes.AddressSpacing, "planning/spacing", string.Create(CultureInfo.InvariantCulture, $"Another message goes to the same address; {topic.AddressSpacing.TotalMinutes:0} minutes between them."));
}
