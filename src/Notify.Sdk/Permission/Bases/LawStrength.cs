namespace Notify.Sdk.Permission;

/// <summary>What stands behind an entry of a law pack.</summary>
public enum LawStrength : byte
{
    /// <summary>A statute or a regulation.</summary>
    Law,

    /// <summary>A code of an industry, which binds those who joined it.</summary>
    Code,

    /// <summary>What carriers let through.</summary>
    Carrier,

    /// <summary>Guidance of a regulator or an association, or practice that names no authority.</summary>
    Guidance,

    /// <summary>A choice of this library where nothing was found.</summary>
    Default,

    /// <summary>A bill whose enactment is not confirmed; kept until it is known.</summary>
    Proposed,
}
