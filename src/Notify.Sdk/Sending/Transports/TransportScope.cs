namespace Notify.Sdk;

/// <summary>
/// For which messages a named transport is used, and how many a second. Without a word it is used for all messages of its channel, as fast
/// as it answers.
/// </summary>
public sealed class TransportScope
{
    private const double MostPerSecond = 10_000;

    private readonly HashSet<string> _brands = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _countries = new(StringComparer.Ordinal);

    internal bool HasBrands => _brands.Count > 0;

    internal bool HasCountries => _countries.Count > 0;

    internal double? Rate { get; private set; }

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

    /// <summary>
    /// Only for addresses in these countries, and before transports that serve all countries. The country is that of the address where the
    /// address tells it, as a phone number does; else all countries in which the person may be must be among them. Who may be anywhere is
    /// left to the others.
    /// </summary>
    /// <param name="countries">ISO 3166-1 alpha-2.</param>
    /// <exception cref="ArgumentException">No country, or a code that is none.</exception>
    public TransportScope ForCountries(params string[] countries)
    {
        ArgumentNullException.ThrowIfNull(countries);
        if (countries.Length == 0)
            throw new ArgumentException("Name at least one country by its ISO 3166-1 alpha-2 code.", nameof(countries));
        _countries.UnionWith(Audience.CountryCodes.Checked(countries));
        return this;
    }

    /// <summary>
    /// The most messages a second that this process hands to the transport, after a pause as many at once. What comes above it waits for
    /// its turn (<c>sending.rate-limited</c>), which is no attempt, and goes to no other transport. Several processes have this rate each.
    /// </summary>
    /// <param name="messages">More than 0, at most 10,000; 0.5 is one in two seconds.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside of that.</exception>
    public TransportScope PerSecond(double messages)
    {
        if (!(messages > 0.0001 && messages <= MostPerSecond))
            throw new ArgumentOutOfRangeException(nameof(messages), messages, "A rate is more than 0.0001 and at most 10,000 a second.");
        Rate = messages;
        return this;
    }

    internal bool Holds(string brand) => _brands.Count == 0 || _brands.Contains(brand);

    internal bool HoldsAll(IReadOnlyList<string> countries) =>
        _countries.Count == 0 || (countries.Count > 0 && countries.All(_countries.Contains));
}
