namespace Notify.Sdk;

/// <content>Which rules hold for a channel.</content>
public sealed partial class DeliveryChannel
{
    /// <summary>Its place in <see cref="WellKnown"/>; -1 for any other channel.</summary>
    internal int Place { get; private init; } = -1;

    /// <summary>
    /// The well-known channels whose rules hold for it, itself and those that these resemble among them: a bit for each.
    /// </summary>
    internal uint Likes => _likes != 0 ? _likes
        : _likes = Resembles.Where(r => r != this).Aggregate(Place < 0 ? 0 : 1u << Place, (likes, r) => likes | r.Likes);

    /// <summary>Whether nothing but the name is known.</summary>
    internal bool IsNameOnly => AddressKind.IsNameOnly;

    /// <summary>Whether a rule about these channels holds for this one: it names it, or a channel that it resembles.</summary>
    internal bool IsAmong(IReadOnlyList<DeliveryChannel> named) => ChannelSet.Of(named).Holds(this);

    /// <summary>
    /// What a reason says behind a rule that holds for this channel without naming it; empty when the rule names it, or is about all.
    /// </summary>
    internal string Likeness(IReadOnlyList<DeliveryChannel> named) => Like(named) is { } like
        ? $" (it names {like}, which {this} resembles)" : "";

    /// <summary>The channel by which a rule holds that does not name this one; null when it names it, or is about all.</summary>
    internal DeliveryChannel? Like(IReadOnlyList<DeliveryChannel> named) =>
        named.Count == 0 || named.Contains(this) ? null
            : Resembles.FirstOrDefault(named.Contains)
                ?? Resembles.Where(r => r != this).Select(r => r.Like(named)).FirstOrDefault(r => r is not null);

    /// <summary>
    /// Whether what is learnt over it of an address holds for the key: a number that is not on WhatsApp takes texts all the same.
    /// </summary>
    internal bool Knows(AddressKey key) => IsNameOnly || key.Kind == AddressKind;

    /// <summary>Whether addresses with a key of this kind are reached by it, as far as the kind can tell.</summary>
    internal bool Reaches(AddressKind key) =>
        IsNameOnly || key == AddressKind || (AddressKind == AddressKind.WhatsApp && key == AddressKind.Phone);

    /// <summary>Whether it is the channel, or one of a host that may count as it because nobody said that it does not.</summary>
    internal bool IsOrMayBe(DeliveryChannel wellKnown) => this == wellKnown || (Place < 0 && (Likes & 1u << wellKnown.Place) != 0);
}
