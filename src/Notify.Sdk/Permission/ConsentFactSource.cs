namespace Notify.Sdk.Permission;

/// <summary>Loads the decisions at all addresses of a batch with one look-up. A consent of the future is none yet, and hides nothing.</summary>
internal sealed class ConsentFactSource(IConsentLedger ledger) : IFactSource
{
    public async ValueTask LoadAsync(FactRequest request, Facts facts, CancellationToken cancellationToken)
    {
        var records = await ledger.FindAsync(request.Addresses, request.Topic.Name, cancellationToken);
        facts.Set(new ConsentFacts([.. records.Where(r => r.Status == ConsentStatus.Withdrawn || r.OccurredAt <= request.Now)]));
    }
}
