using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Notify.Sdk;

/// <summary>
/// A way on which a message travels to a person. Two channels are the same when their names are. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// A channel that the library does not bring is made by whoever writes its transport, and registered with <c>AddChannel</c>. What is
/// stored names a channel only; a name that nobody registered is a channel without an address kind.
/// </remarks>
[TypeConverter(typeof(DeliveryChannelTextConverter))]
[JsonConverter(typeof(DeliveryChannelJsonConverter))]
public sealed partial class DeliveryChannel : IEquatable<DeliveryChannel>, IComparable<DeliveryChannel>
{
    private readonly int _hash;
    private uint _likes;

    /// <summary>Creates a channel.</summary>
    /// <param name="name">Stable name, see <see cref="Name"/>.</param>
    /// <exception cref="ArgumentException">The name is malformed.</exception>
    public DeliveryChannel(string name)
    {
        Name = ValueNames.Checked(name, "channel");
        _hash = Name.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>
    /// Stable name: 1 to 32 characters, words of <c>a-z 0-9</c> with single dashes between them. Rows, rules, lists and explanations
    /// name the channel by it.
    /// </summary>
    public string Name { get; }

    /// <summary>What its addresses are. A channel that is registered must have one.</summary>
    public AddressKind AddressKind { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } =
        AddressKind.None;

    /// <summary>
    /// The well-known channels whose rules hold for this one too: of the law, of registers, windows and caps. A rule that names this
    /// channel holds besides. Default: all, the strictest. A well-known channel resembles what its own description says.
    /// </summary>
    /// <exception cref="ArgumentException">It names none, or a channel that is not well known.</exception>
    public IReadOnlyList<DeliveryChannel> Resembles { get => field ?? Nearest; init => field = Checked(value); }

    /// <summary>Whether a message has a subject line, which then every template needs. Default false.</summary>
    public bool HasSubject { get; init; }

    /// <summary>Whether a message may have an HTML part. Default false.</summary>
    public bool HasHtml { get; init; }

    /// <summary>Whether files may go with a message. Default false.</summary>
    public bool HasAttachments { get; init; }

    /// <summary>Whether a tap on a message can open a link of its own. Default false: a link stands in the text.</summary>
    public bool HasLink { get; init; }

    /// <summary>How many buttons a message may have. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int MaxButtons
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A number of buttons.");
    }

    /// <summary>Whether providers keep approved templates for it (<see cref="ProviderTemplate"/>). Default false.</summary>
    public bool HasProviderTemplates { get; init; }

    /// <summary>The most characters (UTF-16 units) that a text may have; null, the default, for no bound.</summary>
    public int? MaxTextLength { get; init; }

    /// <summary>Whether both have the same name.</summary>
    public bool Equals(DeliveryChannel? other) =>
        ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Name == other.Name);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DeliveryChannel);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>Orders by name, ordinal; null first.</summary>
    public int CompareTo(DeliveryChannel? other) => string.CompareOrdinal(Name, other?.Name);

    /// <summary>Whether both are null or have the same name.</summary>
    public static bool operator ==(DeliveryChannel? left, DeliveryChannel? right) =>
        ReferenceEquals(left, right) || (left is not null && left.Equals(right));

    /// <summary>Whether their names differ.</summary>
    public static bool operator !=(DeliveryChannel? left, DeliveryChannel? right) => !(left == right);

    /// <summary>Compares two channels in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator <(DeliveryChannel? left, DeliveryChannel? right) =>
        string.CompareOrdinal(left?.Name, right?.Name) < 0;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >(DeliveryChannel? left, DeliveryChannel? right) => right < left;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator <=(DeliveryChannel? left, DeliveryChannel? right) => !(right < left);

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >=(DeliveryChannel? left, DeliveryChannel? right) => !(left < right);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
