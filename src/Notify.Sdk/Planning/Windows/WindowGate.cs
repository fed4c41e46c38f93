using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>
/// Holds a message until the law, every other matching window and the quiet hours of all the person's accounts are open, in
/// every zone that the person may be in. Emergencies and answers to the person pass.
/// </summary>
internal sealed class WindowGate(WindowRules rules, PlaceResolver places) : ISendGate
{
    public string Id => "planning/window";

    public Verdict Judge(in Attempt attempt)
    {
        if (attempt.Topic.Class is MessageClass.Emergency or MessageClass.Answer)
            return Verdict.Proceed;
        var place = places.Resolve(attempt.Person, attempt.Address);
        var accounts = attempt.Person.Accounts;
        var verdict = Judge(attempt, place, accounts[0].QuietHours);
        // Inferred links only take away: the quiet hours of every account count.
        for (var i = 1; i < accounts.Count; i++)
        {
            if (accounts[i].QuietHours is { } quiet && quiet != accounts[0].QuietHours)
                verdict = Stricter(verdict, Judge(attempt, place, quiet));
        }

        return verdict;
    }

    /// <summary>When the permission of a message that leaves now ends, for the provider's validity period.</summary>
    public Instant ClosesAt(in Attempt attempt)
    {
        var closes = attempt.ExpiresAt;
        if (attempt.Topic.Class is MessageClass.Emergency or MessageClass.Answer)
            return closes;
        var place = places.Resolve(attempt.Person, attempt.Address);
        foreach (var account in attempt.Person.Accounts)
            closes = Instant.Min(closes, HoursOf(attempt, place, account.QuietHours, out _).ClosesAt(attempt.At));
        return closes;
    }

    private Verdict Judge(in Attempt attempt, Place place, QuietHours? quiet)
    {
        var hours = HoursOf(attempt, place, quiet, out var consent);
        var verdict = hours.Judge(attempt.At);
        return verdict.Kind == VerdictKind.Proceed && hours.Lifted.Count > 0
            ? Verdict.ProceedBecause(
                new(ReasonCodes.WindowLifted, string.Join(" + ", hours.Lifted),
                $"The {consent!.Basis} consent (record {consent.Id}) takes the person out of the rule."))
            : verdict;
    }

    private OpenHours HoursOf(in Attempt attempt, Place place, QuietHours? quiet, out ConsentRecord? consent)
    {
        consent = null;
        var hours = rules.For(attempt, place, quiet, LiftingConsents.None);
        if (!hours.MayBeLifted || LiftingConsentsExtensions.Given(attempt, out consent) is not (var given and not LiftingConsents.None))
            return hours;
        return rules.For(attempt, place, quiet, given);
    }

    private static Verdict Stricter(in Verdict a, in Verdict b)
    {
        if (a.Kind != b.Kind)
            return a.Kind > b.Kind ? a : b;
        return (a.Kind == VerdictKind.Hold && b.HeldUntil > a.HeldUntil) || (a.Kind == VerdictKind.Proceed && a.Reason is null) ? b : a;
    }
}
