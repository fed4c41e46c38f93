namespace Notify.Sdk.Permission;

/// <summary>Nobody gets the same thing twice: neither an account of the person nor the address, in this run or an earlier one.</summary>
internal sealed class AlreadyToldGate : ISendGate
{
    public string Id => "permission/already-told";

    public Verdict Judge(in Attempt attempt)
    {
        var history = attempt.Facts.History;
        if (history.Mark(attempt.AddressContent, attempt.Key, attempt.Self) is { } atAddress)
            return Verdict.Suppress(Told(atAddress, "this address"));
        for (var i = 0; i < attempt.Person.Accounts.Count; i++)
        {
            var account = attempt.Person.Accounts[i];
            if (history.Mark(attempt.AccountContent, account.Ref, attempt.Self) is { } forAccount)
                return Verdict.Suppress(Told(forAccount, $"account {account.Ref}"));
        }

        return Verdict.Proceed;
    }

    private Reason Told(OnceMark mark, string whom) => mark.Sent
        ? new(ReasonCodes.AlreadyTold, Id, $"The same content was sent to {whom} before (delivery {mark.Delivery}).")
        : new(ReasonCodes.AlreadyPlanned, Id, $"The same content is planned for {whom} already (delivery {mark.Delivery}).");
}
