using Notify.Sdk.Audience;

namespace Notify.Sdk;

/// <summary>
/// The identity of an address: what makes two spellings the same address. A key only; never send to
/// <paramref name="Value"/>.
/// </summary>
/// <param name="Kind">The kind of address.</param>
/// <param name="Value">
/// Email: identity form. Phone: E.164 in the one spelling of its handset, with <c>;ext=</c> and digits when there is an
/// extension, and with <c>;or=</c> and a second number when nobody knows which of two it is. Other kinds: what
/// their reader says.
/// </param>
public readonly record struct AddressKey(AddressKind Kind, string Value) : IComparable<AddressKey>
{
    /// <summary>
    /// The numbers at which a no counts that was said at this one: <see cref="ToLine"/>, and <see cref="ToOtherLine"/> where there is one.
    /// </summary>
    public IReadOnlyList<AddressKey> ToLines() => ToOtherLine() is { } other ? [ToLine(), other] : [ToLine()];

    /// <summary>The key without its extension; one in doubt stays in doubt.</summary>
    internal AddressKey WithoutExtension() =>
        ToOtherLine() is { } other ? this with { Value = PhoneIdentity.KeyOf(ToLine().Value, extension: null, other.Value) } : ToLine();

    /// <summary>
    /// By what permission is asked and given: for a phone number the number without its extension, in the one spelling of its
    /// handset, for what is said about a number counts at each of its extensions. Every other key is its own.
    /// </summary>
    public AddressKey ToLine() =>
        Kind == AddressKind.Phone && Value is not null ? this with { Value = PhoneIdentity.Line(Value) } : this;

    /// <summary>The second number of a key that is in doubt, where a stop counts as much as at <see cref="ToLine"/>; else null.</summary>
    public AddressKey? ToOtherLine() =>
        Kind == AddressKind.Phone && Value is not null && PhoneIdentity.OtherLine(Value) is { } other
            ? this with { Value = other }
            : null;

    /// <summary>Whether both name the same address.</summary>
    public bool Equals(AddressKey other) => Kind == other.Kind && Value == other.Value;

    /// <summary>The value alone: no two kinds have many values in common.</summary>
    public override int GetHashCode() => Value is null ? 0 : Value.GetHashCode(StringComparison.Ordinal);

    /// <summary>Orders by kind, then by value, ordinal.</summary>
    public int CompareTo(AddressKey other)
    {
        var byKind = Kind is null ? other.Kind is null ? 0 : -1 : Kind.CompareTo(other.Kind);
        return byKind != 0 ? byKind : string.CompareOrdinal(Value, other.Value);
    }

    /// <summary>Compares two keys in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator <(AddressKey left, AddressKey right) => left.CompareTo(right) < 0;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >(AddressKey left, AddressKey right) => left.CompareTo(right) > 0;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator <=(AddressKey left, AddressKey right) => left.CompareTo(right) <= 0;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >=(AddressKey left, AddressKey right) => left.CompareTo(right) >= 0;

    /// <summary>Masked, for example <c>email a***@example.com</c>.</summary>
    public override string ToString() => Kind is null ? "no address" : $"{Kind} {Kind.Mask(Value)}";
}
