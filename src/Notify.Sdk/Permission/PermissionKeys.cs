using Notify.Sdk.Audience;

namespace Notify.Sdk.Permission;

/// <summary>
/// The addresses as permission sees them: a phone number without its extension. Whoever stops messages to a number stops them
/// for every extension behind it, and a register lists numbers.
/// </summary>
internal static class PermissionKeys
{
    public static AddressKey Of(AddressKey address) => AddressIntake.WithoutExtension(address);

    /// <summary>Each once; the same collection where no address has an extension, which is nearly always.</summary>
    public static IReadOnlyCollection<AddressKey> Of(IReadOnlyCollection<AddressKey> addresses)
    {
        foreach (var address in addresses)
        {
            if (Of(address) != address)
                return [.. addresses.Select(Of).Distinct()];
        }

        return addresses;
    }
}
