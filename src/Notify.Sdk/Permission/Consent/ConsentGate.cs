using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>
/// Marketing needs a consent in force at the very address, given for the very topic; every message needs what the law of the place asks
/// for (<see cref="ConsentLaw"/>); everything but an emergency honours opt-outs, wherever the person gave them. Links between accounts
/// only take permission away: a consent is never borrowed from another address.
/// </summary>
internal sealed class ConsentGate(ConsentLaw book, IOptions<PermissionOptions> options) : ISendGate
{
    private readonly bool _marketingNeedsConsent = options.Value.MarketingNeedsConsent;

    public string Id => "permission/consent";

    public Verdict Judge(in Attempt attempt)
    {
        if (attempt.Topic.Class == MessageClass.Emergency)
            return Verdict.ProceedBecause(
                new(ReasonCodes.Emergency, Id,
                $"Emergency declared by {attempt.Notification.Emergency?.By}: {attempt.Notification.Emergency?.Reason}"));
        if (attempt.Topic.Class == MessageClass.Answer)
            return Verdict.ProceedBecause(new(ReasonCodes.AnswersThePerson, Id, "The person wrote or asked, and this answers them."));
        if (!attempt.Facts.Consents.IsEmpty && Objection(attempt) is { } objection)
            return Verdict.Suppress(objection);
        return Permission(attempt);
    }

    /// <summary>The most restrictive decision over the person's addresses; one given at a shared address stays at that address.</summary>
    private Reason? Objection(in Attempt attempt)
    {
        for (var i = 0; i < attempt.Person.Accounts.Count; i++)
        {
            var account = attempt.Person.Accounts[i];
            for (var j = 0; j < account.Addresses.Count; j++)
            {
                var address = account.Addresses[j];
                var here = address.Key == attempt.Address.Key;
                if (!attempt.Facts.Consents.Knows(address.Key))
                    continue;
                if (!here && (IsSwitchboard(address) || attempt.Person.SharedAddresses.Contains(address.Key)))
                    continue;
                if (Refusal(attempt, address, account.Ref, here) is { } refusal)
                    return refusal;
            }
        }

        return null;
    }

    /// <summary>What was said about a number with extensions may have been said by anybody there.</summary>
    private static bool IsSwitchboard(Address address) => address is { Extension: not null, SmsCapable: false };

    /// <summary>
    /// A stop of everything, or of all marketing, counts for the whole person; one of a topic on the addresses of its kind.
    /// </summary>
    private Reason? Refusal(in Attempt attempt, Address address, AccountRef account, bool here)
    {
        var consents = attempt.Facts.Consents;
        if (consents.Stop(attempt.Topic, address.Key, attempt.Channel, ConsentBreadth.Everything) is { } everything)
            return Stopped(ReasonCodes.GloballyOptedOut, "everything", everything, account, here);
        if (consents.Stop(attempt.Topic, address.Key, attempt.Channel, ConsentBreadth.AllMarketing) is { } marketing)
            return Stopped(ReasonCodes.OptedOutOfMarketing, "all marketing", marketing, account, here);
        return address.Reaches(attempt.Channel) && consents.Stop(attempt.Topic, address.Key, attempt.Channel, ConsentBreadth.Topic) is
        {
        } topic
            ? Stopped(ReasonCodes.OptedOut, $"'{attempt.Topic.Name}'", topic, account, here)
            : null;
    }

    private Reason Stopped(string code, string what, ConsentRecord stop, AccountRef account, bool here) =>
        new(code, Id, $"Opted out of {what} on {On(stop.OccurredAt)} at {Where(account, here)} (record {stop.Id}).");

    private Verdict Permission(in Attempt attempt)
    {
        var duty = book.Of(attempt);
        var needsConsent = _marketingNeedsConsent && attempt.Topic.Class == MessageClass.Marketing;
        var fulfilled = duty.IsFulfilled(attempt, out var accepted);
        if (fulfilled && !needsConsent)
            return accepted is null ? Verdict.Proceed : Verdict.ProceedBecause(
                new(ReasonCodes.ConsentGranted, Id, new GrantedText(accepted)));
        var standing = attempt.Facts.Consents.Standing(attempt.Topic, attempt.Address.Key, attempt.Channel, attempt.At);
        if (fulfilled && (accepted ?? standing.InForce) is { } consent)
            return Verdict.ProceedBecause(new(ReasonCodes.ConsentGranted, Id, new GrantedText(consent)));
        return Verdict.Suppress(Refusal(attempt, duty, standing, needsConsent));
    }

    /// <summary>What was found instead of what is asked for, by which rule, and what would have been enough.</summary>
    private Reason Refusal(in Attempt attempt, ConsentDuty duty, in ConsentStanding standing, bool needsConsent)
    {
        if (duty.IsPlaceOpen)
            return new(ReasonCodes.PlaceNotUnderstood, Id, "The country was given and cannot be read, so nobody knows whose law says "
                + "which consent is enough. Correct it, or give the contact a time zone.");
        var lacking = duty.Unfulfilled(attempt);
        var rule = lacking.Count == 0 ? Id : string.Join(" + ", lacking.Select(r => $"{Id}/{r.Rule.Id}"));
        var code = lacking.Exists(r => r.Rule.Regime == ConsentRegime.Prohibited) ? ReasonCodes.Prohibited
            : lacking.Count > 0 && lacking.TrueForAll(r => r.Rule.Regime == ConsentRegime.Register) ? ReasonCodes.RegisterStale
            : standing switch
            {
                { InForce: not null } => ReasonCodes.BasisNotEnough,
                { Undisclosed: not null } => ReasonCodes.TopicNotDisclosed,
                { Pending: not null } => ReasonCodes.ConsentPending,
                { Lapsed: not null } => ReasonCodes.ConsentExpired,
                _ => ReasonCodes.NoConsent,
            };
        return new(code, rule, new RefusedText(duty, lacking, Found(attempt, standing), attempt.At, needsConsent));
    }

    private static string Found(in Attempt attempt, in ConsentStanding standing)
    {
        if (standing.InForce is { } consent)
            return $"The {consent.Basis} consent of {On(consent.OccurredAt)} (record {consent.Id}) is not enough.";
        if (standing.Undisclosed is { } other)
            return $"The consent of {On(other.OccurredAt)} does not name '{attempt.Topic.Name}' in what was disclosed (record {other.Id}).";
        if (standing.Pending is { } pending)
            return $"The consent of {On(pending.OccurredAt)} waits for its confirmation (record {pending.Id}).";
        if (standing.Lapsed is { } lapsed)
            return $"The {lapsed.Basis} consent lapsed on "
                + $"{On(lapsed.ExpiresAt is { } end && end <= attempt.At ? end : lapsed.OccurredAt)} (record {lapsed.Id}).";
        return $"No consent that counts for '{attempt.Topic.Name}' is recorded at this {attempt.Channel} address.";
    }

    private static string On(Instant instant) => InstantPattern.General.Format(instant);

    private static string Where(AccountRef account, bool here) => here ? "this address" : $"another address of account {account}";
}
