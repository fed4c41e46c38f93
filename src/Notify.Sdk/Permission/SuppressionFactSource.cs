namespace Notify.Sdk.Permission;

/// <summary>Loads the registers, and the entries of all addresses of a batch with one look-up.</summary>
internal sealed class SuppressionFactSource(ISuppressionList list) : IFactSource
{
    public async ValueTask LoadAsync(FactRequest request, Facts facts, CancellationToken cancellationToken) =>
        facts.Set(new SuppressionFacts(
            await list.RegistersAsync(cancellationToken),
            await list.FindAsync(request.Addresses, cancellationToken)));
}
