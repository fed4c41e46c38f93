using System.Collections.Frozen;

namespace Notify.Sdk.Permission;

/// <summary>What an imported copy of a register lists. Immutable; thread-safe.</summary>
/// <param name="Register">Name of the register.</param>
/// <param name="Numbers">Its phone numbers.</param>
public sealed record RegisterCopy(string Register, NumberRegister Numbers)
{
    /// <summary>Addresses that are no phone numbers, for lists of one's own.</summary>
    public IReadOnlySet<AddressKey> Others { get; init; } = FrozenSet<AddressKey>.Empty;

    /// <summary>Whether the copy lists the address.</summary>
    public bool Contains(AddressKey address) =>
        address.Kind == AddressKind.Phone ? Numbers.Contains(address) : Others.Contains(address);

    /// <summary>Register and size; no address.</summary>
    public override string ToString() => $"{Register}: {Numbers} and {Others.Count} other addresses";
}
