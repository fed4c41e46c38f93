namespace Notify.Sdk.Audience;

/// <summary>Mailboxes that belong to a role.</summary>
internal static class RoleAddresses
{
    public static IReadOnlyCollection<string> Defaults { get; } = ["info", "sales", "office"];
}
