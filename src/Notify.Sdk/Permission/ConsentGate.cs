using NodaTime.Text;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Permission;

/// <summary>
/// Marketing needs a consent in force at the very address; everything but an emergency honours opt-outs, wherever the
/// person gave them. Links between accounts only take permission away: a consent is never borrowed from another address.
/// </summary>
internal sealed class ConsentGate : ISendGate
{
    public string Id => "permission/consent";

    public Verdict Judge(in Attempt attempt)
    {
        if (attempt.Topic.Class == MessageClass.Emergency)
            return Verdict.ProceedBecause(new(ReasonCodes.Emergency, Id, $"Emergency: {attempt.Notification.EmergencyReason}"));
        if (attempt.Facts.Consents.IsEmpty)
            return attempt.Topic.Class == MessageClass.Marketing ? Verdict.Suppress(Missing(attempt)) : Verdict.Proceed;
        return Objection(attempt) is { } objection ? Verdict.Suppress(objection)
            : attempt.Topic.Class == MessageClass.Marketing ? Permission(attempt)
            : Verdict.Proceed;
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
                if (!here && attempt.Person.SharedAddresses.Contains(address.Key))
                    continue;
                if (Refusal(attempt, address, account.Ref, here) is { } refusal)
                    return refusal;
            }
        }

        return null;
    }

    private Reason? Refusal(in Attempt attempt, Address address, AccountRef account, bool here)
    {
        var consents = attempt.Facts.Consents;
        if (StandingStop(attempt, address) is { } stop)
            return new(ReasonCodes.GloballyOptedOut, Id, $"Opted out of everything on {InstantPattern.General.Format(stop.OccurredAt)} at {Where(account, here)} (record {stop.Id}).");
        if (address.Reaches(attempt.Channel)
            && consents.ForTopic(address.Key, attempt.Channel) is { Status: ConsentStatus.Withdrawn } withdrawn)
            return new(ReasonCodes.OptedOut, Id, $"Opted out of '{attempt.Topic.Name}' on {InstantPattern.General.Format(withdrawn.OccurredAt)} at {Where(account, here)} (record {withdrawn.Id}).");
        return null;
    }

    /// <summary>A stop of everything stands until the person subscribes again, to everything or to this topic, at the address where it was given.</summary>
    private static ConsentRecord? StandingStop(in Attempt attempt, Address address)
    {
        var everything = attempt.Facts.Consents.ForEverything(address.Key, attempt.Channel);
        if (everything is not { Status: ConsentStatus.Withdrawn })
            return null;
        var topic = attempt.Facts.Consents.ForTopic(address.Key, attempt.Channel);
        return topic is { Status: ConsentStatus.Granted } && topic.OccurredAt > everything.OccurredAt ? null : everything;
    }

    private Verdict Permission(in Attempt attempt)
    {
        var consent = attempt.Facts.Consents.ForTopic(attempt.Address.Key, attempt.Channel)
            ?? attempt.Facts.Consents.ForEverything(attempt.Address.Key, attempt.Channel);
        if (consent is not { Status: ConsentStatus.Granted } || consent.OccurredAt > attempt.At)
            return Verdict.Suppress(Missing(attempt));
        if (consent.ExpiresAt <= attempt.At)
            return Verdict.Suppress(new(ReasonCodes.ConsentExpired, Id, $"The consent lapsed on {InstantPattern.General.Format(consent.ExpiresAt!.Value)} (record {consent.Id})."));
        return Verdict.ProceedBecause(new(ReasonCodes.ConsentGranted, Id, $"{consent.Basis} consent of {InstantPattern.General.Format(consent.OccurredAt)} (record {consent.Id})."));
    }

    private Reason Missing(in Attempt attempt) =>
        new(ReasonCodes.NoConsent, Id, $"Marketing needs a consent for '{attempt.Topic.Name}' at this {attempt.Channel} address; none is recorded.");

    private static string Where(AccountRef account, bool here) => here ? "this address" : $"another address of account {account}";
}
