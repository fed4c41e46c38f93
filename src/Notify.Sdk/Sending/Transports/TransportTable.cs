using System.Collections.Frozen;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Sending;

/// <summary>
/// Which transports serve a message, best first: those that its topic names with <c>Via</c> in its order, those of its brand, those of its
/// country, those for all, as they were registered. Immutable.
/// </summary>
internal sealed class TransportTable(IEnumerable<ITransport> transports, IEnumerable<ChannelElsewhere> elsewhere, IWhereabouts where)
{
    private readonly FrozenDictionary<DeliveryChannel, ITransport[]> _byChannel =
        transports.GroupBy(t => t.Channel).ToFrozenDictionary(g => g.Key, g => g.ToArray());

    private readonly FrozenSet<DeliveryChannel> _elsewhere = elsewhere.Select(e => e.Channel).ToFrozenSet();

    /// <summary>All of them.</summary>
    public IEnumerable<ITransport> All => _byChannel.Values.SelectMany(t => t);

    /// <summary>Whether there is none at all: such a process only plans.</summary>
    public bool IsEmpty => _byChannel.Count == 0;

    /// <summary>Whether any transport serves the channel.</summary>
    public bool Serves(DeliveryChannel channel) => _byChannel.ContainsKey(channel);

    /// <summary>The channels of which the host says that another process serves them.</summary>
    public IReadOnlyCollection<DeliveryChannel> Elsewhere => _elsewhere;

    /// <summary>Whether the host says that another process serves the channel.</summary>
    public bool IsElsewhere(DeliveryChannel channel) => _elsewhere.Contains(channel);

    /// <summary>The transports for messages of a topic over a channel, best first; empty when none serves them.</summary>
    public IReadOnlyList<ITransport> For(DeliveryChannel channel, Topic topic, Person person, Address address) =>
        !_byChannel.TryGetValue(channel, out var all) ? [] : all.Length == 1 ? Holds(all[0], topic, person, address) ? all : []
            : Several(all, topic, person, address);

    // A method of its own: what the question closes over would cost an object for the one transport that most channels have, too.
    private ITransport[] Several(ITransport[] all, Topic topic, Person person, Address address) =>
        Ordered(all.Where(t => Holds(t, topic, person, address)), topic);

    /// <summary>The transports for messages of a topic over a channel to somewhere, best first.</summary>
    public IReadOnlyList<ITransport> ForAnywhere(DeliveryChannel channel, Topic topic) =>
        Ordered((_byChannel.GetValueOrDefault(channel) ?? []).Where(t => Scope(t)?.Holds(topic.Brand) ?? true), topic);

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

    private bool Holds(ITransport transport, Topic topic, Person person, Address address) => Scope(transport) is not { } scope
        || (scope.Holds(topic.Brand) && (!scope.HasCountries || scope.HoldsAll(CountriesOf(person, address))));

    private IReadOnlyList<string> CountriesOf(Person person, Address address)
    {
        if (address.PhoneRegion is { } own)
            return [own];
        var place = where.Of(person, address);
        return place.IsCountryOpen ? [] : place.Countries;
    }

    private static ITransport[] Ordered(IEnumerable<ITransport> serving, Topic topic) => [.. serving.OrderBy(t => Rank(t, topic))];

    private static TransportScope? Scope(ITransport transport) => (transport as NamedTransport)?.Scope;

    private static (int Via, bool IsForAllBrands, bool IsForAllCountries) Rank(ITransport transport, Topic topic)
    {
        var via = topic.Transports.Count;
        for (var i = topic.Transports.Count - 1; i >= 0; i--)
        {
            if (topic.Transports[i] == transport.Name)
                via = i;
        }

        return (via, Scope(transport) is not { HasBrands: true }, Scope(transport) is not { HasCountries: true });
    }
}
