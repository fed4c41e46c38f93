namespace Notify.Sdk.Permission;

/// <summary>Asks every source once for a batch of people.</summary>
internal sealed class FactLoader(IEnumerable<IFactSource> sources)
{
    private readonly IFactSource[] _sources = [.. sources];

    public async ValueTask<Facts> LoadAsync(FactRequest request, CancellationToken cancellationToken)
    {
        var facts = new Facts();
        foreach (var source in _sources)
            await source.LoadAsync(request, facts, cancellationToken);
        return facts;
    }
}
