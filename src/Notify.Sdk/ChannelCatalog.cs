using System.Collections.Frozen;

namespace Notify.Sdk;

/// <summary>
/// The channels of a host, and the kinds of their addresses, by name: the well-known ones and those of <c>AddChannel</c>. Immutable and
/// thread-safe.
/// </summary>
public sealed class ChannelCatalog
{
    private readonly FrozenDictionary<string, DeliveryChannel> _channels;
    private readonly FrozenDictionary<string, AddressKind> _kinds;

    /// <summary>Makes the catalogue of a host.</summary>
    /// <param name="added">The channels that are added to the well-known ones. The same object twice is one.</param>
    /// <exception cref="NotifyException">
    /// Two different channels or kinds have one name, or a channel has no kind of addresses; the message names all of them.
    /// </exception>
    public ChannelCatalog(IEnumerable<DeliveryChannel> added)
    {
        ArgumentNullException.ThrowIfNull(added);
        List<DeliveryChannel> channels = [.. DeliveryChannel.WellKnown.Concat(added).Distinct(ReferenceEqualityComparer.Instance)
            .Cast<DeliveryChannel>()];
        List<AddressKind> kinds = [.. AddressKind.WellKnown.Concat(channels.Select(c => c.AddressKind))
            .Distinct(ReferenceEqualityComparer.Instance).Cast<AddressKind>().Where(k => !k.IsNameOnly)];
        List<string> faults =
        [
            .. channels.Where(c => c.IsNameOnly).Select(c => $"Channel '{c}' has no kind of addresses. Set its AddressKind."),
            .. channels.Where(c => !c.IsNameOnly).GroupBy(c => c.Name).Where(g => g.Count() > 1)
                .Select(g => $"{g.Count()} different channels have the name '{g.Key}'. Register one object, or give one another name."),
            .. kinds.GroupBy(k => k.Name).Where(g => g.Count() > 1)
                .Select(g =>
                    $"{g.Count()} different kinds of addresses have the name '{g.Key}'. Use one object, or give one another name."),
        ];
        if (faults.Count > 0)
            throw new NotifyException(string.Join(' ', faults));
        _channels = channels.ToFrozenDictionary(c => c.Name);
        _kinds = kinds.ToFrozenDictionary(k => k.Name);
    }

    /// <summary>The channels, in the order of their names.</summary>
    public IReadOnlyList<DeliveryChannel> All => [.. _channels.Values.Order()];

    /// <summary>The kinds of addresses, in their order.</summary>
    public IReadOnlyList<AddressKind> Kinds => [.. _kinds.Values.Order()];

    /// <summary>The well-known channels alone.</summary>
    internal static ChannelCatalog Default { get; } = new([]);

    /// <summary>The messengers, and the channels that the host added: where people can write back, besides mail and texts.</summary>
    internal IReadOnlyList<DeliveryChannel> Conversations =>
        [.. DeliveryChannel.Messengers, .. _channels.Values.Where(c => c.Place < 0).Order()];

    /// <summary>The channel that has the name here; null when nobody registered it.</summary>
    public DeliveryChannel? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _channels.GetValueOrDefault(name);
    }

    /// <summary>The kind of addresses that has the name here; null when no channel has it.</summary>
    public AddressKind? FindKind(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _kinds.GetValueOrDefault(name);
    }

    /// <summary>The registered channel in the place of one that may be a name only; the same when nobody registered it.</summary>
    internal DeliveryChannel Known(DeliveryChannel channel) => _channels.GetValueOrDefault(channel.Name) ?? channel;

    /// <summary>The registered kind in the place of one that may be a name only; the same when nobody registered it.</summary>
    internal AddressKind KindOf(AddressKind kind) => kind.Rank < 2 ? kind : _kinds.GetValueOrDefault(kind.Name) ?? kind;
}
