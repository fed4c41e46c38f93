using Notify.Sdk.Consents;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Permission;

/// <summary>The decisions at the addresses to which confirmations of sign-ups go, in the order of the chain.</summary>
internal sealed class SignUpFacts(IReadOnlyDictionary<AddressKey, IReadOnlyList<TakenConsent>> taken)
{
    public IReadOnlyList<TakenConsent> At(AddressKey address) => taken.GetValueOrDefault(address.ToLine(), []);

    public static async ValueTask<IReadOnlyList<TakenConsent>> OfAsync(
        IConsentLedger ledger, AddressKey address, CancellationToken cancellationToken)
    {
        List<TakenConsent> taken = [];
        foreach (var entry in await ledger.HistoryAsync([address], cancellationToken))
        {
            if (ConsentSeal.Open(entry, address) is { } record)
                taken.Add(new(record, entry.RecordedAt));
        }

        return taken;
    }
}

/// <summary>Loads them, for confirmations only: nothing else pays for it.</summary>
internal sealed class SignUpFactSource(IConsentLedger ledger) : IFactSource
{
    public async ValueTask LoadAsync(FactRequest request, Facts facts, CancellationToken cancellationToken)
    {
        if (request.Topic.Name != SignUpGate.Topic)
            return;
        Dictionary<AddressKey, IReadOnlyList<TakenConsent>> taken = [];
        foreach (var address in request.Addresses)
            taken[address] = await SignUpFacts.OfAsync(ledger, address, cancellationToken);
        facts.Set(new SignUpFacts(taken));
    }
}
