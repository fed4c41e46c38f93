using Notify.Sdk.Stores;

namespace Notify.Sdk.Permission;

/// <summary>Nobody gets the same thing twice: neither an account of the person nor the address, in this run or an earlier one.</summary>
internal sealed class AlreadyToldGate : ISendGate
{
    private const string Rule = "permission/already-told";

    public string Id => Rule;

    public Verdict Judge(in Attempt attempt)
    {
        var history = attempt.Facts.History;
        if (history.Mark(attempt.AddressContent, attempt.Key, attempt.Self) is { } atAddress)
            return Verdict.Suppress(Told(atAddress.Standing, atAddress.Delivery, "this address"));
        for (var i = 0; i < attempt.Person.Accounts.Count; i++)
        {
            var account = attempt.Person.Accounts[i];
            if (history.Mark(attempt.AccountContent, account.Ref, attempt.Self) is { } forAccount)
                return Verdict.Suppress(Told(forAccount.Standing, forAccount.Delivery, $"account {account.Ref}"));
        }

        return history.KnownAgain(attempt.Person.Label, attempt.Self) is { } trace
            ? Verdict.Suppress(Told(trace.Standing, trace.Delivery, "another account of this person"))
            : Verdict.Proceed;
    }

    /// <summary>"Told" is said only of what a provider took.</summary>
    private static Reason Told(OnceStanding standing, DeliveryId delivery, string whom) => standing switch
    {
        OnceStanding.Planned =>
            new(ReasonCodes.AlreadyPlanned, Rule, $"The same content is planned for {whom} already (delivery {delivery})."),
        OnceStanding.Leaving =>
            new(ReasonCodes.AlreadyLeaving, Rule,
            $"The same content is being handed over for {whom} at this moment (delivery {delivery})."),
        OnceStanding.InDoubt =>
            new(ReasonCodes.AlreadyInDoubt, Rule,
            $"The same content may have reached {whom}: its hand-over is in doubt (delivery {delivery})."),
        OnceStanding.Told => new(ReasonCodes.AlreadyTold, Rule, $"The same content was sent to {whom} before (delivery {delivery})."),
        _ => throw new ArgumentOutOfRangeException(nameof(standing), $"Standing {standing} is unknown."),
    };
}
