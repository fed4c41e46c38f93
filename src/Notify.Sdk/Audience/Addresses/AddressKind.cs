using System.Text.Json.Serialization;
using Notify.Sdk.Audience;

namespace Notify.Sdk;

/// <summary>
/// A kind of address: how a text becomes one, how it is shown, and whether it says who somebody is. Two kinds are the same when their
/// names are. Immutable and thread-safe.
/// </summary>
/// <remarks>What is stored names a kind only; a name that nobody registered is a kind that reads nothing and shows nothing.</remarks>
[JsonConverter(typeof(AddressKindJsonConverter))]
public sealed partial class AddressKind : IEquatable<AddressKind>, IComparable<AddressKind>
{
    private readonly int _hash;

    /// <summary>Creates a kind.</summary>
    /// <param name="name">Stable name, see <see cref="Name"/>.</param>
    /// <param name="reader">Reads and masks its addresses.</param>
    /// <exception cref="ArgumentException">The name is malformed.</exception>
    public AddressKind(string name, IAddressReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Name = ValueNames.Checked(name, "kind of addresses");
        Reader = reader;
        _hash = Name.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>
    /// Stable name: 1 to 32 characters, words of <c>a-z 0-9</c> with single dashes between them. Rows, lists and explanations name the
    /// kind by it.
    /// </summary>
    public string Name { get; }

    /// <summary>Reads and masks addresses of this kind.</summary>
    public IAddressReader Reader { get; }

    /// <summary>
    /// Whether an address of this kind is evidence of who someone is: then two accounts with it and compatible names are one person.
    /// Default false, as for what names a device, a browser or a place on the web.
    /// </summary>
    public bool IsEvidence { get; init; }

    /// <summary>The longest text that is read, in UTF-16 units; a longer one is refused unread. Default 512.</summary>
    public int MaxLength { get; init; } = 512;

    /// <summary>Whether both have the same name.</summary>
    public bool Equals(AddressKind? other) =>
        ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Name == other.Name);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AddressKind);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>Mailboxes first, then phone numbers, then by name, ordinal; null first of all.</summary>
    public int CompareTo(AddressKind? other)
    {
        if (ReferenceEquals(this, other))
            return 0;
        if (other is null)
            return 1;
        var byRank = Rank.CompareTo(other.Rank);
        return byRank != 0 ? byRank : string.CompareOrdinal(Name, other.Name);
    }

    /// <summary>Whether both are null or have the same name.</summary>
    public static bool operator ==(AddressKind? left, AddressKind? right) =>
        ReferenceEquals(left, right) || (left is not null && left.Equals(right));

    /// <summary>Whether their names differ.</summary>
    public static bool operator !=(AddressKind? left, AddressKind? right) => !(left == right);

    /// <summary>Compares two kinds in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator <(AddressKind? left, AddressKind? right) => left is null ? right is not null : left.CompareTo(right) < 0;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >(AddressKind? left, AddressKind? right) => right < left;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator <=(AddressKind? left, AddressKind? right) => !(right < left);

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >=(AddressKind? left, AddressKind? right) => !(left < right);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>The identity as reports may show it; three stars if the mask of a foreign reader fails.</summary>
    internal string Mask(string identity)
    {
        try
        {
            return Reader.Mask(identity) ?? "***";
        }
#pragma warning disable CA1031 // a mask is foreign code; whatever it throws must not break an explanation
        catch (Exception)
#pragma warning restore CA1031
        {
            return "***";
        }
    }
}
