namespace Notify.Sdk.Permission;

/// <summary>Loads the decisions at all addresses of a batch with one look-up.</summary>
internal sealed class ConsentFactSource(IConsentLedger ledger) : IFactSource
{
    public async ValueTask LoadAsync(FactRequest request, Facts facts, CancellationToken cancellationToken) =>
        facts.Set(new ConsentFacts(await ledger.FindAsync(request.Addresses, request.Topic.Name, cancellationToken)));
}
