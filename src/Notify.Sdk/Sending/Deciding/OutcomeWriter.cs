using Notify.Sdk.Audience;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;
using Notify.Sdk.Rendering;

namespace Notify.Sdk.Sending;

/// <summary>Puts a decision about a person into words: one outcome for each account, each with all its reasons.</summary>
internal sealed class OutcomeWriter(PlaceResolver places, LawGrounds grounds, MessageRenderer renderer)
{
    /// <summary>One account is told, the others are covered by it.</summary>
    public AccountOutcome[] Told(SendContext send, Delivery delivery, RoutePlan plan, OpenRoute best, Facts facts)
    {
        var told = best.Route.Account;
        var accounts = delivery.Person.Accounts;
        var chains = accounts.Count > 1 ? new EvidenceChains(delivery.Person, told) : null;
        var outcomes = new AccountOutcome[accounts.Count];
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = accounts[i].Ref == told
                ? TellingOutcome(send, accounts[i], delivery, plan, best, facts)
                : Covered(accounts[i], told, delivery,
                    new(ReasonCodes.CoveredByPerson, "audience/person", chains!.Explain(accounts[i].Ref)));
        }

        return outcomes;
    }

    /// <summary>All accounts of the person are covered by what another person at the address is told.</summary>
    public AccountOutcome[] CoveredAtAddress(Delivery delivery, SharedAddressHolder holder) =>
        [.. delivery.Person.Accounts.Select(account => Covered(account, holder.Account, delivery,
            new(ReasonCodes.CoveredByAddress, "audience/address",
                $"The same words go to the shared {delivery.Route.Address} for account {holder.Account}.")))];

    /// <summary>Nobody is told: no address, no route, or reasons against every route.</summary>
    public AccountOutcome[] NotTold(SendContext send, Person person, IReadOnlyList<Reason> refusals, IReadOnlyList<Reason> besides,
        Facts facts)
    {
        var reachable = person.Accounts.Any(a => a.Addresses.Count > 0);
        IReadOnlyList<Reason> reasons = !reachable ? [NoAddress] : refusals.All(IsNoRoute)
            ? [NoRoute(send.Topic), .. Reason.Distinct(refusals)] : Reason.Distinct(refusals);
        // Whoever is not told hears of fields that were not understood, since they may be why; holidays are no matter then.
        var misread = person.Accounts.SelectMany(a => places.Resolve(a, null).Reasons).Distinct().ToList();
        if (misread.Count > 0)
            reasons = [.. reasons, .. misread];
        if (besides.Count > 0)
            reasons = [.. reasons, .. besides];
        var ground = Asked(send, person, facts);
        return [.. person.Accounts.Select(account => new AccountOutcome
        {
            Account = account.Ref,
            Kind = reachable ? OutcomeKind.Suppressed : OutcomeKind.Unreachable,
            Reasons = WithNotes(reasons, account),
            Ground = ground,
        })];
    }

    /// <summary>Where somebody may be who is not told, and the rules that were asked on all ways to reach them.</summary>
    private DecisionGround Asked(SendContext send, Person person, Facts facts)
    {
        List<LawGround> asked = [];
        var template = send.AttemptFor(person, facts);
        foreach (var account in person.Accounts)
        {
            foreach (var address in account.Addresses)
            {
                foreach (var channel in send.Topic.Channels.Where(address.Reaches))
                    asked.Add(grounds.Of(template with { Account = account, Address = address, Channel = channel }));
            }
        }

        return grounds.NotTold([.. asked.Distinct()]);
    }

    /// <summary>The accounts that were cancelled one by one.</summary>
    public AccountOutcome[] Cancelled(Person person, IReadOnlyList<AccountRef> cancelled) =>
        [.. person.Accounts.Where(a => cancelled.Contains(a.Ref)).Select(a => new AccountOutcome
        {
            Account = a.Ref,
            Kind = OutcomeKind.Suppressed,
            Reasons = WithNotes([new(ReasonCodes.Cancelled, "sending/cancelled", "The notification was cancelled for this account.")], a),
            Ground = grounds.Nowhere,
        })];

    private AccountOutcome TellingOutcome(SendContext send, Account account, Delivery delivery, RoutePlan plan, OpenRoute best, Facts facts)
    {
        var attempt = Planner.On(send.AttemptFor(delivery.Person, facts), best.Route);
        var ground = grounds.Of(attempt);
        return new()
        {
            Account = account.Ref,
            Kind = best.Due > send.Now ? OutcomeKind.Held : OutcomeKind.Planned,
            Reasons = WithNotes(Reasons(plan, best, ground.Notes), account),
            Channel = best.Route.Channel,
            Due = best.Due,
            IsForecast = best.IsForecast,
            Segments = send.IsPreview && attempt.Channel == DeliveryChannel.Sms ? renderer.SegmentsOf(attempt) : null,
            Ground = ground.Told,
            Delivery = delivery.Id,
        };
    }

    private static IReadOnlyList<Reason> Reasons(RoutePlan plan, OpenRoute best, IReadOnlyList<Reason> notes) =>
        best.Waits.Count + best.Basis.Count + plan.Refusals.Count == 0
            ? notes : Together(plan, best, notes);

    private static IReadOnlyList<Reason> Together(RoutePlan plan, OpenRoute best, IReadOnlyList<Reason> notes) =>
        best.Waits.Count + best.Basis.Count + notes.Count == 0 && plan.Refusals.Count == 1
            ? plan.Refusals : [.. best.Waits, .. best.Basis, .. Reason.Distinct(plan.Refusals), .. notes];

    private AccountOutcome Covered(Account account, AccountRef by, Delivery delivery, Reason reason) => new()
    {
        Account = account.Ref,
        Kind = OutcomeKind.Covered,
        CoveredBy = by,
        Reasons = WithNotes([reason], account),
        Ground = grounds.Nowhere,
        Delivery = delivery.Id,
    };

    private static IReadOnlyList<Reason> WithNotes(IReadOnlyList<Reason> reasons, Account account) =>
        account.Notes.Count == 0 ? reasons : [.. reasons, .. account.Notes];

    private static Reason NoAddress { get; } = new(ReasonCodes.NoUsableAddress, "audience/addresses", "No address that can be used.");

    private static bool IsNoRoute(Reason reason) => reason.Code is ReasonCodes.ChannelLeftOut or ReasonCodes.AddressOutOfReach;

    private static Reason NoRoute(Topic topic) =>
        new(ReasonCodes.NoRoute, "planning/routes",
            $"No address can be reached over the channels of topic '{topic.Name}' ({string.Join(", ", topic.Channels)}) that the person "
            + $"accepts.");
}
