using System.Collections.Frozen;

namespace Notify.Sdk.Permission;

/// <summary>
/// The states that rules of the jurisdiction <c>EU</c> are about: the members of the European Union, and of the EEA besides them.
/// </summary>
internal static class EuropeanStates
{
    /// <summary>How the group is called in law packs.</summary>
    public const string Code = "EU";

    /// <summary>As of 2026.</summary>
    public static FrozenSet<string> All { get; } = new[]
    {
        "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT", "NL", "PL",
            "PT", "RO", "SK", "SI", "ES", "SE",
        "IS", "LI", "NO",
    }.ToFrozenSet(StringComparer.Ordinal);
}
