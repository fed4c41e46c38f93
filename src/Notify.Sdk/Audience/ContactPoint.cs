using NodaTime;

namespace Notify.Sdk;

/// <summary>One address as the caller has it, in any spelling.</summary>
/// <param name="Value">The raw text.</param>
/// <param name="VerifiedAt">When the account proved that it owns it; null if it never did.</param>
public sealed record ContactPoint(string Value, Instant? VerifiedAt = null)
{
    /// <summary>Wraps a raw text as an unverified address.</summary>
    public static implicit operator ContactPoint(string value) => new(value);

    /// <summary>Never shows the value.</summary>
    public override string ToString() => VerifiedAt is null ? "address" : "verified address";
}

/// <summary>One address of any kind as the caller has it, in any spelling.</summary>
/// <param name="Kind">What kind of address it is.</param>
/// <param name="Value">The raw text.</param>
/// <param name="VerifiedAt">When the account proved that it owns it; null if it never did.</param>
public sealed record ContactAddress(AddressKind Kind, string Value, Instant? VerifiedAt = null)
{
    /// <summary>Never shows the value.</summary>
    public override string ToString() => $"{Kind} address";
}
