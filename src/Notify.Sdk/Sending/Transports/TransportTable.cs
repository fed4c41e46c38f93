using System.Collections.Frozen;

namespace Notify.Sdk.Sending;

/// <summary>
/// Which transports serve a channel for a topic, best first: those that the topic names with <c>Via</c> in its order, those of its brand,
/// those for every brand, as they were registered. Immutable.
/// </summary>
internal sealed class TransportTable(IEnumerable<ITransport> transports)
{
    private readonly FrozenDictionary<DeliveryChannel, ITransport[]> _byChannel =
        transports.GroupBy(t => t.Channel).ToFrozenDictionary(g => g.Key, g => g.ToArray());

    /// <summary>All of them.</summary>
    public IEnumerable<ITransport> All => _byChannel.Values.SelectMany(t => t);

    /// <summary>Whether there is none at all: such a process only plans.</summary>
    public bool IsEmpty => _byChannel.Count == 0;

    /// <summary>Whether any transport serves the channel.</summary>
    public bool Serves(DeliveryChannel channel) => _byChannel.ContainsKey(channel);

    /// <summary>The transports for messages of a topic over a channel, best first; empty when none serves them.</summary>
    public IReadOnlyList<ITransport> For(DeliveryChannel channel, Topic topic) =>
        !_byChannel.TryGetValue(channel, out var all) ? [] : all is [not NamedTransport] ? all : Ordered(all, topic);

    /// <summary>The transport of a channel with this name; null when there is none, for instance no more.</summary>
    public ITransport? Find(DeliveryChannel channel, string name)
    {
        foreach (var transport in _byChannel.GetValueOrDefault(channel) ?? [])
        {
            if (transport.Name == name)
                return transport;
        }

        return null;
    }

    private static ITransport[] Ordered(ITransport[] all, Topic topic) =>
        [.. all.Where(t => Scope(t)?.Holds(topic.Brand) ?? true).OrderBy(t => Rank(t, topic))];

    private static TransportScope? Scope(ITransport transport) => (transport as NamedTransport)?.Scope;

    private static (int Via, bool IsForAll) Rank(ITransport transport, Topic topic)
    {
        var via = topic.Transports.Count;
        for (var i = topic.Transports.Count - 1; i >= 0; i--)
        {
            if (topic.Transports[i] == transport.Name)
                via = i;
        }

        return (via, Scope(transport) is not { Brands.Count: > 0 });
    }
}
