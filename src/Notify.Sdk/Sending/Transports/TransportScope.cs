namespace Notify.Sdk;

/// <summary>For which messages a named transport is used. Without a word it is used for all messages of its channel.</summary>
public sealed class TransportScope
{
    private readonly HashSet<string> _brands = new(StringComparer.OrdinalIgnoreCase);

    internal IReadOnlyCollection<string> Brands => _brands;

    /// <summary>
    /// Only for topics of these brands (<see cref="Topic.Brand"/>), and before transports that serve all brands. Upper and lower case are
    /// the same.
    /// </summary>
    /// <exception cref="ArgumentException">No brand, or an empty one.</exception>
    public TransportScope ForBrands(params string[] brands)
    {
        ArgumentNullException.ThrowIfNull(brands);
        if (brands.Length == 0 || brands.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException("Name at least one brand, as the topics name it with From(...).", nameof(brands));
        _brands.UnionWith(brands);
        return this;
    }

    internal bool Holds(string brand) => _brands.Count == 0 || _brands.Contains(brand);
}
