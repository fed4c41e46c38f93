using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Notify.Sdk.Sending;

/// <summary>
/// The breaker of each transport; where addresses name a server of their own, as web hooks do, that of the server: one receiver that is
/// down
/// keeps no other from its messages. Thread-safe.
/// </summary>
internal sealed class ProviderBreakers(IEnumerable<ITransport> transports, TimeProvider time)
{
    /// <summary>Above this many servers, those that do not rest are forgotten: what is lost is a count of failures.</summary>
    internal const int MostServers = 10_000;

    private const int RefusalsOfServer = 3;

    private readonly FrozenDictionary<ITransport, ProviderBreaker> _own =
        transports.ToFrozenDictionary(t => t, _ => new ProviderBreaker(time));

    private readonly ConcurrentDictionary<(ITransport, string), ProviderBreaker> _servers = new();

    /// <summary>How many servers are known.</summary>
    internal int Servers => _servers.Count;

    /// <summary>The breaker of a hand-over.</summary>
    /// <param name="transport">One of the transports.</param>
    /// <param name="address">Where the message goes.</param>
    public ProviderBreaker Of(ITransport transport, Address address) =>
        ServerOf(address) is { } server ? OfServer(transport, server) : _own[transport];

    private ProviderBreaker OfServer(ITransport transport, string server)
    {
        if (_servers.TryGetValue((transport, server), out var known))
            return known;
        if (_servers.Count >= MostServers)
        {
            foreach (var (key, breaker) in _servers)
            {
                if (!breaker.IsOpen)
                    _servers.TryRemove(key, out _);
            }
        }

        return _servers.GetOrAdd((transport, server), static (_, clock) => new(clock, RefusalsOfServer), time);
    }

    private static string? ServerOf(Address address) =>
        (address.Key.Kind == AddressKind.WebHook || address.Key.Kind == AddressKind.WebPush)
        && Uri.TryCreate(address.Key.Value, UriKind.Absolute, out var url) ? url.Authority : null;
}
